"""What Salesforce believes about our calls.

Folded from everything that was dispatched to it, by publication or by result. May not know journals.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace as changed
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from softphone.connector.calls import PhoneCall, PhoneCallAttributes
from softphone.connector.results import (
    CallResult,
    HangupResult,
    HoldToggleResult,
    ParticipantResult,
    SuperviseCallResult,
    SupervisorHangupResult,
)
from softphone.connector.table import EventType
from softphone.connector.words import CallKind, CallState
from softphone.core.values import CallId

_STARTS = frozenset({EventType.CALL_STARTED, EventType.QUEUED_CALL_STARTED})
_NOTHING: Mapping[CallId, "Believed"] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Believed:
    """One call as Salesforce has it: its legs as they were last told, and whether it was ever connected."""

    legs: tuple[PhoneCall, ...]
    was_connected: bool = False
    is_merged: bool = False

    @property
    def held(self) -> frozenset[str]:
        """The connections that Salesforce shows on hold."""
        return held_among(self.legs)


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
            case ParticipantResult() if event is EventType.PARTICIPANT_ADDED:
                return self._with_party(_leg_of(payload, event))
            case ParticipantResult() if event is EventType.PARTICIPANT_CONNECTED:
                return self._with_leg(_leg_of(payload, event))
            case HoldToggleResult(calls=tuple() as calls) if calls and calls[0].call_id in self.calls:
                return self._with_toggle(CallId(calls[0].call_id), payload)
            case CallResult(call=call) if event is EventType.PARTICIPANT_REMOVED:
                return self._without((call,))
            case HangupResult(calls=calls) if event is EventType.PARTICIPANT_REMOVED:
                return self._without(calls)
            case HangupResult(calls=calls):
                return self._without_calls({leg.call_id for leg in calls})
            case ParticipantResult(call_id=call) if event is EventType.HANGUP:
                return self._without_calls({call})
            case _:
                return self

    def told_apart(self) -> "Beliefs":
        """What Salesforce believes when calls were replayed: that some are merged is in no replay."""
        return Beliefs(MappingProxyType({name: changed(known, is_merged=False) for name, known in self.calls.items()}))

    def _with_leg(self, leg: PhoneCall, *, is_connected: bool = False) -> "Beliefs":
        name = CallId(leg.call_id)
        known = self.calls.get(name, Believed(()))
        others = tuple(other for other in known.legs if other.connection_id != leg.connection_id)
        now = changed(known, legs=(*others, leg), was_connected=known.was_connected or is_connected)
        return Beliefs(MappingProxyType({**self.calls, name: now}))

    def _with_party(self, leg: PhoneCall) -> "Beliefs":
        """Whoever is in a call while somebody else is brought in is on hold: Salesforce takes that as said."""
        name = CallId(leg.call_id)
        known = self.calls.get(name, Believed(()))
        others = tuple(_held(other, is_held=True) for other in known.legs if other.connection_id != leg.connection_id)
        return Beliefs(MappingProxyType({**self.calls, name: changed(known, legs=(*others, leg))}))

    def _with_toggle(self, name: CallId, told: HoldToggleResult) -> "Beliefs":
        known = self.calls[name]
        now = changed(
            known,
            legs=tuple(
                _held(leg, is_held=told.is_third_party_on_hold if is_third(leg) else told.is_customer_on_hold)
                for leg in known.legs
            ),
            is_merged=known.is_merged if told.is_call_merged is None else told.is_call_merged,
        )
        return Beliefs(MappingProxyType({**self.calls, name: now}))

    def _without_calls(self, names: Collection[str]) -> "Beliefs":
        return Beliefs(MappingProxyType({name: known for name, known in self.calls.items() if name not in names}))

    def _without(self, legs: Iterable[PhoneCall]) -> "Beliefs":
        gone = {(leg.call_id, leg.connection_id) for leg in legs}
        left = {name: _thinned(known, gone) for name, known in self.calls.items()}
        return Beliefs(MappingProxyType({name: known for name, known in left.items() if known.legs}))


def _thinned(known: Believed, gone: Collection[tuple[str, str]]) -> Believed:
    legs = tuple(leg for leg in known.legs if (leg.call_id, leg.connection_id) not in gone)
    return changed(known, legs=legs, is_merged=known.is_merged and len(legs) > 1)


def _held(leg: PhoneCall, *, is_held: bool) -> PhoneCall:
    attributes = replace(leg.call_attributes or PhoneCallAttributes(), is_on_hold=is_held)
    return replace(leg, call_attributes=attributes)


def is_third(leg: PhoneCall) -> bool:
    """Whether a leg is a party that was brought in."""
    return leg.call_type is CallKind.ADD_PARTICIPANT


def held_among(legs: Iterable[PhoneCall]) -> frozenset[str]:
    """The connections among these that are on hold."""
    return frozenset(leg.connection_id for leg in legs if leg.call_attributes and leg.call_attributes.is_on_hold)


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
