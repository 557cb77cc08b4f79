"""Simple wishes become scripts."""

from hypothesis import given, strategies as st

from softphone.simulator.options import Wishes, answerers_script, callers_script
from softphone.simulator.script import check, parse, written
from softphone.simulator.steps import Hold, Press, Resume, SineTone, Speech

WISHES = st.builds(
    Wishes,
    say=st.sampled_from([None, Speech(), SineTone(440)]),
    answer_after_s=st.integers(0, 60),
    refuse=st.one_of(st.none(), st.integers(400, 699)),
    digits=st.text("0123456789*#", max_size=10),
    digits_after_s=st.integers(0, 60),
    hold_after_s=st.one_of(st.none(), st.integers(0, 60)),
    hang_up_after_s=st.one_of(st.none(), st.integers(0, 60)),
)


def test_one_who_calls_speaks_and_hangs_up_when_asked_to() -> None:
    assert written(callers_script(Wishes(hang_up_after_s=5))) == (
        "call\nexpect connected 30s\nsay speech\nwait 5\nhangup\n"
    )


def test_one_who_is_called_answers_after_a_while() -> None:
    assert written(answerers_script(Wishes(answer_after_s=2, say=SineTone(440)))) == "ring 2\nanswer\nsay tone 440\n"


def test_one_who_refuses_does_nothing_else() -> None:
    assert written(answerers_script(Wishes(refuse=603, digits="1"))) == "ring 1\nrefuse 603\n"


def test_everything_happens_in_its_time() -> None:
    script = callers_script(Wishes(digits="12", digits_after_s=4, hold_after_s=2, hold_for_s=1, hang_up_after_s=6))

    assert written(script).splitlines()[3:] == [
        "wait 2", "hold", "wait 1", "resume", "wait 1", "digits 12", "wait 2", "hangup",
    ]  # fmt: skip


def test_what_would_come_after_hanging_up_is_left_out() -> None:
    steps = [line.step for line in callers_script(Wishes(hold_after_s=9, digits="1", hang_up_after_s=0.5))]

    assert not any(isinstance(step, Hold | Resume | Press) for step in steps)


@given(WISHES)
def test_all_wishes_make_scripts_without_problems(wishes: Wishes) -> None:
    for script in (callers_script(wishes), answerers_script(wishes)):
        assert list(check(script)) == []
        assert parse(written(script)) == script
