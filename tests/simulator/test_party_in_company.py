"""Simulated parties among others: what they hear, several calls at a time, and an end whatever happens."""

from hypothesis import given, strategies as st

from softphone.core.messages.effects import (
    FollowRedirect,
    SendGoodbye,
    SendReject,
)
from softphone.core.messages.events import (
    AudioResumed,
    AudioStopped,
    DeviceChanged,
    DigitReceived,
    DigitsFailed,
    Event,
    HoldConfirmed,
    HoldRefused,
    Invited,
    LegConnected,
    LegEnded,
    LegRedirected,
    MediaChanged,
    NetworkLost,
    ProvisionalReceived,
    Registered,
    RegistrationFailed,
    StrangerRefused,
)
from softphone.core.state.audio import SILENCE, AudioPlan, LegAudio, Microphone, Route, Speaker
from softphone.core.values import NO_TAGS, CallId, Media, Peer
from softphone.simulator.party import Party
from softphone.simulator.performance import Note, Verdict
from softphone.simulator.script import parse
from tests.simulator.scene import ANNA, INVITED, LEG, OTHER, Stage, called, caller, talking


def test_what_the_far_end_does_can_be_expected() -> None:
    stage = talking("expect held\nexpect resumed\nexpect digits 12\nhangup")
    held, resumed = Media(codec="PCMU", is_held_by_peer=True), Media(codec="PCMU")
    stage.effects()

    stage.hear(MediaChanged(LEG, held), MediaChanged(LEG, resumed), DigitReceived(LEG, "1", "rfc4733"))
    assert stage.effects() == []
    assert stage.hear(DigitReceived(LEG, "2", "rfc4733")).effects() == [SendGoodbye(LEG)]


def test_early_audio_is_listened_to() -> None:
    stage = caller("expect early\nexpect connected").hear(ProvisionalReceived(LEG, 183, has_early_media=True))

    assert stage.party.plan == AudioPlan(frozenset({Route(LegAudio(LEG), Speaker())}))


def test_a_party_is_heard_only_while_it_speaks_in_a_call_that_it_does_not_hold() -> None:
    listening = Route(LegAudio(LEG), Speaker())
    speaking = Route(Microphone(), LegAudio(LEG))
    stage = talking("say speech\nwait 1\nhold\nresume\nsay nothing\nwait 1")

    assert stage.party.plan.routes == {listening, speaking}
    assert stage.pass_time(1).hear(HoldConfirmed(LEG, is_held=True)).party.plan.routes == {listening}
    assert stage.hear(HoldConfirmed(LEG, is_held=False)).party.plan.routes == {listening}
    assert stage.hear(LegEnded(LEG)).party.plan == SILENCE


def test_a_second_call_finds_the_line_busy() -> None:
    second = Invited(OTHER, ANNA, Peer("sip:b@127.0.0.1"), CallId("b"), NO_TAGS)

    assert called("ring 5").hear(second).effects()[-1] == SendReject(OTHER, 486)


def test_one_who_only_calls_cannot_be_called() -> None:
    stage = Stage(Party(ANNA, parse("call"))).hear(INVITED)

    assert stage.effects() == [SendReject(LEG, 486)]


def test_a_busy_party_makes_no_second_call() -> None:
    stage = caller("wait 5")
    stage.effects()

    assert stage.call().effects() == []


def test_several_calls_at_a_time_do_not_disturb_each_other() -> None:
    second = Invited(OTHER, ANNA, Peer("sip:b@127.0.0.1"), CallId("b"), NO_TAGS)
    stage = Stage(Party(ANNA, parse("answer\nsay speech"), most_calls=2)).hear(INVITED, second)
    stage.hear(LegConnected(LEG), LegConnected(OTHER), LegEnded(LEG))

    assert [each.part.leg for each in stage.party.performances] == [OTHER]
    assert stage.party.plan.routes == {Route(LegAudio(OTHER), Speaker()), Route(Microphone(), LegAudio(OTHER))}


def test_a_cancelled_answer_cuts_a_script_short() -> None:
    stage = called("answer\nsay speech").hear(LegEnded(LEG))

    assert stage.verdicts == [Verdict.CUT]


def test_one_who_is_to_be_called_cannot_call() -> None:
    stage = Stage(Party(ANNA, parse("hold"))).call()

    assert stage.effects() == []
    assert stage.verdicts == [Verdict.FAILED]


def test_leaving_ends_every_call_once() -> None:
    stage = talking("wait 100")
    stage.effects()

    assert stage.leave().effects() == [SendGoodbye(LEG)]
    assert stage.leave().effects() == []
    assert stage.hear(LegEnded(LEG)).verdicts == [Verdict.PASSED]


def test_a_redirection_is_followed() -> None:
    stage = caller("").hear(LegRedirected(LEG, "sip:b@127.0.0.1"))

    assert FollowRedirect(LEG, is_followed=True) in stage.effects()


def test_every_kind_of_news_has_a_line_in_the_report() -> None:
    stage = talking("wait 100")
    stage.fresh()
    stage.hear(
        AudioStopped(LEG, 3, "address known"),
        AudioResumed(LEG),
        DigitsFailed(LEG, "no way"),
        Registered(ANNA, 300),
        RegistrationFailed(ANNA, 401, "Unauthorized", 0.5),
        StrangerRefused("10.0.0.1", "sip:x@y"),
        DeviceChanged("input", "null", "default", "no such device"),
        NetworkLost(),
    )

    whats = [note.what for note in stage.fresh(Note)]

    assert whats == [
        "silent", "heard again", "digits failed", "registered", "registration failed", "stranger refused", "device",
    ]  # fmt: skip


LEG_NEWS: st.SearchStrategy[Event] = st.one_of(
    st.builds(ProvisionalReceived, st.just(LEG), st.sampled_from([180, 181, 183]), st.booleans()),
    st.just(LegConnected(LEG)),
    st.builds(LegEnded, st.just(LEG), st.sampled_from([0, 200, 486, 603])),
    st.builds(HoldConfirmed, st.just(LEG), st.booleans()),
    st.just(HoldRefused(LEG, 488, "no")),
    st.builds(MediaChanged, st.just(LEG), st.builds(Media, is_held_by_peer=st.booleans())),
    st.builds(DigitReceived, st.just(LEG), st.sampled_from("0123456789"), st.just("info")),
)
TEXTS = st.lists(
    st.sampled_from(
        ["wait 1", "say speech", "say nothing", "digits 12", "hold", "resume", "expect held 2", "expect digits 1 2"]
    ),
    max_size=8,
)


@given(TEXTS, st.lists(st.one_of(LEG_NEWS, st.floats(0.1, 5)), max_size=30), st.booleans())
def test_every_call_comes_to_one_end_in_bounded_time_whatever_happens(
    lines: list[str], happenings: list[Event | float], is_caller: bool
) -> None:
    text = "\n".join([*lines, "hangup"])
    stage = caller(text) if is_caller else called(f"ring 1\nanswer\n{text}")
    for happening in happenings:
        if isinstance(happening, float):
            stage.pass_time(happening)
        else:
            stage.hear(happening)

    while (due := stage.party.next_due) is not None:
        stage.pass_time(max(0.0, due - stage.now))

    assert stage.party.performances == ()
    assert len(stage.verdicts) == 1
    assert stage.party.plan == SILENCE
