"""INVITEs that ring, and those that are turned away; answering, declining, missing."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import Answer, Decline, HangUp, Redirect, SetDoNotDisturb
from softphone.core.messages.effects import (
    DropLeg,
    SendAnswer,
    SendGoodbye,
    SendRedirect,
    SendReject,
    SendRinging,
)
from softphone.core.messages.events import (
    LegConnected,
    LegEnded,
    Stopping,
)
from softphone.core.messages.facts import CallConnected, CallEnded, CallRefused, CallStarted
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import AnswerDue, NoAnswer
from softphone.core.values import CallId, CallType, Ending, EndReason, Origin, Role, Tags
from tests.core.scenes import (
    LEG_A,
    LEG_B,
    LEG_C,
    ONE_LINE,
    TWO_LINES,
    A,
    B,
    C,
    Scene,
    ending,
    invited,
    scene,
    talking,
)


def test_an_invite_rings_and_is_announced() -> None:
    play = scene().happens(invited())

    assert SendRinging(LEG_A) in play.effects
    assert play.names() == ["CallStarted"]
    assert play.phone.audio.is_ringing


def test_an_answered_call_is_connected_when_the_ack_is_in() -> None:
    play = scene().happens(invited())
    request = play.desk(Answer())
    assert SendAnswer(LEG_A) in play.effects
    assert not play.is_answered(request)
    assert not play.phone.audio.is_ringing

    play.happens(LegConnected(LEG_A))

    assert isinstance(play.answer_to(request), CallConnected)
    assert play.names() == ["CallStarted", "CallConnected"]


def test_a_second_answer_is_refused_while_the_first_is_under_way() -> None:
    play = scene().happens(invited())
    play.desk(Answer())

    assert play.refusal(play.salesforce(Answer(A))).why is Why.ALREADY_UNDER_WAY


def test_an_answer_after_the_call_was_picked_up_at_the_desk_is_refused() -> None:
    play = talking()

    assert play.refusal(play.salesforce(Answer(A))).why is Why.WRONG_STATE
    assert play.names().count("CallConnected") == 1


def test_there_is_nothing_to_answer_in_silence() -> None:
    play = scene()

    for command in (Answer(), Decline(A), Redirect("sip:x@127.0.0.1"), HangUp()):
        assert play.refusal(play.desk(command)).why is Why.NO_SUCH_CALL


def test_declining_sends_the_code_of_the_settings_and_the_call_ends_by_the_agent() -> None:
    play = scene().happens(invited())
    request = play.salesforce(Decline(A))
    assert SendReject(LEG_A, 486) in play.effects

    play.happens(LegEnded(LEG_A, 486, "Busy Here"))

    assert ending(play) == Ending(EndReason.DECLINED, Origin.CONNECTOR, 486, "Busy Here")
    assert isinstance(play.answer_to(request), CallEnded)


def test_hanging_up_a_ringing_call_declines_it() -> None:
    play = scene().happens(invited())
    play.desk(HangUp())

    assert SendReject(LEG_A, 486) in play.effects
    assert ending(play.happens(LegEnded(LEG_A, 486))).reason is EndReason.DECLINED


def test_a_ringing_call_can_be_sent_elsewhere() -> None:
    play = scene().happens(invited())
    play.desk(Redirect("sip:carol@127.0.0.1"))

    assert SendRedirect(LEG_A, "sip:carol@127.0.0.1") in play.effects
    assert SendReject(LEG_A, 486) not in play.effects
    assert ending(play.happens(LegEnded(LEG_A, 302))).reason is EndReason.DECLINED


def test_a_call_is_not_sent_to_nonsense() -> None:
    play = scene().happens(invited())

    assert play.refusal(play.desk(Redirect("no address"))).why is Why.BAD_TARGET


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (None, EndReason.MISSED),
        (EndReason.ANSWERED_ELSEWHERE, EndReason.ANSWERED_ELSEWHERE),
        (EndReason.ABANDONED, EndReason.ABANDONED),
    ],
)
def test_a_caller_who_gives_up_is_missed_unless_the_network_says_why(
    cause: EndReason | None, reason: EndReason
) -> None:
    play = scene().happens(invited(), LegEnded(LEG_A, 487, "Cancelled", cause))

    assert ending(play).reason is reason
    assert "AfterCallWorkStarted" not in play.names()


@pytest.mark.parametrize("code", [406, 488, 500])
def test_a_ringing_call_that_this_end_cannot_go_on_with_was_not_missed_by_the_agent(code: int) -> None:
    play = scene().happens(invited(), LegEnded(LEG_A, code))

    assert ending(play).reason is EndReason.FAILED_HERE


def test_a_call_that_nobody_answers_is_missed() -> None:
    play = scene().happens(invited()).fires(NoAnswer(LEG_A))
    assert SendReject(LEG_A, 480) in play.effects

    assert ending(play.happens(LegEnded(LEG_A, 480))) == Ending(EndReason.MISSED, Origin.TIMER, 480)


def test_a_caller_who_cancels_during_the_answer_is_missed_and_the_answer_is_refused() -> None:
    play = scene().happens(invited())
    request = play.salesforce(Answer())
    play.happens(LegEnded(LEG_A, 487))

    assert play.refusal(request).why is Why.CALL_ENDED
    assert ending(play).reason is EndReason.MISSED


def test_an_answer_that_fails_here_is_refused_and_the_call_failed_here() -> None:
    play = scene().happens(invited())
    request = play.salesforce(Answer())
    play.happens(LegEnded(LEG_A, 488))

    assert play.refusal(request).why is Why.CALL_ENDED
    assert ending(play).reason is EndReason.FAILED_HERE


def test_an_answer_that_is_never_acknowledged_is_given_up() -> None:
    play = scene().happens(invited())
    play.desk(Answer())
    play.fires(AnswerDue(LEG_A))

    assert DropLeg(LEG_A) in play.effects
    assert ending(play).reason is EndReason.FAILED_HERE
    assert play.happens(LegConnected(LEG_A)).was_ignored


def test_a_call_can_be_hung_up_while_it_is_being_answered() -> None:
    play = scene().happens(invited())
    answer = play.desk(Answer())
    play.desk(HangUp())
    play.happens(LegEnded(LEG_A))

    assert play.refusal(answer).why is Why.CALL_ENDED
    assert SendGoodbye(LEG_A) in play.effects
    assert ending(play).reason is EndReason.HUNG_UP


def test_an_auto_answer_is_taken_only_where_the_settings_allow_it() -> None:
    tags = Tags(wants_auto_answer=True)
    assert SendAnswer(LEG_A) not in scene().happens(invited(tags=tags)).effects
    play = scene(replace(ONE_LINE, takes_auto_answer=True)).happens(invited(tags=tags))

    assert SendAnswer(LEG_A) in play.effects
    assert play.happens(LegConnected(LEG_A)).names() == ["CallStarted", "CallConnected"]


def test_a_call_without_a_time_limit_rings_until_somebody_does_something() -> None:
    play = scene(replace(ONE_LINE, no_answer_s=None)).happens(invited())

    assert not [effect for effect in play.effects if "NoAnswer" in repr(effect)]


def test_the_key_of_the_invite_names_the_call_unless_a_living_call_has_it() -> None:
    key = CallId("vendor-1")
    play = talking(A, LEG_A, scene(TWO_LINES).happens(invited(B, LEG_B, Tags(key=key))))
    assert play.phone.call(key)

    play.happens(invited(C, LEG_C, Tags(key=key)))

    assert play.phone.call(C)


def test_an_internal_call_comes_from_an_agent() -> None:
    play = scene().happens(invited(tags=Tags(call_type=CallType.INTERNAL)))
    (fact,) = play.facts

    assert isinstance(fact, CallStarted)
    assert fact.call.initial.role is Role.AGENT


def test_the_same_invite_twice_rings_once() -> None:
    assert scene().happens(invited(), invited()).was_ignored


# Refused invites


def refused(play: Scene) -> CallRefused:
    """The refusal that the second INVITE met."""
    fact = play.facts[-1]
    assert isinstance(fact, CallRefused)
    return fact


def test_a_second_call_is_busy_without_call_waiting() -> None:
    play = talking().happens(invited(B, LEG_B))

    assert SendReject(LEG_B, 486) in play.effects
    assert "call waiting" in refused(play).why


def test_do_not_disturb_refuses_calls() -> None:
    play = scene()
    play.desk(SetDoNotDisturb(is_on=True))

    assert "disturb" in refused(play.happens(invited())).why


def test_no_more_calls_than_lines() -> None:
    play = scene(replace(TWO_LINES, max_conversations=1)).happens(invited(), invited(B, LEG_B))

    assert "lines" in refused(play).why


def test_a_phone_that_is_being_switched_off_takes_no_calls() -> None:
    play = scene().happens(Stopping(), invited())

    assert SendReject(LEG_A, 503) in play.effects
