"""Conversations with several parties, and ends that today's machine does not bring about yet."""

from dataclasses import replace

import msgspec
import pytest

from softphone.connector.answers import dispatched_by, remaining_calls, result_of
from softphone.connector.asks import AboutCall, EndCallAsk, SwapAsk
from softphone.connector.calls import Contact
from softphone.connector.commands import command_of
from softphone.connector.dial_plan import destination_of
from softphone.connector.endings import ENDED, Verdict, verdict
from softphone.connector.party_commands import GONE
from softphone.connector.portraits import active_calls, hold_result
from softphone.connector.publications import Publication, is_own, publications_of
from softphone.connector.results import CallResult, RecordingToggleResult
from softphone.connector.table import EventType, Method
from softphone.connector.words import AgentFault, CallKind, CallState, HangupReason
from softphone.core.messages import facts
from softphone.core.messages.commands import Answer, HangUp, SetHold, Swap
from softphone.core.messages.events import HoldConfirmed, LegConnected, LegEnded
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.state.conversations import Conversation, Recording
from softphone.core.state.legs import Alerting, Hold, Leg, Over, Talking
from softphone.core.values import CallId, CallType, Direction, Ending, EndReason, Instant, LegId, Origin, Role
from softphone.settings.sections.calls import DialSettings
from tests.connector.company import consulting, merged
from tests.connector.salesforce import Salesforce, about
from tests.core.scenes import LEG_A, LEG_B, A, invited

NO = Refusal(Why.FAILED_HERE, "no")


def three() -> tuple[Salesforce, Conversation]:
    """A conversation of three: Bob is on hold, somebody else rings."""
    here = Salesforce().happens(invited()).desk(Answer(A)).happens(LegConnected(LEG_A))
    (call,) = here.phone.phone.conversations
    bob = replace(call.initial, hold=Hold.ON)
    third = replace(bob, id=LEG_B, role=Role.THIRD_PARTY, phase=Alerting(), hold=Hold.OFF)
    call = replace(call, legs=(bob, third))
    here.phone.phone = replace(here.phone.phone, conversations=(call,))
    return here, call


def with_leg(call: Conversation, leg: Leg) -> Conversation:
    return call.with_leg(leg)


def test_a_further_party_has_its_own_type_states_and_connection() -> None:
    here, call = three()

    first, third = active_calls([call], here.view())

    assert (third.call_id, third.connection_id) == (first.call_id, LEG_B)
    assert (third.call_type, third.state) == (CallKind.ADD_PARTICIPANT, CallState.TRANSFERRING)
    assert third.call_attributes
    assert third.call_attributes.initial_call_has_ended is False
    assert first.call_info
    assert first.call_info.is_multi_party


def test_a_further_party_that_answered_is_transferred_and_knows_that_the_first_has_left() -> None:
    here, call = three()
    call = with_leg(call, replace(call.legs[1], phase=Talking(Instant(1))))
    call = with_leg(call, replace(call.initial, phase=Over(Ending(EndReason.HUNG_UP, Origin.REMOTE))))

    (third,) = active_calls([call], here.view())

    assert third.state is CallState.TRANSFERRED
    assert third.call_attributes
    assert third.call_attributes.initial_call_has_ended is True


def test_who_is_on_hold_is_told_apart() -> None:
    here, call = three()

    result = hold_result(call, here.view())

    assert (result.is_customer_on_hold, result.is_third_party_on_hold) == (True, False)


def test_a_request_may_name_one_party_of_several() -> None:
    here, _ = three()

    def end(**call: object) -> object:
        ask = msgspec.convert({"call": {"callId": A, **call}}, EndCallAsk)
        return command_of(Method.END_CALL, ask, here.standpoint())

    assert end(connectionId=LEG_B) == HangUp(A, LEG_B)
    assert end(callAttributes={"participantType": "Third_Party"}) == HangUp(A, None, Role.THIRD_PARTY)
    assert end(callAttributes={"participantType": "nonsense"}) == HangUp(A)
    assert end(connectionId="unknown") == HangUp(A)
    assert command_of(Method.HOLD, about(A, LEG_A), here.standpoint()) == SetHold(is_held=True, call=A, leg=LEG_A)


@pytest.mark.parametrize(
    ("call", "role", "to"),
    [(A, "Initial_Caller", LEG_A), (A, "Third_Party", LEG_B), (A, "nonsense", None), ("unknown", "Third_Party", None)],
)
def test_a_swap_may_name_whom_to_talk_with_by_role(call: str, role: str, to: LegId | None) -> None:
    here, _ = three()
    resumed = {"callId": call, "callAttributes": {"participantType": role}}
    ask = msgspec.convert({"callToHold": None, "callToResume": resumed}, SwapAsk)

    assert command_of(Method.SWAP, ask, here.standpoint()) == Swap(CallId(call), to)


def test_with_nothing_supervised_there_is_nothing_to_leave() -> None:
    here = Salesforce()

    assert command_of(Method.SUPERVISOR_DISCONNECT, about(A), here.standpoint()) is None
    assert command_of(Method.SUPERVISOR_DISCONNECT, AboutCall(), here.standpoint()) is None
    assert command_of(Method.GET_ACTIVE_CALLS, AboutCall(), here.standpoint()) is None


@pytest.mark.parametrize(
    ("reason", "direction", "was_connected", "expected"),
    [
        (EndReason.DECLINED, Direction.OUT, False, AgentFault.DECLINED),
        (EndReason.MISSED, Direction.OUT, False, AgentFault.MISSED_BY_AGENT),
        (EndReason.NO_ANSWER, Direction.OUT, False, AgentFault.MISSED_BY_CUSTOMER),
        (EndReason.FAILED_HERE, Direction.OUT, False, AgentFault.FAILED_HERE),
        (EndReason.REFUSED, Direction.OUT, False, AgentFault.FAILED_THERE),
        (EndReason.BUSY, Direction.OUT, False, AgentFault.FAILED_THERE),
        (EndReason.DECLINED, Direction.IN, False, AgentFault.DECLINED),
    ],
)
def test_a_callback_that_fails_says_whose_fault_it_was(
    reason: EndReason, direction: Direction, was_connected: bool, expected: AgentFault
) -> None:
    judged = verdict(Ending(reason, Origin.DESK), CallType.CALLBACK, direction, was_connected=was_connected)

    assert judged == Verdict(HangupReason.ERROR, expected)


@pytest.mark.parametrize("reason", list(EndReason))
@pytest.mark.parametrize("call_type", list(CallType))
def test_a_call_that_was_connected_simply_ended(reason: EndReason, call_type: CallType) -> None:
    assert verdict(Ending(reason, Origin.DESK), call_type, Direction.IN, was_connected=True) == ENDED


def test_accepting_a_callback_starts_it() -> None:
    assert is_own(EventType.CALL_STARTED, Method.ACCEPT_CALL, CallType.CALLBACK)
    assert not is_own(EventType.CALL_CONNECTED, Method.ACCEPT_CALL, CallType.CALLBACK)
    assert not is_own(EventType.CALL_STARTED, Method.ACCEPT_CALL, CallType.INBOUND)


def test_an_offered_callback_is_a_queued_call_whose_acceptance_starts_it() -> None:
    here, call = three()
    callback = replace(call, call_type=CallType.CALLBACK, legs=call.legs[:1])
    (told,) = publications_of(facts.CallStarted(callback, LEG_A), here.view())
    result = result_of(Method.ACCEPT_CALL, facts.CallConnected(callback, LEG_A), here.view())

    assert told == publications_of(facts.CallStarted(callback, LegId("unknown")), here.view())[0]
    assert getattr(told, "event", None) is EventType.QUEUED_CALL_STARTED
    assert isinstance(result, CallResult)
    assert dispatched_by(Method.ACCEPT_CALL, result, None) is EventType.CALL_STARTED


def test_a_call_that_was_never_told_of_has_no_hangup() -> None:
    here, call = three()
    unknown = replace(call, is_announced=False)

    assert publications_of(facts.CallEnded(unknown, Ending(EndReason.BUSY, Origin.REMOTE)), here.view()) == ()


def test_a_recording_that_stopped_is_no_toggle() -> None:
    here, call = three()

    assert publications_of(facts.RecordingChanged(replace(call, recording=Recording.OFF)), here.view()) == ()


def test_a_recording_that_failed_is_paused_for_salesforce_which_knows_no_other_word_and_cannot_be_resumed() -> None:
    here, call = three()
    failed = replace(call, recording=Recording.FAILED)

    (told,) = publications_of(facts.RecordingChanged(failed), here.view())

    assert told == Publication(EventType.RECORDING_TOGGLE, RecordingToggleResult(is_recording_paused=True), call.id)
    for drawn in active_calls((failed,), here.view()):
        assert drawn.call_info is not None
        assert drawn.call_info.is_recording_paused
        assert not drawn.call_info.record_enabled


def test_a_recording_that_could_not_be_completed_after_its_call_is_no_failed_toggle() -> None:
    here, _ = three()

    assert publications_of(facts.ActionFailed(facts.Action.RECORD, None, NO), here.view()) == ()


@pytest.mark.parametrize("action", [facts.Action.ANSWER, facts.Action.DIGITS])
def test_failures_without_a_twin_tell_nothing(action: facts.Action) -> None:
    here, call = three()

    assert publications_of(facts.ActionFailed(action, call, NO), here.view()) == ()


def test_a_failed_start_without_a_call_has_its_twin() -> None:
    here, _ = three()

    (told,) = publications_of(facts.ActionFailed(facts.Action.START, None, NO), here.view())

    assert (told.event, told.call) == (EventType.CALL_STARTED, None)


def test_what_is_not_salesforces_business_is_not_told() -> None:
    here, _ = three()

    assert publications_of(facts.DoNotDisturbChanged(is_on=True), here.view()) == ()
    assert publications_of(facts.StrangerTurnedAway("1.2.3.4", "x", 1), here.view()) == ()


def test_ending_one_party_leaves_the_calls_of_that_conversation() -> None:
    here, call = three()

    assert remaining_calls(Method.END_CALL, facts.HoldChanged(call, LEG_A), here.view()) == active_calls(
        [call], here.view()
    )
    assert remaining_calls(Method.HOLD, facts.HoldChanged(call, LEG_A), here.view()) is None


def test_letters_beyond_any_number_are_no_number() -> None:
    plan = DialSettings(country="DE", internal_digits=0)

    destination = destination_of(Contact(phone_number="0" * 60), plan, "pbx")

    assert destination
    assert destination.number == "0" * 60


def end_of(here: Salesforce, **call: object) -> object:
    ask = msgspec.convert({"call": {"callId": A, **call}}, EndCallAsk)
    return command_of(Method.END_CALL, ask, here.standpoint())


THIRD = {"callAttributes": {"participantType": "Third_Party"}}


@pytest.mark.parametrize("named", [THIRD, {"connectionId": LEG_B}, {"connectionId": LEG_B, **THIRD}])
def test_what_is_asked_of_a_party_that_has_just_left_does_not_befall_who_is_left(named: dict[str, object]) -> None:
    here = consulting().happens(LegEnded(LEG_B, 200), HoldConfirmed(LEG_A, is_held=False))
    hold = msgspec.convert({"call": {"callId": A, **named}}, AboutCall)

    assert end_of(here, **named) == GONE
    assert command_of(Method.HOLD, hold, here.standpoint()) == GONE
    assert command_of(Method.RESUME, hold, here.standpoint()) == GONE
    assert end_of(here) == HangUp(A), "the call itself can be ended"


def test_who_is_left_of_a_call_can_be_ended_however_salesforce_names_it() -> None:
    here = merged().happens(LegEnded(LEG_A, 200))

    for named in ({}, THIRD, {"connectionId": LEG_B}, {"connectionId": LEG_A}, {"connectionId": A}):
        assert end_of(here, **named) == HangUp(A)
