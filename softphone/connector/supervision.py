"""How supervision is told (ledger S1 to S7): the supervisor's own leg, and at the agent's phone who has barged in.

A supervision runs its course as any conversation does; only Salesforce's names for it are different.
"""

from msgspec import Struct
from msgspec.structs import replace

from softphone.connector.calls import PhoneCall, SupervisedCallInfo
from softphone.connector.endings import verdict
from softphone.connector.portraits import portrait
from softphone.connector.results import SuperviseCallResult, SupervisorHangupResult
from softphone.connector.scenes import Scene
from softphone.connector.table import EventType
from softphone.connector.words import CallState
from softphone.core.messages import facts
from softphone.core.state.conversations import Conversation
from softphone.core.values import Direction, Ending, Mode

CourseFact = facts.CallStarted | facts.CallConnected | facts.CallEnded
Event = tuple[EventType, Struct]


def course_event(fact: CourseFact, scene: Scene) -> Event:
    """How a supervision's beginning, connection and end are told."""
    match fact:
        case facts.CallStarted(call=call):
            return EventType.SUPERVISOR_CALL_STARTED, supervise_result(call, scene)
        case facts.CallConnected(call=call):
            return EventType.SUPERVISOR_CALL_CONNECTED, supervise_result(call, scene)
        case facts.CallEnded(call=call, ending=ending):
            return EventType.SUPERVISOR_HANGUP, hangup_result(call, ending, scene)


def supervision_event(fact: facts.SupervisionFact, scene: Scene) -> Event | None:
    """What else is told of supervision, at either phone; that a supervisor has left is not."""
    match fact:
        case facts.ModeChanged():
            return _mode_event(fact, scene)
        case facts.SupervisorPresent():
            return _barge_event(fact)
        case facts.SupervisorGone():
            return None


def _mode_event(fact: facts.ModeChanged, scene: Scene) -> Event | None:
    """Salesforce has a word for a barge only."""
    if fact.call.initial.mode is not Mode.BARGE:
        return None
    return EventType.SUPERVISOR_BARGED_IN, supervise_result(fact.call, scene)


def _barge_event(fact: facts.SupervisorPresent) -> Event | None:
    """What the supervised agent's Salesforce is told: who has barged in."""
    if fact.mode is not Mode.BARGE:
        return None
    call, peer = fact.call, fact.call.initial.peer
    number = peer.number or peer.uri
    is_dialled = call.direction is Direction.OUT
    return EventType.CALL_BARGED_IN, SupervisedCallInfo(
        call_id=call.id,
        voice_call_id=call.tags.voice_call_id or None,
        call_type=call.call_type.value,
        from_=None if is_dialled else number,
        to=number if is_dialled else None,
        supervisor_name=fact.name,
        is_barged_in=True,
        connection_id=call.initial.id,
    )


def supervise_result(call: Conversation, scene: Scene) -> SuperviseCallResult:
    """Draw the supervisor's leg as it is."""
    return SuperviseCallResult(call=portrait(call, call.initial, scene))


def hangup_result(call: Conversation, ending: Ending, scene: Scene) -> SupervisorHangupResult:
    """Draw the supervisor's leg as it ended."""
    judged = verdict(ending, call.call_type, Direction.OUT, was_connected=call.connected_at is not None)
    return SupervisorHangupResult(calls=(ended(portrait(call, call.initial, scene), judged.reason),))


def ended(leg: PhoneCall, reason: str) -> PhoneCall:
    """The same leg, over."""
    return replace(leg, state=CallState.ENDED, reason=reason)
