"""What a request of Salesforce gets back when it has happened: result objects, drawn from the fact that answers it.

Given for an action that changed nothing, too: the base connector dispatches it (ledger, T6). May not know commands.
"""

from msgspec import Struct
from msgspec.structs import replace

from softphone.connector.calls import PhoneCall
from softphone.connector.portraits import (
    active_calls,
    handover_result,
    hold_result,
    mute_result,
    party_result,
    portrait,
    recording_result,
)
from softphone.connector.publications import hangup_of, removed_of
from softphone.connector.results import (
    CallResult,
    Done,
    HangupResult,
    HoldToggleResult,
    ParticipantResult,
    SetAgentStateResult,
    SuperviseCallResult,
    SupervisorHangupResult,
)
from softphone.connector.scenes import Scene
from softphone.connector.supervision import hangup_result, supervise_result
from softphone.connector.table import EventType, Method
from softphone.core.messages import facts
from softphone.core.state.conversations import Conversation
from softphone.core.values import LegId

SUPERVISING = (Method.SUPERVISE_CALL, Method.SUPERVISOR_BARGE_IN, Method.SUPERVISOR_DISCONNECT)


def result_of(method: Method, fact: facts.Fact | None, scene: Scene) -> Struct:
    """Draw the result of a request from the fact that answers it."""
    if method is Method.SET_AGENT_STATUS:
        return SetAgentStateResult(success=True)
    match fact:
        case facts.CallStarted(call=call) | facts.ModeChanged(call=call) if method in SUPERVISING:
            return supervise_result(call, scene)
        case facts.CallStarted() | facts.CallbackAccepted() | facts.CallConnected():
            return CallResult(call=_leg(fact.call, fact.leg, scene))
        case facts.CallEnded():
            return _end(method, fact, scene)
        case facts.MuteChanged(call=call):
            return mute_result(call, scene)
        case facts.ParticipantAdded(call=call, leg=leg):
            # that the first caller has left is told by itself; said here it would mean that the call was handed over
            return replace(party_result(call, leg, scene), initial_call_has_ended=False)
        case facts.ParticipantRemoved():
            return HangupResult(calls=(removed_of(fact, scene),))
        case (
            facts.HoldChanged(call=call)
            | facts.PartiesSwapped(call=call)
            | facts.PartiesMerged(call=call)
            | facts.PartiesSplit(call=call)
        ):
            return hold_result(call, scene)
        case facts.RecordingChanged(call=call):
            return recording_result(call)
        case _:
            return Done()


def _end(method: Method, fact: facts.CallEnded, scene: Scene) -> Struct:
    if method in SUPERVISING:
        return hangup_result(fact.call, fact.ending, scene)
    if method is Method.ADD_PARTICIPANT:
        return handover_result(fact.call, scene) or Done()
    hangup = hangup_of(fact.call, fact.ending, scene)
    return CallResult(call=hangup.calls[0]) if method is Method.DECLINE_CALL else hangup


def remaining_calls(method: Method, fact: facts.Fact | None, scene: Scene) -> tuple[PhoneCall, ...] | None:
    """What `getActiveCalls` has to find after this result: the same conversation only (ledger, rule 6).

    None where the base connector does not ask.
    """
    if method is not Method.END_CALL:
        return None
    if isinstance(fact, facts.CallFact) and not isinstance(fact, facts.CallEnded):
        return active_calls((fact.call,), scene)
    return ()


def dispatched_by(method: Method, result: Struct, remaining: tuple[PhoneCall, ...] | None) -> EventType | None:
    """The event that the base connector makes of a result, where it is one that tells of a call."""
    match method, result:
        case Method.ACCEPT_CALL, CallResult(call=call):
            return EventType.CALL_STARTED if call.call_type == "Callback" else EventType.CALL_CONNECTED
        case Method.DIAL, CallResult():
            return EventType.CALL_STARTED
        case Method.DECLINE_CALL, CallResult():
            return EventType.HANGUP
        case Method.END_CALL, HangupResult():
            return EventType.PARTICIPANT_REMOVED if remaining else EventType.HANGUP
        case Method.SUPERVISE_CALL, SuperviseCallResult():
            return EventType.SUPERVISOR_CALL_STARTED
        case Method.SUPERVISOR_BARGE_IN, SuperviseCallResult():
            return EventType.SUPERVISOR_BARGED_IN
        case Method.SUPERVISOR_DISCONNECT, SupervisorHangupResult():
            return EventType.SUPERVISOR_HANGUP
        case _, HoldToggleResult():
            return EventType.HOLD_TOGGLE
        case Method.ADD_PARTICIPANT, ParticipantResult(initial_call_has_ended=is_handed_over):
            return EventType.HANGUP if is_handed_over else EventType.PARTICIPANT_ADDED
        case _:
            return None


def _leg(call: Conversation, leg: LegId, scene: Scene) -> PhoneCall:
    return portrait(call, call.leg(leg) or call.initial, scene)
