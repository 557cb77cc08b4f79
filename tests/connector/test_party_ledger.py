"""The ledger's rows about several parties, each exactly in order: P1 to P12, from the desk and from Salesforce."""

import pytest

from softphone.connector.asks import (
    AskedAttributes,
    AskedCall,
    ConferenceAsk,
    EndCallAsk,
    SwapAsk,
)
from softphone.connector.portraits import active_calls
from softphone.connector.results import CallResult, HangupResult, HoldToggleResult, ParticipantResult
from softphone.connector.table import Method
from softphone.connector.words import CallKind, CallState, HangupReason
from softphone.core.messages.commands import Merge, Split, Swap
from softphone.core.messages.events import (
    HoldConfirmed,
    LegConnected,
    LegEnded,
    ProvisionalReceived,
)
from softphone.core.values import Role
from tests.connector.company import (
    CALL,
    END,
    calling,
    consulting,
    end_call,
    merged,
    someone,
    the_new_leg,
)
from tests.connector.salesforce import talking
from tests.core.scenes import LEG_A, LEG_B, A


def test_p1_from_the_desk() -> None:
    here = calling()

    assert here.told == ["P PARTICIPANT_ADDED"]
    party = here.payload("PARTICIPANT_ADDED").payload
    assert isinstance(party, ParticipantResult)
    assert (party.connection_id, party.initial_call_has_ended) == (LEG_B, False)
    (first, third) = active_calls(here.phone.phone.conversations, here.view())
    assert (third.call_type, third.state) == (CallKind.ADD_PARTICIPANT, CallState.TRANSFERRING)
    assert first.call_attributes
    assert first.call_attributes.is_on_hold is True
    assert third.call_attributes
    assert third.call_attributes.participant_type == "Third_Party"


def test_p1_from_salesforce_is_answered_at_the_first_sign_of_life() -> None:
    here = talking().asks(Method.ADD_PARTICIPANT, someone()).happens(HoldConfirmed(LEG_A, is_held=True))
    assert here.told == []

    here.happens(ProvisionalReceived(the_new_leg(here), 180))

    assert here.told == ["D PARTICIPANT_ADDED"]


def test_p2_the_third_party_answers() -> None:
    here = calling().happens(LegConnected(LEG_B))

    assert here.told == ["P PARTICIPANT_ADDED", "P PARTICIPANT_CONNECTED"]
    states = [leg.state for leg in active_calls(here.phone.phone.conversations, here.view())]
    assert states == [CallState.CONNECTED, CallState.TRANSFERRED]


def test_p3_the_third_party_refuses() -> None:
    here = calling().happens(LegEnded(LEG_B, 486), HoldConfirmed(LEG_A, is_held=False))

    assert here.told == ["P PARTICIPANT_ADDED", "P PARTICIPANT_REMOVED", "P HOLD_TOGGLE"]
    removed = here.payload("PARTICIPANT_REMOVED")
    assert isinstance(removed.payload, CallResult)
    assert removed.payload.call.reason is HangupReason.ERROR
    assert removed.follow_up
    assert [leg.connection_id for leg in removed.follow_up] == [LEG_A]


def test_p3_a_request_that_fails_at_once_is_rejected_and_nothing_else() -> None:
    here = talking().asks(Method.ADD_PARTICIPANT, someone()).happens(HoldConfirmed(LEG_A, is_held=True))
    here.happens(LegEnded(the_new_leg(here), 404), HoldConfirmed(LEG_A, is_held=False))

    assert here.told == ["rejected addParticipant INVALID_DESTINATION"]


def test_p4_swap() -> None:
    here = consulting().desk(Swap())
    here.happens(HoldConfirmed(LEG_B, is_held=True), HoldConfirmed(LEG_A, is_held=False))
    assert here.told == ["P PARTICIPANTS_SWAPPED"]

    named = AskedCall(call_id=A, connection_id=LEG_B)
    here.asks(Method.SWAP, SwapAsk(call_to_hold=CALL, call_to_resume=named))
    here.happens(HoldConfirmed(LEG_A, is_held=True), HoldConfirmed(LEG_B, is_held=False))

    assert here.told == ["P PARTICIPANTS_SWAPPED", "D HOLD_TOGGLE"]
    result = here.result().result
    assert isinstance(result, HoldToggleResult)
    assert (result.is_customer_on_hold, result.is_third_party_on_hold, result.is_call_merged) == (True, False, False)


def test_p4_whom_to_resume_is_known_by_role_where_no_connection_is_named() -> None:
    first = AskedCall(call_id=A, call_attributes=AskedAttributes(participant_type="Initial_Caller"))
    here = consulting().asks(Method.SWAP, SwapAsk(call_to_resume=first))
    here.happens(HoldConfirmed(LEG_B, is_held=True), HoldConfirmed(LEG_A, is_held=False))

    assert here.told == ["D HOLD_TOGGLE"]
    assert here.phone.phone.conversations[0].talks_to == LEG_A


def test_p5_merge() -> None:
    here = consulting().desk(Merge()).happens(HoldConfirmed(LEG_A, is_held=False))
    assert here.told == ["P PARTICIPANTS_CONFERENCED"]

    here = consulting().asks(Method.CONFERENCE, ConferenceAsk(calls=(CALL,)))
    here.happens(HoldConfirmed(LEG_A, is_held=False))

    assert here.told == ["D HOLD_TOGGLE"]
    result = here.result().result
    assert isinstance(result, HoldToggleResult)
    assert (result.is_customer_on_hold, result.is_third_party_on_hold, result.is_call_merged) == (False, False, True)


def test_splitting_again_is_told_as_hold() -> None:
    here = merged().desk(Split()).happens(HoldConfirmed(LEG_B, is_held=True))

    assert here.told == ["P HOLD_TOGGLE"]
    told = here.payload("HOLD_TOGGLE").payload
    assert isinstance(told, HoldToggleResult)
    assert (told.is_third_party_on_hold, told.is_call_merged) == (True, False)


def test_p6_the_third_party_leaves() -> None:
    here = consulting().happens(LegEnded(LEG_B, 200), HoldConfirmed(LEG_A, is_held=False))
    assert here.told == ["P PARTICIPANT_REMOVED", "P HOLD_TOGGLE"]

    assert merged().happens(LegEnded(LEG_B, 200)).told == ["P PARTICIPANT_REMOVED"]


@pytest.mark.parametrize("ask", [end_call(Role.THIRD_PARTY), end_call(Role.THIRD_PARTY, LEG_B)])
def test_p6_salesforce_ends_the_third_party(ask: EndCallAsk) -> None:
    here = consulting().asks(Method.END_CALL, ask)
    here.happens(LegEnded(LEG_B, 200), HoldConfirmed(LEG_A, is_held=False))

    assert here.told == ["D PARTICIPANT_REMOVED", "P HOLD_TOGGLE"]
    result = here.result()
    assert isinstance(result.result, HangupResult)
    assert [leg.connection_id for leg in result.result.calls] == [LEG_B]
    assert result.follow_up
    assert [leg.connection_id for leg in result.follow_up] == [LEG_A]


def test_p7_the_first_caller_leaves_and_the_third_stays() -> None:
    here = merged().happens(LegEnded(LEG_A, 200))

    assert here.told == ["P PARTICIPANT_REMOVED"]
    removed = here.payload("PARTICIPANT_REMOVED")
    assert isinstance(removed.payload, CallResult)
    assert removed.payload.call.call_attributes
    assert removed.payload.call.call_attributes.participant_type == "Initial_Caller"
    assert removed.follow_up
    (third,) = removed.follow_up
    assert (third.call_type, third.state) == (CallKind.ADD_PARTICIPANT, CallState.TRANSFERRED)
    assert third.call_attributes
    assert third.call_attributes.initial_call_has_ended is True


def test_p7_salesforce_ends_the_first_caller() -> None:
    here = merged().asks(Method.END_CALL, end_call(Role.INITIAL_CALLER)).happens(LegEnded(LEG_A, 200))

    assert here.told == ["D PARTICIPANT_REMOVED"]


def test_p8_the_last_party_ends_it() -> None:
    here = merged().happens(LegEnded(LEG_A, 200), LegEnded(LEG_B, 200))

    assert here.told == ["P PARTICIPANT_REMOVED", *END]
    hangup = here.payload("HANGUP").payload
    assert isinstance(hangup, HangupResult)
    assert [leg.connection_id for leg in hangup.calls] == [LEG_B]
