"""What Salesforce must hear when what it believes is no longer so (ledger, rule 5).

After a page was reloaded, or the agent was offline for a while, events are never simply sent again: a call that is gone
gets its one HANGUP, a party that is gone is removed, and what goes on is replayed by the base connector itself.
"""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from softphone.connector.calls import PhoneCall
from softphone.connector.endings import ENDED, verdict
from softphone.connector.publications import Publication
from softphone.connector.results import (
    CallResult,
    HangupResult,
    HoldToggleResult,
    SuperviseCallResult,
    SupervisorHangupResult,
)
from softphone.connector.table import EventType
from softphone.connector.told import Beliefs, Believed, held_among, is_third
from softphone.connector.words import CallKind, CallState, HangupReason, ParticipantKind
from softphone.core.values import CallId, CallType, Direction, Ending


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


def toggles(
    beliefs: Beliefs, active: tuple[PhoneCall, ...], merged: Collection[CallId], settled: Collection[CallId]
) -> tuple[Publication, ...]:
    """Say what changed about hold while Salesforce did not hear it, of calls in which nothing is under way."""
    told: list[Publication] = []
    for name, known in beliefs.calls.items():
        legs = tuple(leg for leg in active if leg.call_id == name)
        here = {leg.connection_id for leg in legs} & {leg.connection_id for leg in known.legs}
        is_otherwise_merged = len(here) > 1 and known.is_merged is not (name in merged)
        differs = known.held & here != held_among(legs) & here or is_otherwise_merged
        if name in settled and legs and differs:
            payload = HoldToggleResult(
                is_customer_on_hold=bool(held_among(leg for leg in legs if not is_third(leg))),
                is_third_party_on_hold=bool(held_among(leg for leg in legs if is_third(leg))),
                calls=legs,
                is_call_merged=name in merged,
            )
            told.append(Publication(EventType.HOLD_TOGGLE, payload, name))
    return tuple(told)


def replay_of(call: PhoneCall) -> Publication:
    """What the base connector tells of a call that goes on when it replays it (ledger, rule 5)."""
    is_connected, name = call.state is CallState.CONNECTED, CallId(call.call_id)
    if _is_supervisor(call):
        event = EventType.SUPERVISOR_CALL_CONNECTED if is_connected else EventType.SUPERVISOR_CALL_STARTED
        return Publication(event, SuperviseCallResult(call=call), name)
    return Publication(
        EventType.CALL_CONNECTED if is_connected else EventType.CALL_STARTED, CallResult(call=call), name
    )


def supervision_again(active: tuple[PhoneCall, ...]) -> tuple[Publication, ...]:
    """Say what is so of supervision to a base connector that has forgotten it.

    It does so when a request to supervise fails, and when one to leave finds nothing under the name that it gave.
    """
    told: list[Publication] = []
    for call in active:
        if _is_supervisor(call) and call.state is not CallState.ENDED:
            told.append(replay_of(call))
            if call.call_attributes and call.call_attributes.has_supervisor_barged_in:
                payload = SuperviseCallResult(call=call)
                told.append(Publication(EventType.SUPERVISOR_BARGED_IN, payload, CallId(call.call_id)))
    return tuple(told)


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
