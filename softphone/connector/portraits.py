"""How Salesforce sees a call of ours: one `PhoneCall` for each leg, drawn afresh each time.

Drawn afresh because the base connector writes on what it is given. May not know events or requests.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec.structs import replace

from softphone.connector.calls import CallInfo, Contact, PhoneCall, PhoneCallAttributes
from softphone.connector.results import HoldToggleResult, MuteToggleResult, ParticipantResult, RecordingToggleResult
from softphone.connector.scenes import Scene
from softphone.connector.words import CallKind, CallState, ContactKind, DialerKind, ParticipantKind, RemoveParticipant
from softphone.core.state.conversations import Conversation, Recording
from softphone.core.state.legs import Leaving, Leg, Over, Talking
from softphone.core.values import CallType, Direction, Instant, LegId, Mode, Role
from softphone.settings.sections.connector import ConnectorSettings

SECONDS_DIGITS = 11
_FIELDS = {"addCaller": "add_caller", "addBlindTransfer": "add_blind_transfer"}


def portrait(call: Conversation, leg: Leg, scene: Scene) -> PhoneCall:
    """Draw one leg of a conversation as it is now."""
    return PhoneCall(
        call_id=call.id,
        connection_id=leg.id,
        call_type=_kind(call, leg),
        state=_state(leg),
        contact=_contact(leg),
        phone_number=_number(leg),
        call_attributes=_attributes(call, leg),
        call_info=_details(call, leg, scene),
    )


def active_calls(calls: Iterable[Conversation], scene: Scene) -> tuple[PhoneCall, ...]:
    """Draw what is going on, connected conversations first: Salesforce is told only the first one when it starts."""
    told = [call for call in calls if call.is_announced]
    told.sort(key=lambda call: not call.is_talking)
    return tuple(portrait(call, leg, scene) for call in told for leg in call.parties if leg.is_told)


def mute_result(call: Conversation, scene: Scene) -> MuteToggleResult:
    """Say whether the agent can be heard in a conversation."""
    return MuteToggleResult(is_muted=call.is_muted, call=portrait(call, call.foremost, scene), is_global=False)


def hold_result(call: Conversation, scene: Scene) -> HoldToggleResult:
    """Say who is on hold in a conversation."""
    return HoldToggleResult(
        is_customer_on_hold=any(leg.is_held for leg in call.parties if leg.role is not Role.THIRD_PARTY),
        is_third_party_on_hold=any(leg.is_held for leg in call.with_role(Role.THIRD_PARTY)),
        calls=tuple(portrait(call, leg, scene) for leg in call.parties if leg.is_told),
        is_call_merged=call.is_merged,
    )


def party_result(call: Conversation, name: LegId, scene: Scene) -> ParticipantResult:
    """Say who has been brought in."""
    drawn = portrait(call, call.leg(name) or call.initial, scene)
    return _participant(drawn, has_initial_ended=not any(call.with_role(Role.INITIAL_CALLER)))


def handover_result(call: Conversation, scene: Scene) -> ParticipantResult | None:
    """Say whom a call has been handed to without our own call there (ledger, P11 and P12)."""
    leg = handed_to(call, scene.now)
    return _participant(portrait(call, leg, scene), has_initial_ended=True) if leg else None


def handed_to(call: Conversation, now: Instant) -> Leg | None:
    """Whom a call has been handed to, as if they were a party of it: that is how Salesforce is told of them."""
    gone = call.transferred_to
    if gone is None:
        return None
    return Leg(gone.leg, Role.THIRD_PARTY, Direction.OUT, call.initial.account, gone.peer, Talking(now))


def _participant(drawn: PhoneCall, *, has_initial_ended: bool) -> ParticipantResult:
    return ParticipantResult(
        initial_call_has_ended=has_initial_ended,
        call_info=drawn.call_info or CallInfo(is_softphone_call=False),
        phone_number=drawn.phone_number or "",
        call_id=drawn.call_id,
        call_attributes=drawn.call_attributes,
        contact=drawn.contact,
        connection_id=drawn.connection_id,
    )


def recording_result(call: Conversation) -> RecordingToggleResult:
    """Say whether a conversation's recording is paused."""
    return RecordingToggleResult(is_recording_paused=_is_recording_paused(call))


def _is_recording_paused(call: Conversation) -> bool:
    """One that failed is not running: of the two words that Salesforce has for a recording, that is the true one."""
    return call.recording in (Recording.PAUSED, Recording.FAILED)


def _kind(call: Conversation, leg: Leg) -> CallKind:
    return CallKind.ADD_PARTICIPANT if leg.role is Role.THIRD_PARTY else CallKind(call.call_type.value)


def _state(leg: Leg) -> CallState:
    is_further = leg.role is Role.THIRD_PARTY
    match leg.phase:
        case Talking():
            return CallState.TRANSFERRED if is_further else CallState.CONNECTED
        case Leaving() | Over():
            return CallState.ENDED
        case _:
            return CallState.TRANSFERRING if is_further else CallState.RINGING


def _number(leg: Leg) -> str:
    return leg.peer.number or leg.peer.uri


def _contact(leg: Leg) -> Contact:
    return Contact(
        phone_number=_number(leg),
        name=leg.peer.name or None,
        type=ContactKind.AGENT if leg.role is Role.AGENT else None,
    )


def _attributes(call: Conversation, leg: Leg) -> PhoneCallAttributes:
    is_further = leg.role is Role.THIRD_PARTY
    return PhoneCallAttributes(
        voice_call_id=call.tags.voice_call_id or None,
        participant_type=ParticipantKind(leg.role.value),
        parent_id=call.tags.parent_call_id or None if call.call_type is CallType.TRANSFER else None,
        is_on_hold=leg.is_held,
        has_supervisor_barged_in=call.is_supervision and leg.mode is Mode.BARGE,
        dialer_type=DialerKind.OUTBOUND_PREVIEW if call.tags.is_preview else DialerKind.NONE,
        initial_call_has_ended=not any(call.with_role(Role.INITIAL_CALLER)) if is_further else None,
    )


def _details(call: Conversation, leg: Leg, scene: Scene) -> CallInfo:
    is_listening = call.is_supervision and leg.mode is Mode.LISTEN
    details = CallInfo(
        call_state_timestamp=scene.when(_since(call, leg, scene.now)),
        is_on_hold=leg.is_held,
        is_muted=call.is_muted or is_listening,
        is_recording_paused=_is_recording_paused(call),
        initial_call_id=call.tags.parent_call_id or None if call.call_type is CallType.CALLBACK else None,
        queue_id=call.tags.queue_id or None,
        queue_name=call.tags.queue_name or None,
        queue_timestamp=moment(call.tags.queue_timestamp),
        is_softphone_call=False,
        is_multi_party=len(call.parties) > 1,
    )
    controls = _controls(scene.settings)
    is_barred = call.is_supervision and (leg.mode is not Mode.BARGE or call.recording is Recording.OFF)
    if is_barred or call.recording is Recording.FAILED:
        controls["record_enabled"] = False
    return replace(details, **controls)


def _controls(settings: ConnectorSettings) -> dict[str, bool | RemoveParticipant]:
    disabled = {f"{_FIELDS.get(control, control)}_enabled": False for control in settings.disabled_controls}
    hidden = {f"show_{_FIELDS.get(button, button)}_button": False for button in settings.hidden_buttons}
    return {
        **disabled,
        **hidden,
        "remove_participant_variant": RemoveParticipant(settings.remove_participant),
    }


def _since(call: Conversation, leg: Leg, now: Instant) -> Instant:
    match leg.phase:
        case Talking(since=since):
            return since
        case Leaving() | Over():
            return now
        case _:
            return now if leg.role is Role.THIRD_PARTY else call.started_at


def moment(text: str) -> datetime | None:
    """Read a time from a SIP header: ISO 8601, or seconds or milliseconds since 1970. Nonsense is no time."""
    try:
        if text.isdecimal():
            return datetime.fromtimestamp(int(text) / (1000 if len(text) > SECONDS_DIGITS else 1), UTC)
        read = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
