"""The phone's state as clients see it: from the machine's values to the protocol's."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import overload

from softphone.core.rules.hosting import guest_name
from softphone.core.rules.pursuing import action_of
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import (
    Accepting,
    Alerting,
    Dialling,
    Leaving,
    Leg,
    Offered,
    Over,
    Phase,
    Proposed,
    Talking,
)
from softphone.core.state.phone import Phone, WrapUp
from softphone.core.state.policy import Policy
from softphone.core.state.presence import Mailbox, Status
from softphone.core.state.registration import Registration
from softphone.core.values import CallId, Ending, Instant, Media, Peer, Tags
from softphone.engine.call_book import Moment
from softphone.protocol import state as seen

_PHASES: dict[type[Phase], seen.LegPhase] = {
    Offered: seen.LegPhase.OFFERED,
    Proposed: seen.LegPhase.PROPOSED,
    Accepting: seen.LegPhase.ACCEPTING,
    Dialling: seen.LegPhase.DIALLING,
    Alerting: seen.LegPhase.ALERTING,
    Talking: seen.LegPhase.TALKING,
    Leaving: seen.LegPhase.LEAVING,
    Over: seen.LegPhase.OVER,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a snapshot tells beside the machine's own state."""

    sip: str = ""
    uris: dict[str, str] = field(default_factory=dict)
    devices: tuple[seen.DeviceState, ...] = ()
    counters: seen.Counters = field(default_factory=seen.Counters)
    page: seen.PageState = field(default_factory=seen.PageState)
    telephony_presence: str = ""
    playback: seen.PlaybackState | None = None


def state_of(phone: Phone, seq: int, now: Moment, around: Surroundings) -> seen.State:
    """Tell everything that is true at this moment."""
    return seen.State(
        seq=seq,
        at=now.wall,
        sip=around.sip,
        calls=tuple(call_state(call, phone.focus, now) for call in phone.conversations),
        lines=_lines(phone.policy),
        accounts=tuple(account_state(entry, now, around.uris.get(entry.account, "")) for entry in phone.registrations),
        agent=seen.AgentState(
            is_do_not_disturb=phone.is_do_not_disturb,
            wrap_up=_wrap_up(phone.wrap_up, now) if phone.wrap_up else None,
            status=status_state(phone.presence.current),
            pending_status=status_state(phone.presence.pending.status if phone.presence.pending else None),
            telephony_presence=around.telephony_presence,
            statuses=statuses_state(phone.presence.known),
        ),
        devices=around.devices,
        mailboxes=tuple(mailbox_state(mailbox) for mailbox in phone.mailboxes),
        page=around.page,
        counters=around.counters,
        playback=around.playback,
        is_stopping=phone.is_stopping,
    )


def call_state(call: Conversation, focus: CallId | None, now: Moment) -> seen.CallState:
    """Tell one call with all its legs."""
    tags, connected = call.tags, call.connected_at
    return seen.CallState(
        call_id=call.id,
        call_type=call.call_type,
        direction=call.direction,
        phase=_call_phase(call),
        peer=_party(call.initial.peer),
        started_at=now.wall_of(call.started_at),
        elapsed_s=_since(call.started_at, now),
        connected_at=_wall(connected, now),
        connected_s=None if connected is None else _since(connected, now),
        is_muted=call.is_muted,
        is_held=call.is_talking and all(leg.is_held for leg in call.talking_legs),
        is_merged=call.is_merged,
        talks_to=call.talks_to,
        under_way=action_of(call.wish) if call.wish else None,
        has_focus=call.id == focus,
        mode=call.initial.mode if call.is_supervision else None,
        supervisors=_supervisors(call),
        recording=call.recording,
        voice_call_id=tags.voice_call_id,
        parent_call_id=tags.parent_call_id,
        is_preview=tags.is_preview,
        queue=_queue(tags),
        diverted_from=tags.diverted_from,
        legs=tuple(_leg_state(leg, now) for leg in call.legs if not call.is_guest(leg)),
    )


def _queue(tags: Tags) -> seen.Queue | None:
    if not (tags.queue_id or tags.queue_name):
        return None
    return seen.Queue(id=tags.queue_id, name=tags.queue_name, timestamp=tags.queue_timestamp)


def _supervisors(call: Conversation) -> tuple[seen.SupervisorState, ...]:
    guests = (
        seen.SupervisorState(name=guest_name(leg), mode=leg.mode, leg_id=leg.id) for leg in call.guests if leg.is_told
    )
    elsewhere = (seen.SupervisorState(name=notice.name, mode=notice.mode) for notice in call.notices)
    return (*guests, *elsewhere)


def account_state(entry: Registration, now: Moment, uri: str = "") -> seen.AccountState:
    """Tell how an account is with its registrar."""
    return seen.AccountState(
        name=entry.account,
        uri=uri,
        state=entry.state,
        failures=entry.failures,
        code=entry.code,
        says=entry.says,
        retry_at=_wall(entry.retry_at, now),
    )


@overload
def status_state(status: Status) -> seen.StatusState: ...
@overload
def status_state(status: None) -> None: ...
def status_state(status: Status | None) -> seen.StatusState | None:
    """Tell a status, if there is one."""
    if status is None:
        return None
    return seen.StatusState(
        id=status.id,
        name=status.name,
        api_name=status.api_name,
        is_offline=status.is_offline,
        has_channels=status.has_channels,
    )


def mailbox_state(mailbox: Mailbox) -> seen.MailboxState:
    """Tell what waits in a mailbox."""
    return seen.MailboxState(account=mailbox.account, is_waiting=mailbox.is_waiting, new=mailbox.new, old=mailbox.old)


def statuses_state(statuses: tuple[Status, ...]) -> tuple[seen.StatusState, ...]:
    """Tell all statuses."""
    return tuple(status_state(status) for status in statuses)


def ending_of(ending: Ending) -> seen.Ending:
    """Tell how something ended."""
    return seen.Ending(reason=ending.reason, by=ending.by, code=ending.code, phrase=ending.phrase)


def _lines(policy: Policy) -> seen.LinesState:
    return seen.LinesState(
        most=policy.max_conversations,
        takes_second=policy.has_call_waiting,
        holds_by_itself=policy.holds_by_itself,
    )


def _leg_state(leg: Leg, now: Moment) -> seen.LegState:
    return seen.LegState(
        leg_id=leg.id,
        role=leg.role,
        direction=leg.direction,
        account=leg.account,
        peer=_party(leg.peer),
        phase=_PHASES[type(leg.phase)],
        has_early_media=isinstance(leg.phase, Alerting) and leg.phase.has_early_media,
        connected_at=_wall(leg.connected_at, now),
        hold=leg.hold,
        is_held_by_peer=leg.media.is_held_by_peer,
        is_audio_missing=leg.is_audio_missing,
        media=_media(leg.media),
        ending=ending_of(leg.phase.ending) if isinstance(leg.phase, Leaving | Over) else None,
    )


def _media(media: Media) -> seen.MediaState:
    return seen.MediaState(
        codec=media.codec,
        clock_rate_hz=media.clock_rate_hz,
        encryption=media.encryption,
        remote_address=media.remote_address,
        digits_method=media.digits_method,
    )


def _party(peer: Peer) -> seen.Party:
    return seen.Party(uri=peer.uri, name=peer.name, number=peer.number, is_asserted=peer.is_asserted)


def _call_phase(call: Conversation) -> seen.CallPhase:
    if call.is_talking:
        return seen.CallPhase.CONNECTED
    if not call.is_live:
        return seen.CallPhase.ENDED
    return seen.CallPhase.DIALLING if call.initial.is_ringing_there else seen.CallPhase.RINGING


def _wrap_up(wrap_up: WrapUp, now: Moment) -> seen.WrapUpState:
    return seen.WrapUpState(
        call_id=wrap_up.call, since=now.wall_of(wrap_up.since), elapsed_s=_since(wrap_up.since, now)
    )


def _since(at: Instant, now: Moment) -> float:
    return round(now.instant - at, 3)


def _wall(at: Instant | None, now: Moment) -> datetime | None:
    return None if at is None else now.wall_of(at)
