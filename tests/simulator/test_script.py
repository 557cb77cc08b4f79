"""The language of simulated parties: what is written reads as it was meant, and what is wrong is named by its line."""

import pytest
from hypothesis import given, strategies as st

from softphone.simulator.script import MOST_STEPS, Problem, ScriptFaulty, is_callers, parse, voice_of, written
from softphone.simulator.steps import (
    CallOut,
    Expect,
    GoodBye,
    Hold,
    PickUp,
    Press,
    Refuse,
    Resume,
    Ring,
    Say,
    Script,
    SendElsewhere,
    Sign,
    SineTone,
    Sound,
    SoundFile,
    Speech,
    Step,
    Wait,
    script_of,
)

TIMES = st.integers(0, 3_600_000).map(lambda ms: ms / 1000)
DIGITS = st.text("0123456789*#ABCD", min_size=1, max_size=64)
CODES = st.integers(400, 699)
TARGETS = st.from_regex(r"sips?:[a-z0-9]{1,8}@127\.0\.0\.1:[1-9][0-9]{0,3}", fullmatch=True)
PATHS = st.from_regex(r"[a-z#/.]{1,10}( {1,2}[a-z#]{1,5})?", fullmatch=True)
SOUNDS = st.one_of(st.just(Speech()), st.integers(20, 7000).map(SineTone), PATHS.map(SoundFile), st.none())
EXPECTATIONS = st.one_of(
    st.builds(Expect, st.sampled_from([sign for sign in Sign if sign is not Sign.DIGITS]), TIMES),
    st.builds(Expect, st.just(Sign.DIGITS), TIMES, DIGITS),
    st.builds(Expect, st.just(Sign.REFUSED), TIMES, CODES.map(str)),
)
IN_CALL: st.SearchStrategy[Step] = st.one_of(
    st.builds(Wait, TIMES),
    st.just(Say(Speech())),
    st.just(Say(None)),
    st.builds(Press, DIGITS),
    st.just(Hold()),
    st.just(Resume()),
    EXPECTATIONS,
)
ENDS: st.SearchStrategy[list[Step]] = st.sampled_from([[], [GoodBye()], [GoodBye(), Expect(Sign.ENDED, 3)]])
CALLERS = st.builds(
    lambda target, middle, end: script_of(CallOut(target), *middle, *end),
    st.one_of(st.just(""), TARGETS),
    st.lists(IN_CALL, max_size=10),
    ENDS,
)
CALLED = st.one_of(
    st.builds(
        lambda seconds, middle, end: script_of(Ring(seconds), PickUp(), *middle, *end),
        TIMES,
        st.lists(IN_CALL, max_size=10),
        ENDS,
    ),
    st.builds(lambda code: script_of(Refuse(code)), CODES),
    st.builds(lambda target: script_of(SendElsewhere(target)), TARGETS),
)


def problems_of(text: str) -> tuple[Problem, ...]:
    try:
        parse(text)
    except ScriptFaulty as faulty:
        return faulty.problems
    return ()


@given(st.one_of(CALLERS, CALLED))
def test_what_is_written_down_reads_as_the_same_script(script: Script) -> None:
    assert parse(written(script)) == script


@given(st.one_of(CALLERS, CALLED), st.data())
def test_a_line_that_is_no_step_is_named_by_its_number_and_no_other(script: Script, data: st.DataObject) -> None:
    lines = written(script).splitlines()
    at = data.draw(st.integers(0, len(lines)))
    lines.insert(at, "sing a song")

    with pytest.raises(ScriptFaulty) as caught:
        parse("\n".join(lines))

    assert [problem.line for problem in caught.value.problems if "no step 'sing'" in problem.text] == [at + 1]


@given(st.text(max_size=300))
def test_any_text_reads_as_a_script_or_is_refused_with_lines_that_it_has(text: str) -> None:
    problems = problems_of(text)

    assert all(1 <= problem.line <= len(text.splitlines()) for problem in problems)


def test_comments_empty_lines_and_blanks_mean_nothing() -> None:
    text = "# a customer\n\n  call   # whom the command line names\nexpect  connected\t20\n"

    script = parse(text)

    assert [line.step for line in script] == [CallOut(), Expect(Sign.CONNECTED, 20)]
    assert [line.number for line in script] == [3, 4]


def test_the_hash_key_is_no_comment() -> None:
    assert [line.step for line in parse("digits #1# # press\ndigits #\ndigits # # hash")] == [
        Press("#1#"), Press("#"), Press("#"),
    ]  # fmt: skip


def test_the_name_of_a_file_may_hold_blanks_and_hashes() -> None:
    (line,) = parse("say file take  #2.wav\n")

    assert line.step == Say(SoundFile("take  #2.wav"))


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(ScriptFaulty) as caught:
        parse("ring soon\nanswer now\ndigits 12x\n\nsay something\nrefuse 200\nexpect miracles\n")

    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 5, 6, 7]
    assert "line 1: 'soon' is no time" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("say speech\nsay nothing\nsay speech\nsay tone 440\n", 4, "one voice"),
        ("call\nanswer\n", 2, "the one who calls cannot do this"),
        ("call\nring 2\n", 2, "the one who calls cannot do this"),
        ("ring 1\ncall\n", 2, "only the first step can call"),
        ("answer\nrefuse 486\n", 2, "answered before"),
        ("call\nhangup\nsay speech\n", 3, "over since line 2"),
        ("wait 2d\n", 1, "is no time"),
        ("wait 90000\n", 1, "longer than a day"),
        ("call 1000\n", 1, "no SIP address"),
        ("digits 12 3\n", 1, "no keys of a telephone"),
        ("digits\n", 1, "no keys of a telephone"),
        ("say tone loud\n", 1, "no frequency"),
        ("say tone 9\n", 1, "no frequency"),
        ("say file\n", 1, "cannot be said"),
        ("refuse 48\n", 1, "no SIP code"),
        ("expect refused 999\n", 1, "no SIP code"),
        ("expect\n", 1, "nothing to wait for"),
        ("expect held 3 seconds\n", 1, "'seconds' is too much"),
        ("expect digits\n", 1, "no keys of a telephone"),
        ("hold 3\n", 1, "nothing stands after this step"),
        ("wait 1\n" * (MOST_STEPS + 1), MOST_STEPS + 1, "more than"),
    ],
)
def test_a_mistake_is_named_where_it_is(text: str, line: int, complaint: str) -> None:
    with pytest.raises(ScriptFaulty) as caught:
        parse(text)

    assert [(problem.line, complaint in problem.text) for problem in caught.value.problems] == [(line, True)]


@pytest.mark.parametrize(
    ("text", "seconds"), [("wait 3", 3), ("wait 1.5s", 1.5), ("wait 250ms", 0.25), ("wait 2m", 120), ("wait 0", 0)]
)
def test_times_are_written_as_people_write_them(text: str, seconds: float) -> None:
    (line,) = parse(text)

    assert line.step == Wait(seconds)


def test_a_script_that_begins_with_a_call_is_a_callers() -> None:
    assert is_callers(parse("call sip:1@127.0.0.1"))
    assert not is_callers(parse("ring 1"))
    assert not is_callers(())


@given(SOUNDS)
def test_any_sound_can_be_a_voice(sound: Sound | None) -> None:
    script = script_of(Say(None), Say(sound), Say(sound))

    assert parse(written(script)) == script
    assert voice_of(script) == sound


def test_after_the_end_a_script_may_still_look_at_it() -> None:
    assert len(parse("call\nhangup\nwait 1\nexpect ended 5\n")) == 4
