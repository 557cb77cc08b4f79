"""Callbacks: offered by a script or by the PBX, taken or not, and what becomes of them (ledger C1 to C5)."""

from dataclasses import replace

import pytest

from softphone.core.messages.callback_events import CustomerAnswered
from softphone.core.messages.commands import Answer, Decline, HangUp, OfferCallback, Redirect, SetDoNotDisturb
from softphone.core.messages.effects import SendInvite, SendReject, SendRinging, StartTimer
from softphone.core.messages.events import LegConnected, LegEnded, ProvisionalReceived, Stopping
from softphone.core.messages.facts import CallbackAccepted, CallConnected, CallEnded, CallStarted
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import NoAnswer, RingOut
from softphone.core.state.audio import LegAudio, Route, Speaker
from softphone.core.state.policy import Policy
from softphone.core.values import AccountName, CallType, EndReason, Tags
from tests.core.scenes import LEG_A, LEG_B, ONE_LINE, A, B, Scene, dial, ending, invited, scene

TAGS = Tags(call_type=CallType.CALLBACK, parent_call_id="first-call")
OFFER = OfferCallback("sip:bob@127.0.0.1", A, LEG_A, tags=TAGS)


def offered() -> Scene:
    play = scene()
    play.desk(OFFER)
    return play


def test_c1_an_offer_rings_here_and_nothing_is_on_the_network() -> None:
    play = scene()

    request = play.desk(OFFER)

    assert isinstance(play.answer_to(request), CallStarted)
    assert play.phone.conversations[0].is_ringing_here
    assert play.did(SendInvite) == play.did(SendRinging) == []


def test_c2_and_c3_taking_it_dials_the_customer() -> None:
    play = offered()

    request = play.salesforce(Answer(A))
    assert isinstance(play.answer_to(request), CallbackAccepted)
    (invite,) = play.did(SendInvite)
    play.happens(ProvisionalReceived(LEG_A, 180), LegConnected(LEG_A))

    assert invite == SendInvite(LEG_A, play.phone.registrations[0].account, "sip:bob@127.0.0.1", A)
    assert play.names() == ["CallStarted", "CallbackAccepted", "ProgressReceived", "CallConnected"]


def test_c2_by_invite_it_is_answered_and_taken_before_it_is_connected() -> None:
    play = scene().happens(invited(tags=TAGS))

    request = play.salesforce(Answer(A))
    assert not play.is_answered(request)
    play.happens(LegConnected(LEG_A))

    assert isinstance(play.answer_to(request), CallbackAccepted)
    assert [type(fact) for fact in play.new_facts] == [CallbackAccepted, CallConnected]


def brought() -> Scene:
    """A callback by INVITE that the agent has taken, at a PBX that says when its customer is there."""
    play = scene(replace(ONE_LINE, waits_for_customer=True)).happens(invited(tags=TAGS))
    play.desk(Answer(A))
    return play.happens(LegConnected(LEG_A))


def test_c3_by_setting_the_customer_is_there_when_the_pbx_says_so() -> None:
    play = brought()
    assert play.names()[-1] == "CallbackAccepted"
    assert play.phone.audio.routes == {Route(LegAudio(LEG_A), Speaker())}

    play.happens(CustomerAnswered(LEG_A))
    assert play.names()[-1] == "CallConnected"
    play.happens(CustomerAnswered(LEG_A))

    assert play.was_ignored
    assert play.phone.conversations[0].is_talking


def test_c3_the_pbxs_word_may_overtake_the_ack() -> None:
    play = scene(replace(ONE_LINE, waits_for_customer=True)).happens(invited(tags=TAGS))
    play.desk(Answer(A))
    play.happens(CustomerAnswered(LEG_A), LegConnected(LEG_A))

    assert play.names() == ["CallStarted", "CallbackAccepted", "CallConnected"]


def test_c3_what_nobody_waits_for_changes_nothing() -> None:
    plain = scene(replace(ONE_LINE, waits_for_customer=True)).happens(invited())
    plain.happens(CustomerAnswered(LEG_A))
    assert plain.was_ignored
    plain.desk(Answer(A))
    plain.happens(LegConnected(LEG_A))

    assert plain.names() == ["CallStarted", "CallConnected"]


@pytest.mark.parametrize(
    ("cause", "reason"), [(None, EndReason.NO_ANSWER), (EndReason.BUSY, EndReason.BUSY)], ids=["not there", "busy"]
)
def test_c5_the_pbx_cannot_bring_the_customer(cause: EndReason | None, reason: EndReason) -> None:
    play = brought().happens(LegEnded(LEG_A, 200, "", cause))

    assert ending(play).reason is reason
    assert "AfterCallWorkStarted" not in play.names()


def test_c5_the_agent_gives_up_or_the_pbx_is_waited_for_long_enough() -> None:
    left = brought()
    left.desk(HangUp())
    left.happens(LegEnded(LEG_A, 200))
    late = brought().fires(RingOut(LEG_A)).happens(LegEnded(LEG_A, 200))

    assert (ending(left).reason, ending(late).reason) == (EndReason.GIVEN_UP, EndReason.NO_ANSWER)


def test_c4_declined_or_missed_it_is_over_at_once_and_may_come_again() -> None:
    play = offered()
    request = play.desk(Decline())
    assert isinstance(play.answer_to(request), CallEnded)
    assert (ending(play).reason, play.did(SendReject)) == (EndReason.DECLINED, [])

    again = play.desk(OFFER)
    assert isinstance(play.answer_to(again), CallStarted)
    play.fires(NoAnswer(LEG_A))

    assert [fact.ending.reason for fact in play.facts if isinstance(fact, CallEnded)] == [
        EndReason.DECLINED,
        EndReason.MISSED,
    ]
    assert play.phone.conversations == ()


def test_c5_the_customer_does_not_answer_or_refuses() -> None:
    for code, reason in ((480, EndReason.NO_ANSWER), (486, EndReason.BUSY), (603, EndReason.REFUSED)):
        play = offered()
        play.desk(Answer())
        play.happens(LegEnded(LEG_A, code))

        assert ending(play).reason is reason
        assert "AfterCallWorkStarted" not in play.names()


def test_an_offer_is_refused_with_its_reason() -> None:
    nowhere = scene()
    assert nowhere.refusal(nowhere.desk(OfferCallback("nobody", A, LEG_A))).why is Why.BAD_TARGET
    other = replace(OFFER, account=AccountName("elsewhere"))
    assert nowhere.refusal(nowhere.desk(other)).why is Why.NO_SUCH_ACCOUNT
    without = scene(Policy(accounts=()))
    assert without.refusal(without.desk(OFFER)).why is Why.NO_SUCH_ACCOUNT
    twice = offered()
    assert twice.refusal(twice.desk(OFFER)).why is Why.ALREADY_UNDER_WAY
    busy = scene().happens(invited(B, LEG_B))
    assert busy.refusal(busy.desk(OFFER)).why is Why.BUSY
    quiet = scene()
    quiet.desk(SetDoNotDisturb(is_on=True))
    assert "do not disturb" in quiet.refusal(quiet.desk(OFFER)).says


def test_where_calls_may_ring_for_ever_so_may_an_offer() -> None:
    play = scene(replace(ONE_LINE, no_answer_s=None))
    play.desk(OFFER)

    assert play.did(StartTimer) == []
    assert play.phone.conversations[0].is_ringing_here


def test_an_offer_keeps_others_out_and_goes_nowhere_else() -> None:
    play = offered()

    assert play.refusal(play.desk(dial(B, LEG_B))).why is Why.BUSY
    assert play.refusal(play.desk(Redirect("sip:c@d"))).why is Why.WRONG_STATE
    play.happens(invited(B, LEG_B))
    assert play.names()[-1] == "CallRefused"
    play.desk(HangUp())
    assert play.phone.conversations == ()


def test_switching_off_ends_an_offer() -> None:
    play = offered().happens(Stopping())

    assert play.phone.conversations == ()
    assert play.names()[-1] == "CallEnded"
