"""Beginning and ending: who rings, who is refused, and that everything that starts ends exactly once."""

from dataclasses import replace

import pytest

from softphone.core.commands import Answer, Decline, HangUp, Redirect, SetDoNotDisturb, SetHold
from softphone.core.effects import (
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
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    LegRedirected,
    ProvisionalReceived,
    Stopping,
)
from softphone.core.facts import ActionFailed, CallConnected, CallEnded, CallRefused, CallStarted
from softphone.core.refusals import Refusal, Why
from softphone.core.timers import AnswerDue, DialGrace, GoodbyeDue, NoAnswer, RingOut
from softphone.core.values import AccountName, CallId, CallType, Ending, EndReason, LegId, Origin, Role, Tags
from tests.core.scenes import (
    ACCOUNT,
    LEG_A,
    LEG_B,
    LEG_C,
    ONE_LINE,
    TWO_LINES,
    A,
    B,
    C,
    Scene,
    dial,
    invited,
    scene,
)


def ending(play: Scene) -> Ending:
    """How the only call ended."""
    (fact,) = [fact for fact in play.facts if isinstance(fact, CallEnded)]
    return fact.ending


def talking(call: CallId = A, leg: LegId = LEG_A, play: Scene | None = None) -> Scene:
    play = (play or scene()).happens(invited(call, leg))
    play.desk(Answer(call))
    return play.happens(LegConnected(leg))


# Inbound


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


# Outbound


def test_a_call_dialled_at_the_desk_has_started_when_the_invite_is_out() -> None:
    play = scene()
    request = play.desk(dial())

    assert SendInvite(LEG_A, ACCOUNT, "sip:bob@127.0.0.1", A) in play.effects
    assert isinstance(play.answer_to(request), CallStarted)


@pytest.mark.parametrize("sign", [ProvisionalReceived(LEG_A, 180), LegConnected(LEG_A), HangUp(A)])
def test_a_call_that_salesforce_dialled_has_started_at_the_first_sign_of_life(
    sign: ProvisionalReceived | LegConnected | HangUp,
) -> None:
    play = scene()
    request = play.salesforce(dial())
    assert not play.is_answered(request)
    assert play.names() == []

    play.happens(sign)

    assert isinstance(play.answer_to(request), CallStarted)
    assert play.names()[0] == "CallStarted"


def test_a_call_that_salesforce_dialled_has_started_after_a_second_of_silence() -> None:
    play = scene()
    request = play.salesforce(dial())
    play.fires(DialGrace(LEG_A))

    assert isinstance(play.answer_to(request), CallStarted)
    assert play.happens(ProvisionalReceived(LEG_A, 180)).names() == ["CallStarted", "ProgressReceived"]


@pytest.mark.parametrize(("code", "why"), [(404, Why.BAD_TARGET), (484, Why.BAD_TARGET), (503, Why.NETWORK_REFUSED)])
def test_a_call_that_salesforce_dialled_and_that_fails_at_once_never_was(code: int, why: Why) -> None:
    play = scene()
    request = play.salesforce(dial())
    play.happens(LegEnded(LEG_A, code, "No"))

    assert play.refusal(request) == Refusal(why, f"The network said {code} No.", code)
    assert play.names() == ["ActionFailed"]
    assert not play.phone.conversations


def test_a_network_that_cannot_be_reached_is_named() -> None:
    play = scene()
    request = play.salesforce(dial())
    play.happens(LegEnded(LEG_A))

    assert "cannot be reached" in play.refusal(request).says


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (486, EndReason.BUSY),
        (600, EndReason.BUSY),
        (480, EndReason.NO_ANSWER),
        (408, EndReason.NO_ANSWER),
        (404, EndReason.REFUSED),
        (603, EndReason.REFUSED),
        (503, EndReason.UNREACHABLE),
        (0, EndReason.UNREACHABLE),
    ],
)
def test_a_dialled_call_says_why_nothing_came_of_it(code: int, reason: EndReason) -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 180), LegEnded(LEG_A, code))

    assert ending(play).reason is reason
    assert "AfterCallWorkStarted" not in play.names()


def test_a_dialled_call_that_is_answered_is_connected() -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 180), LegConnected(LEG_A))

    assert play.names() == ["CallStarted", "ProgressReceived", "CallConnected"]
    assert play.happens(LegConnected(LEG_A)).was_ignored
    assert play.happens(ProvisionalReceived(LEG_A, 180)).was_ignored


def test_the_same_progress_twice_is_told_once() -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 183, has_early_media=True), ProvisionalReceived(LEG_A, 180))

    assert play.names() == ["CallStarted", "ProgressReceived"]


def test_giving_up_before_the_answer_is_no_after_call_work() -> None:
    play = scene()
    play.desk(dial())
    play.desk(HangUp())
    play.happens(LegEnded(LEG_A, 487))

    assert ending(play) == Ending(EndReason.GIVEN_UP, Origin.DESK, 487)
    assert "AfterCallWorkStarted" not in play.names()


def test_a_call_that_rings_out_there_is_ended() -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 180)).fires(RingOut(LEG_A))
    assert SendGoodbye(LEG_A) in play.effects

    assert ending(play.happens(LegEnded(LEG_A, 487))) == Ending(EndReason.NO_ANSWER, Origin.TIMER, 487)


def test_a_redirected_call_follows_where_the_settings_allow_it() -> None:
    for is_followed in (True, False):
        play = scene(replace(ONE_LINE, follows_redirects=is_followed))
        play.desk(dial())
        play.happens(LegRedirected(LEG_A, "sip:carol@127.0.0.1"))

        assert FollowRedirect(LEG_A, is_followed) in play.effects
        assert ("CallRedirected" in play.names()) is is_followed


def test_dialling_is_refused_with_the_reason() -> None:
    nobody = scene(type(ONE_LINE)(accounts=()))
    assert nobody.refusal(nobody.desk(dial())).why is Why.NO_SUCH_ACCOUNT

    play = scene(TWO_LINES)
    assert play.refusal(play.desk(replace(dial(), account=AccountName("x")))).why is Why.NO_SUCH_ACCOUNT
    assert play.refusal(play.desk(replace(dial(), target="nonsense"))).why is Why.BAD_TARGET
    play.desk(replace(dial(), account=ACCOUNT))
    assert play.refusal(play.desk(dial())).why is Why.ALREADY_UNDER_WAY
    assert "being dialled" in play.refusal(play.desk(dial(B, LEG_B))).says
    play.happens(LegConnected(LEG_A), invited(B, LEG_B))
    assert "ringing" in play.refusal(play.desk(dial(C, LEG_C))).says


def test_a_phone_with_one_line_dials_one_call() -> None:
    play = talking()

    assert "one line" in play.refusal(play.desk(dial(B, LEG_B))).says


def test_a_phone_dials_no_more_calls_than_it_has_lines() -> None:
    play = talking(play=scene(replace(TWO_LINES, max_conversations=1)))

    assert "All lines" in play.refusal(play.desk(dial(B, LEG_B))).says


def test_a_phone_that_is_being_switched_off_dials_nobody() -> None:
    play = scene().happens(Stopping())

    assert play.refusal(play.desk(dial())).why is Why.STOPPING


# Call waiting


def test_a_waiting_call_rings_with_a_tone_and_answering_it_holds_the_first() -> None:
    play = talking(play=scene(TWO_LINES)).happens(invited(B, LEG_B))
    assert not play.phone.audio.is_ringing
    assert "waiting" in repr(play.phone.audio)

    play.desk(Answer())
    play.happens(LegConnected(LEG_B))

    assert SendHold(LEG_A, is_held=True) in play.effects
    assert play.phone.focus == B


def test_a_call_that_could_not_be_held_gets_the_microphone_back_when_the_other_has_ended() -> None:
    play = talking(B, LEG_B, talking(play=scene(TWO_LINES)))
    play.happens(LegEnded(LEG_B))
    assert play.phone.focus is None  # its hold is still under way

    play.happens(HoldRefused(LEG_A, 488, "No"))

    assert play.phone.focus == A


def test_a_held_call_does_not_inherit_the_microphone() -> None:
    play = talking(B, LEG_B, talking(play=scene(TWO_LINES)))
    play.happens(HoldConfirmed(LEG_A, is_held=True), LegEnded(LEG_B))

    assert play.phone.focus is None
    play.desk(SetHold(is_held=False))
    assert play.phone.focus == A


# Endings


@pytest.mark.parametrize("code", [0, 408])
def test_a_call_ended_by_the_far_end_is_followed_by_after_call_work(code: int) -> None:
    play = talking().happens(LegEnded(LEG_A, code))

    assert play.names() == ["CallStarted", "CallConnected", "CallEnded", "AfterCallWorkStarted"]
    assert ending(play).by is Origin.REMOTE


def test_hanging_up_is_answered_when_the_network_agrees() -> None:
    play = talking()
    request = play.salesforce(HangUp(A))
    assert not play.is_answered(request)

    play.happens(LegEnded(LEG_A, 200))

    assert isinstance(play.answer_to(request), CallEnded)
    assert play.names()[-2:] == ["CallEnded", "AfterCallWorkStarted"]


def test_hanging_up_twice_sends_one_goodbye() -> None:
    play = talking()
    play.desk(HangUp(A))

    assert play.refusal(play.desk(HangUp(A))).why is Why.WRONG_STATE
    assert len(play.did(SendGoodbye)) == 1


def test_a_goodbye_that_the_network_never_confirms_ends_the_call_all_the_same() -> None:
    play = talking()
    request = play.desk(HangUp())
    play.fires(GoodbyeDue(LEG_A))

    assert DropLeg(LEG_A) in play.effects
    assert isinstance(play.answer_to(request), CallEnded)
    assert play.happens(LegEnded(LEG_A)).was_ignored
    assert play.fires(GoodbyeDue(LEG_A)).was_ignored


def test_the_far_end_answering_after_we_hung_up_does_not_revive_the_call() -> None:
    play = scene()
    play.desk(dial())
    play.desk(HangUp())

    assert play.happens(LegConnected(LEG_A)).was_ignored


def test_hanging_up_during_a_hold_answers_the_hold() -> None:
    play = talking()
    hold = play.salesforce(SetHold(is_held=True))
    play.desk(HangUp())

    assert play.refusal(hold).why is Why.CALL_ENDED
    assert [fact for fact in play.facts if isinstance(fact, ActionFailed)]


def test_the_far_end_hanging_up_during_a_hold_answers_the_hold() -> None:
    play = talking()
    hold = play.salesforce(SetHold(is_held=True))
    play.happens(LegEnded(LEG_A))

    assert play.refusal(hold).why is Why.CALL_ENDED


def test_hanging_up_a_party_that_is_not_there_is_refused() -> None:
    play = talking()

    assert play.refusal(play.desk(HangUp(A, leg=LEG_B))).why is Why.NO_SUCH_PARTY
    assert play.refusal(play.desk(HangUp(A, role=Role.SUPERVISOR))).why is Why.NO_SUCH_PARTY


def test_switching_off_ends_every_call() -> None:
    play = talking(play=scene(TWO_LINES)).happens(invited(B, LEG_B), Stopping())
    play.happens(LegEnded(LEG_A), LegEnded(LEG_B))

    assert SendGoodbye(LEG_A) in play.effects
    assert play.names().count("CallEnded") == 2
    assert "AfterCallWorkStarted" not in play.names()


def test_timers_of_legs_that_moved_on_change_nothing() -> None:
    play = talking()

    assert play.fires(NoAnswer(LEG_A)).was_ignored
    assert play.fires(AnswerDue(LEG_A)).was_ignored


def test_an_extension_behind_the_number_is_pressed_when_the_call_is_answered() -> None:
    play = scene()
    play.desk(replace(dial(), then_digits="12"))
    play.happens(LegConnected(LEG_A))

    assert SendTones(LEG_A, "12") in play.effects
