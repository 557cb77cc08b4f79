"""Consulting a third party: called, answered, gone again (ledger, P1 to P3, P6 and P7)."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import Answer, Command, HangUp, SetHold, Swap
from softphone.core.messages.effects import SendGoodbye, SendHold, SendInvite, SendTones
from softphone.core.messages.events import HoldConfirmed, HoldRefused, LegConnected, LegEnded, ProvisionalReceived
from softphone.core.messages.facts import (
    ActionFailed,
    CallEnded,
    HoldChanged,
    ParticipantAdded,
    ParticipantConnected,
    ParticipantRemoved,
)
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import DialGrace
from softphone.core.state.audio import LegAudio, Microphone, Speaker
from softphone.core.values import CallId, CallType, EndReason, Role
from tests.core.company import ADD, BOB_HEARS, CAROL, CAROL_HEARS, calling_carol, consulting, heard_by, merged
from tests.core.scenes import LEG_A, LEG_B, LEG_C, TWO_LINES, A, B, invited, scene, talking


def test_nobody_is_called_before_the_first_caller_is_on_hold() -> None:
    play = talking()
    play.desk(ADD)
    assert play.did(SendInvite) == []
    assert heard_by(play, BOB_HEARS) == set()

    play.happens(HoldConfirmed(LEG_A, is_held=True))

    (invite,) = play.did(SendInvite)
    assert isinstance(invite, SendInvite)
    assert (invite.target, invite.parent, invite.key) == (CAROL, A, CallId(LEG_B))
    assert [type(fact) for fact in play.new_facts] == [ParticipantAdded]


def test_a_colleague_is_told_that_it_is_a_transfer() -> None:
    play = talking()
    play.desk(replace(ADD, call_type=CallType.INTERNAL))
    play.happens(HoldConfirmed(LEG_A, is_held=True))

    (invite,) = play.did(SendInvite)
    assert isinstance(invite, SendInvite)
    assert invite.call_type is CallType.TRANSFER


def test_the_hold_of_a_consultation_is_no_event_of_its_own() -> None:
    assert HoldChanged not in {type(fact) for fact in consulting().facts}


def test_salesforce_hears_of_the_party_at_its_first_sign_of_life() -> None:
    play = talking()
    request = play.salesforce(ADD)
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    assert not play.is_answered(request)

    play.happens(ProvisionalReceived(LEG_B, 180))

    assert isinstance(play.answer_to(request), ParticipantAdded)


def test_salesforce_does_not_wait_longer_than_a_second() -> None:
    play = talking()
    request = play.salesforce(ADD)
    play.happens(HoldConfirmed(LEG_A, is_held=True)).fires(DialGrace(LEG_B))

    assert isinstance(play.answer_to(request), ParticipantAdded)


def test_the_agent_talks_with_the_third_party_alone() -> None:
    play = consulting()

    assert isinstance(play.new_facts[-1], ParticipantConnected)
    assert heard_by(play, CAROL_HEARS) == {Microphone()}
    assert heard_by(play, BOB_HEARS) == set()
    assert heard_by(play, Speaker()) == {LegAudio(LEG_B)}


def test_the_extension_behind_the_number_is_dialled_when_the_party_answers() -> None:
    play = talking()
    play.desk(replace(ADD, then_digits="12"))
    play.happens(HoldConfirmed(LEG_A, is_held=True), LegConnected(LEG_B))

    assert play.did(SendTones) == [SendTones(LEG_B, "12")]


def test_a_first_caller_who_was_on_hold_already_needs_no_second_hold() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))

    play.desk(ADD)

    assert len(play.did(SendHold)) == 1
    assert len(play.did(SendInvite)) == 1


def test_a_party_that_refuses_brings_the_first_caller_back() -> None:
    play = calling_carol().happens(LegEnded(LEG_B, 486, "Busy Here"))

    (removed,) = play.new_facts
    assert isinstance(removed, ParticipantRemoved)
    assert removed.ending.reason is EndReason.BUSY
    play.happens(HoldConfirmed(LEG_A, is_held=False))
    (resumed,) = play.new_facts
    assert isinstance(resumed, HoldChanged)
    assert heard_by(play, BOB_HEARS) == {Microphone()}


def test_a_party_that_salesforce_never_heard_of_is_a_refusal_and_nothing_else() -> None:
    play = talking()
    request = play.salesforce(ADD)
    play.happens(HoldConfirmed(LEG_A, is_held=True), LegEnded(LEG_B, 404, "Not Found"))

    assert play.refusal(request).why is Why.BAD_TARGET
    play.happens(HoldConfirmed(LEG_A, is_held=False))
    assert {type(fact) for fact in play.facts[2:]} == {ActionFailed}
    assert heard_by(play, BOB_HEARS) == {Microphone()}


def test_without_hold_nobody_is_called() -> None:
    play = talking()
    request = play.desk(ADD)
    play.happens(HoldRefused(LEG_A, 488, "Not Acceptable Here"))

    assert play.refusal(request).why is Why.NETWORK_REFUSED
    assert play.did(SendInvite) == []
    assert heard_by(play, BOB_HEARS) == {Microphone()}


@pytest.mark.parametrize("command", [HangUp(role=Role.THIRD_PARTY), HangUp(leg=LEG_B)])
def test_a_party_that_is_removed_brings_the_first_caller_back(command: Command) -> None:
    play = consulting()
    request = play.salesforce(command)
    assert play.did(SendGoodbye) == [SendGoodbye(LEG_B)]
    play.happens(LegEnded(LEG_B, 200))

    assert isinstance(play.answer_to(request), ParticipantRemoved)
    play.happens(HoldConfirmed(LEG_A, is_held=False))
    assert isinstance(play.new_facts[-1], HoldChanged)
    assert heard_by(play, BOB_HEARS) == {Microphone()}


def test_a_merged_party_that_leaves_is_missed_by_nobody() -> None:
    play = merged().happens(LegEnded(LEG_B, 200))

    assert [type(fact) for fact in play.new_facts] == [ParticipantRemoved]
    assert heard_by(play, BOB_HEARS) == {Microphone()}


def test_who_is_left_while_being_put_on_hold_is_taken_back_when_that_has_come_true() -> None:
    play = merged()
    play.desk(SetHold(is_held=True))
    play.happens(LegEnded(LEG_B, 200))
    assert play.did(SendHold)[-1] == SendHold(LEG_A, is_held=True)

    play.happens(HoldConfirmed(LEG_A, is_held=True))
    assert play.did(SendHold)[-1] == SendHold(LEG_A, is_held=False)
    play.happens(HoldConfirmed(LEG_A, is_held=False))

    assert heard_by(play, BOB_HEARS) == {Microphone()}


def test_when_the_first_caller_leaves_the_third_stays() -> None:
    play = merged().happens(LegEnded(LEG_A, 200))
    assert [type(fact) for fact in play.new_facts] == [ParticipantRemoved]

    play.happens(LegEnded(LEG_B, 200))

    (ended,) = [fact for fact in play.facts if isinstance(fact, CallEnded)]
    assert [leg.id for leg in ended.call.legs if leg.is_told] == [LEG_B]


def test_when_the_first_caller_leaves_while_the_third_rings_salesforce_knows_the_third() -> None:
    play = talking()
    request = play.salesforce(ADD)
    play.happens(HoldConfirmed(LEG_A, is_held=True), LegEnded(LEG_A, 200))

    assert [type(fact) for fact in play.new_facts] == [ParticipantAdded, ParticipantRemoved]
    assert isinstance(play.answer_to(request), ParticipantAdded)
    play.happens(LegConnected(LEG_B))
    assert heard_by(play, CAROL_HEARS) == {Microphone()}


def test_a_first_caller_who_leaves_before_the_hold_ends_it_all() -> None:
    play = talking()
    request = play.salesforce(ADD)
    play.happens(LegEnded(LEG_A, 200))

    assert play.refusal(request).why is Why.CALL_ENDED
    assert isinstance(play.new_facts[-2], CallEnded)
    assert play.did(SendInvite) == []


def test_hanging_up_ends_everybody_at_once() -> None:
    play = merged()
    request = play.salesforce(HangUp())
    play.happens(LegEnded(LEG_A, 200), LegEnded(LEG_B, 200))

    ended = play.answer_to(request)
    assert isinstance(ended, CallEnded)
    assert [leg.id for leg in ended.call.legs if leg.is_told] == [LEG_A, LEG_B]
    assert ParticipantRemoved not in {type(fact) for fact in play.facts}


def test_another_call_takes_the_microphone_from_a_swap() -> None:
    play = consulting(talking(play=scene(TWO_LINES)))
    request = play.desk(Swap())
    play.happens(invited(B, LEG_C))
    play.desk(Answer(B))
    play.happens(HoldConfirmed(LEG_B, is_held=True))

    assert play.refusal(request).why is Why.BUSY
    assert [leg for leg in play.phone.conversations[0].live_legs if not leg.is_held] == []


def test_a_party_that_answers_while_the_agent_talks_elsewhere_is_held() -> None:
    play = calling_carol(talking(play=scene(TWO_LINES))).happens(invited(B, LEG_C))
    play.desk(Answer(B))
    play.happens(LegConnected(LEG_C), LegConnected(LEG_B))

    assert play.did(SendHold)[-1] == SendHold(LEG_B, is_held=True)
    assert heard_by(play, CAROL_HEARS) == set()
