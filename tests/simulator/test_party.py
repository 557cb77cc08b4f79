"""Simulated parties do what their script says, and come to an end whatever the far end does."""

from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from hypothesis import given, strategies as st

from softphone.core.audio import SILENCE, AudioPlan, LegAudio, Microphone, Route, Speaker
from softphone.core.effects import (
    ArrangeAudio,
    DropLeg,
    FollowRedirect,
    SendAnswer,
    SendGoodbye,
    SendHold,
    SendInvite,
    SendRedirect,
    SendReject,
    SendRinging,
    SendTones,
)
from softphone.core.events import (
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
from softphone.core.values import NO_TAGS, AccountName, CallId, Instant, LegId, Media, Peer
from softphone.simulator import party as parties
from softphone.simulator.acting import END_DUE_S
from softphone.simulator.party import Party
from softphone.simulator.performance import Doing, Note, Verdict
from softphone.simulator.script import parse

LEG, OTHER = LegId("leg"), LegId("other")
ANNA = AccountName("anna")
PHONE = "sip:agent@127.0.0.1:5060"
INVITED = Invited(LEG, ANNA, Peer("sip:agent@127.0.0.1", name="Agent"), CallId("minted"), NO_TAGS)
D = TypeVar("D")


@dataclass
class Stage:
    """A party on a stage where the test is the network and the clock."""

    party: Party
    now: float = 100.0
    done: list[Doing] = field(default_factory=list)

    def call(self) -> "Stage":
        return self._take(parties.call(self.party, LEG, CallId("key"), PHONE, Instant(self.now)))

    def hear(self, *events: Event) -> "Stage":
        for event in events:
            self._take(parties.hear(self.party, event, Instant(self.now)))
        return self

    def pass_time(self, seconds: float) -> "Stage":
        self.now += seconds
        return self._take(parties.tick(self.party, Instant(self.now)))

    def leave(self) -> "Stage":
        return self._take(parties.leave(self.party, Instant(self.now)))

    def fresh(self, *kinds: type[D]) -> list[D]:
        """Give what was done of these kinds since last asked."""
        found = [doing for doing in self.done if isinstance(doing, kinds)]
        self.done.clear()
        return found  # type: ignore[return-value]

    def effects(self) -> list[object]:
        """Give the signalling that was done since last asked."""
        found = [doing for doing in self.done if not isinstance(doing, Note | ArrangeAudio)]
        self.done.clear()
        return list(found)

    @property
    def verdicts(self) -> list[Verdict]:
        return [outcome.verdict for outcome in self.party.outcomes]

    def _take(self, result: tuple[Party, parties.Doings]) -> "Stage":
        self.party, doings = result
        self.done += doings
        return self


def caller(text: str) -> Stage:
    return Stage(Party(ANNA, parse("call\n" + text))).call()


def talking(text: str) -> Stage:
    return caller("expect connected\n" + text).hear(LegConnected(LEG))


def called(text: str) -> Stage:
    return Stage(Party(ANNA, parse(text))).hear(INVITED)


def test_a_caller_calls_whom_the_command_line_names_with_a_key_of_its_own() -> None:
    assert caller("").effects() == [SendInvite(LEG, ANNA, PHONE, CallId("key"))]


def test_a_callers_headers_go_out_with_its_calls() -> None:
    queue = (("X-Queue-Id", "sales"),)

    stage = Stage(Party(ANNA, parse("call"), headers=queue)).call()

    assert stage.effects() == [SendInvite(LEG, ANNA, PHONE, CallId("key"), queue)]


def test_a_caller_may_be_told_whom_to_call_by_its_script() -> None:
    stage = Stage(Party(ANNA, parse("call sip:else@127.0.0.1"))).call()

    assert stage.effects() == [SendInvite(LEG, ANNA, "sip:else@127.0.0.1", CallId("key"))]


def test_an_impatient_caller_gives_up_and_that_counts_as_failed() -> None:
    stage = caller("expect connected 20\nsay speech")
    stage.effects()

    assert stage.pass_time(20).effects() == [SendGoodbye(LEG)]
    assert stage.hear(LegEnded(LEG, 487)).verdicts == [Verdict.FAILED]
    assert stage.party.outcomes[0].why == "not connected within 20 s"
    assert stage.party.has_failed


def test_a_caller_that_is_refused_says_so() -> None:
    stage = caller("expect connected 20").hear(LegEnded(LEG, 486, "Busy Here"))

    assert stage.party.outcomes[0].why == "not connected: ended with 486 Busy Here"


def test_a_caller_may_expect_to_be_refused() -> None:
    assert caller("expect refused 486 5").hear(LegEnded(LEG, 486)).verdicts == [Verdict.PASSED]
    assert caller("expect refused 5").hear(LegEnded(LEG, 603)).verdicts == [Verdict.PASSED]
    assert caller("expect refused 486 5").hear(LegEnded(LEG, 603)).verdicts == [Verdict.FAILED]


def test_a_whole_conversation_goes_as_written() -> None:
    stage = caller("expect ringing\nexpect connected\nsay speech\nwait 3\ndigits 12\nwait 1\nhangup\nexpect ended")
    stage.hear(ProvisionalReceived(LEG, 180), LegConnected(LEG)).effects()

    assert stage.pass_time(2).effects() == []
    assert stage.pass_time(1).effects() == [SendTones(LEG, "12")]
    assert stage.pass_time(0.5).effects() == []
    assert stage.pass_time(1).effects() == [SendGoodbye(LEG)]
    assert stage.hear(LegEnded(LEG, 200)).verdicts == [Verdict.PASSED]
    assert stage.party.performances == ()


def test_a_party_at_the_end_of_its_script_stays_until_the_far_end_hangs_up() -> None:
    stage = talking("say speech")

    assert stage.party.next_due is None
    assert stage.pass_time(3600).verdicts == []
    assert stage.hear(LegEnded(LEG)).verdicts == [Verdict.PASSED]


def test_being_hung_up_on_cuts_a_script_short_and_is_no_failure() -> None:
    stage = talking("wait 10\ndigits 1").hear(LegEnded(LEG))

    assert stage.verdicts == [Verdict.CUT]
    assert stage.party.outcomes[0].why == "the far end hung up"
    assert not stage.party.has_failed


def test_being_hung_up_on_while_something_is_expected_fails() -> None:
    stage = talking("expect digits 1").hear(LegEnded(LEG))

    assert stage.verdicts == [Verdict.FAILED]


def test_hanging_up_when_the_far_end_did_already_passes() -> None:
    stage = talking("wait 10\nhangup").hear(LegEnded(LEG))

    assert stage.verdicts == [Verdict.PASSED]
    assert SendGoodbye(LEG) not in stage.effects()


def test_a_colleague_lets_it_ring_and_answers() -> None:
    stage = called("ring 2\nanswer\nsay tone 440")

    assert stage.effects() == [SendRinging(LEG)]
    assert stage.pass_time(2).effects() == [SendAnswer(LEG)]
    assert Route(Microphone(), LegAudio(LEG)) in stage.hear(LegConnected(LEG)).party.plan.routes


def test_a_caller_that_gives_up_while_it_rings_cuts_the_script_short() -> None:
    stage = called("ring 5\nanswer").hear(LegEnded(LEG))

    assert stage.verdicts == [Verdict.CUT]
    assert stage.party.outcomes[0].why == "the far end gave up"


def test_an_answer_that_is_never_confirmed_fails_and_ends() -> None:
    stage = called("answer")
    stage.effects()

    assert stage.pass_time(10).effects() == [SendReject(LEG, 480)]
    assert stage.pass_time(END_DUE_S).effects() == [DropLeg(LEG)]
    assert stage.verdicts == [Verdict.FAILED]
    assert stage.party.performances == ()


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("refuse 486", SendReject(LEG, 486)),
        ("redirect sip:b@127.0.0.1", SendRedirect(LEG, "sip:b@127.0.0.1")),
    ],
)
def test_a_colleague_may_refuse_or_send_elsewhere(text: str, effect: object) -> None:
    stage = called(text)

    assert stage.effects() == [effect]
    assert stage.hear(LegEnded(LEG)).verdicts == [Verdict.PASSED]


def test_an_end_that_is_never_confirmed_is_forgotten_in_time() -> None:
    stage = talking("hangup")
    stage.effects()

    assert stage.pass_time(END_DUE_S).effects() == [DropLeg(LEG)]
    assert stage.verdicts == [Verdict.FAILED]


def test_hold_and_resume_wait_for_the_far_ends_answer() -> None:
    stage = talking("say speech\nhold\nwait 1\nresume\nhangup")

    assert stage.effects()[-1] == SendHold(LEG, is_held=True)
    assert stage.hear(HoldConfirmed(LEG, is_held=True)).effects() == []
    assert stage.pass_time(1).effects() == [SendHold(LEG, is_held=False)]
    assert stage.hear(HoldConfirmed(LEG, is_held=False)).effects() == [SendGoodbye(LEG)]


def test_a_refused_hold_fails_at_once_with_the_reason() -> None:
    stage = talking("hold").hear(HoldRefused(LEG, 488, "Not Acceptable Here"))

    assert stage.effects()[-1] == SendGoodbye(LEG)
    assert stage.party.performances[0].outcome is not None
    assert stage.party.performances[0].outcome.why == "refused with 488 Not Acceptable Here"


def test_keys_cannot_be_pressed_before_there_is_a_call() -> None:
    stage = caller("digits 1")

    assert stage.effects()[-1] == SendGoodbye(LEG)


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
