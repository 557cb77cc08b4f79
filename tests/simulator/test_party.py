"""Simulated parties do what their script says, and come to an end whatever the far end does."""

import pytest

from softphone.core.messages.effects import (
    DropLeg,
    SendAnswer,
    SendGoodbye,
    SendHold,
    SendInvite,
    SendRedirect,
    SendReject,
    SendRinging,
    SendTones,
)
from softphone.core.messages.events import (
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    ProvisionalReceived,
)
from softphone.core.state.audio import LegAudio, Microphone, Route
from softphone.core.values import CallId
from softphone.simulator.acting import END_DUE_S
from softphone.simulator.party import Party
from softphone.simulator.performance import Verdict
from softphone.simulator.script import parse
from tests.simulator.scene import ANNA, LEG, PHONE, Stage, called, caller, talking


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
