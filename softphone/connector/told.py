"""What Salesforce believes about our calls, and what it must hear when that is no longer so (ledger, rule 5).

Folded from everything that was dispatched to it, by publication or by result. After a page was reloaded, or the agent
was offline for a while, events are never simply sent again: a call that is gone gets its one HANGUP, a party that is
gone is removed, and what goes on is replayed by the base connector itself. May not know journals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace as changed
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from softphone.connector.calls import PhoneCall
from softphone.connector.endings import ENDED, verdict
from softphone.connector.publications import Publication
from softphone.connector.results import (
    CallResult,
    HangupResult,
    ParticipantResult,
    SuperviseCallResult,
    SupervisorHangupResult,
)
from softphone.connector.table import EventType
from softphone.connector.words import CallKind, CallState, HangupReason, ParticipantKind
from softphone.core.values import CallId, CallType, Direction, Ending

_STARTS = frozenset({EventType.CALL_STARTED, EventType.QUEUED_CALL_STARTED})
_NOTHING: Mapping[CallId, "Believed"] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Believed:
    """One call as Salesforce has it: its legs as they were last told, and whether it was ever connected."""

    legs: tuple[PhoneCall, ...]
    was_connected: bool = False


@dataclass(frozen=True, slots=True)
class Beliefs:
    """All of it."""

    calls: Mapping[CallId, Believed] = field(default_factory=lambda: _NOTHING)

    def after(self, event: EventType, payload: Struct | Mapping[str, object]) -> "Beliefs":
        """What Salesforce believes when this has been dispatched to it."""
        match payload:
            case CallResult(call=call) if event in _STARTS:
                return self._with_leg(call)
            case CallResult(call=call) if event is EventType.CALL_CONNECTED:
                return self._with_leg(call, is_connected=True)
            case SuperviseCallResult(call=call):
                return self._with_leg(call, is_connected=event is not EventType.SUPERVISOR_CALL_STARTED)
            case SupervisorHangupResult(calls=calls):
                return self._without(calls)
            case ParticipantResult() if event in (EventType.PARTICIPANT_ADDED, EventType.PARTICIPANT_CONNECTED):
                return self._with_leg(_leg_of(payload, event))
            case CallResult(call=call) if event is EventType.PARTICIPANT_REMOVED:
                return self._without((call,))
            case HangupResult(calls=calls):
                return self._without(calls)
            case ParticipantResult(call_id=call) if event is EventType.HANGUP:
                return self._without(self.calls[CallId(call)].legs) if call in self.calls else self
            case _:
                return self

    def _with_leg(self, leg: PhoneCall, *, is_connected: bool = False) -> "Beliefs":
        name = CallId(leg.call_id)
        known = self.calls.get(name, Believed(()))
        others = tuple(other for other in known.legs if other.connection_id != leg.connection_id)
        now = Believed((*others, leg), was_connected=known.was_connected or is_connected)
        return Beliefs(MappingProxyType({**self.calls, name: now}))

    def _without(self, legs: Iterable[PhoneCall]) -> "Beliefs":
        gone = {(leg.call_id, leg.connection_id) for leg in legs}
        left = {
            name: changed(known, legs=tuple(leg for leg in known.legs if (leg.call_id, leg.connection_id) not in gone))
            for name, known in self.calls.items()
        }
        return Beliefs(MappingProxyType({name: known for name, known in left.items() if known.legs}))


def _leg_of(party: ParticipantResult, event: EventType) -> PhoneCall:
    is_added = event is EventType.PARTICIPANT_ADDED
    return PhoneCall(
        call_id=party.call_id,
        connection_id=party.connection_id or party.call_id,
        call_type=CallKind.ADD_PARTICIPANT,
        state=CallState.TRANSFERRING if is_added else CallState.TRANSFERRED,
        contact=party.contact,
        phone_number=party.phone_number,
        call_attributes=party.call_attributes,
        call_info=party.call_info,
    )


def corrections(
    beliefs: Beliefs,
    active: tuple[PhoneCall, ...],
    endings: Mapping[CallId, Ending],
    wrapping_up: CallId | None,
) -> tuple[Publication, ...]:
    """Say what Salesforce must hear before it can go on: ends that it missed, each followed by its after-call work."""
    alive = {leg.call_id for leg in active}
    told: list[Publication] = []
    for name, known in beliefs.calls.items():
        if name in alive:
            continue
        told.append(_end(name, known, endings.get(name)))
        if known.was_connected and wrapping_up == name:
            told.append(Publication(EventType.AFTER_CALL_WORK_STARTED, {"callId": name}, name))
    return tuple(told)


def removals(beliefs: Beliefs, there: tuple[PhoneCall, ...], active: tuple[PhoneCall, ...]) -> tuple[Publication, ...]:
    """Say which parties left conversations that go on, each with the calls that the base connector is to find then."""
    alive = {leg.call_id for leg in active}
    here = {leg.connection_id for leg in there}
    return tuple(
        _removal(name, leg, active)
        for name, known in beliefs.calls.items()
        if name in alive
        for leg in known.legs
        if leg.connection_id not in here
    )


def replay_of(call: PhoneCall) -> Publication:
    """What the base connector tells of a call that goes on when it replays it (contract, section 5)."""
    is_connected, name = call.state is CallState.CONNECTED, CallId(call.call_id)
    if _is_supervisor(call):
        event = EventType.SUPERVISOR_CALL_CONNECTED if is_connected else EventType.SUPERVISOR_CALL_STARTED
        return Publication(event, SuperviseCallResult(call=call), name)
    return Publication(
        EventType.CALL_CONNECTED if is_connected else EventType.CALL_STARTED, CallResult(call=call), name
    )


def _removal(name: CallId, leg: PhoneCall, active: tuple[PhoneCall, ...]) -> Publication:
    gone = replace(leg, state=CallState.ENDED, reason=HangupReason.ENDED)
    if _is_supervisor(leg):
        return Publication(EventType.SUPERVISOR_HANGUP, SupervisorHangupResult(calls=(gone,)), name)
    left = tuple(other for other in active if other.call_id == name)
    return Publication(EventType.PARTICIPANT_REMOVED, CallResult(call=gone), name, left)


def _end(name: CallId, known: Believed, ending: Ending | None) -> Publication:
    hangup = _hangup(known, ending)
    if _is_supervisor(known.legs[0]):
        return Publication(EventType.SUPERVISOR_HANGUP, SupervisorHangupResult(calls=hangup.calls), name)
    return Publication(EventType.HANGUP, hangup, name)


def _is_supervisor(leg: PhoneCall) -> bool:
    return leg.call_attributes is not None and leg.call_attributes.participant_type is ParticipantKind.SUPERVISOR


def _hangup(known: Believed, ending: Ending | None) -> HangupResult:
    first = known.legs[0]
    judged = ENDED
    if ending is not None:
        direction = Direction.OUT if _is_dialled(first) else Direction.IN
        kind = CallType(first.call_type.value)
        judged = verdict(ending, kind, direction, was_connected=known.was_connected)
    return HangupResult(
        calls=tuple(
            replace(
                leg,
                state=CallState.ENDED,
                reason=judged.reason,
                close_call_on_error=judged.closes,
                agent_status=judged.fault,
            )
            for leg in known.legs
        )
    )


def _is_dialled(leg: PhoneCall) -> bool:
    """Whether the agent dialled it; of a call between colleagues, the one who is called is the other agent."""
    if leg.call_type is CallKind.INTERNAL_CALL:
        role = leg.call_attributes.participant_type if leg.call_attributes else None
        return role is ParticipantKind.INITIAL_CALLER
    return leg.call_type in (CallKind.OUTBOUND, CallKind.DIALED_CALLBACK)
