"""Calls, legs and accounts of the machine as the bridge shows them. Pure; time comes as an argument."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from softphone.core import conversations, legs, registration, values
from softphone.core.values import CallId, Instant
from softphone.protocol import state
from softphone.protocol.state import CallPhase, LegPhase


@dataclass(frozen=True, slots=True)
class Glance:
    """The moment at which the phone is looked at, on both clocks, and which call has the microphone."""

    now: Instant
    wall: datetime
    focus: CallId | None = None

    def wall_of(self, instant: Instant) -> datetime:
        """Say when an instant was, or will be, for people."""
        return self.wall - timedelta(seconds=self.now - instant)

    def moment(self, instant: Instant | None) -> datetime | None:
        """The same for an instant that may not be there."""
        return None if instant is None else self.wall_of(instant)

    def since(self, instant: Instant) -> float:
        """Say how long ago an instant was."""
        return round(max(0.0, self.now - instant), 3)


def call_state(call: conversations.Conversation, glance: Glance) -> state.CallState:
    """Show a call with all its legs."""
    connected = call.connected_at
    tags = call.tags
    has_queue = tags.queue_id or tags.queue_name or tags.queue_timestamp
    return state.CallState(
        call_id=call.id,
        call_type=call.call_type,
        direction=call.direction,
        phase=_call_phase(call),
        peer=_party(call.initial.peer),
        started_at=glance.wall_of(call.started_at),
        elapsed_s=glance.since(call.started_at),
        connected_at=glance.moment(connected),
        connected_s=None if connected is None else glance.since(connected),
        is_muted=call.is_muted,
        is_held=call.is_talking and all(leg.is_held for leg in call.talking_legs),
        is_merged=call.is_merged,
        has_focus=call.id == glance.focus,
        recording=call.recording,
        voice_call_id=tags.voice_call_id,
        parent_call_id=tags.parent_call_id,
        queue=state.Queue(id=tags.queue_id, name=tags.queue_name, timestamp=tags.queue_timestamp)
        if has_queue
        else None,
        diverted_from=tags.diverted_from,
        legs=tuple(leg_state(leg, glance) for leg in call.legs),
    )


def leg_state(leg: legs.Leg, glance: Glance) -> state.LegState:
    """Show one party of a call."""
    media = leg.media
    phase, has_early_media, ending = _leg_phase(leg.phase)
    return state.LegState(
        leg_id=leg.id,
        role=leg.role,
        direction=leg.direction,
        account=leg.account,
        peer=_party(leg.peer),
        phase=phase,
        has_early_media=has_early_media,
        connected_at=glance.moment(leg.connected_at),
        hold=leg.hold,
        is_held_by_peer=media.is_held_by_peer,
        is_audio_missing=leg.is_audio_missing,
        media=state.MediaState(
            codec=media.codec,
            clock_rate_hz=media.clock_rate_hz,
            encryption=media.encryption,
            remote_address=media.remote_address,
            digits_method=media.digits_method,
        ),
        ending=None if ending is None else ending_of(ending),
    )


def account_state(
    account: registration.Registration, glance: Glance, uri_of: Callable[[values.AccountName], str]
) -> state.AccountState:
    """Show an account and its registration."""
    return state.AccountState(
        name=account.account,
        uri=uri_of(account.account),
        state=account.state,
        failures=account.failures,
        code=account.code,
        says=account.says,
        retry_at=glance.moment(account.retry_at),
    )


def ending_of(ending: values.Ending) -> state.Ending:
    """Show how something ended."""
    return state.Ending(reason=ending.reason, by=ending.by, code=ending.code, phrase=ending.phrase)


def _party(peer: values.Peer) -> state.Party:
    return state.Party(uri=peer.uri, name=peer.name, number=peer.number, is_asserted=peer.is_asserted)


def _call_phase(call: conversations.Conversation) -> CallPhase:
    """Put a whole call into one word."""
    if call.is_talking:
        return CallPhase.CONNECTED
    if not call.is_live:
        return CallPhase.ENDED
    return CallPhase.RINGING if call.direction is values.Direction.IN else CallPhase.DIALLING


def _leg_phase(phase: legs.Phase) -> tuple[LegPhase, bool, values.Ending | None]:
    """Put a leg's phase into a word, with what goes with it: early media, an ending."""
    match phase:
        case legs.Offered():
            return LegPhase.OFFERED, False, None
        case legs.Accepting():
            return LegPhase.ACCEPTING, False, None
        case legs.Dialling():
            return LegPhase.DIALLING, False, None
        case legs.Alerting(has_early_media=has_early_media):
            return LegPhase.ALERTING, has_early_media, None
        case legs.Talking():
            return LegPhase.TALKING, False, None
        case legs.Leaving(ending=ending):
            return LegPhase.LEAVING, False, ending
        case legs.Over(ending=ending):
            return LegPhase.OVER, False, ending
