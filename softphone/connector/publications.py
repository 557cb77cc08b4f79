"""What Salesforce is told when something happened: the event ledger, as a function.

A fact that answers a request of the connector page is dispatched by the base connector from that request's result,
and then it is not published (ledger, rule 1). Every other consequence is, whoever began it. Which requests a fact
answers is the caller's to say. May not know sockets, journals or pages.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from softphone.connector.agents import AgentStatusInfo
from softphone.connector.calls import PhoneCall
from softphone.connector.endings import verdict
from softphone.connector.errors import CustomError, custom_error
from softphone.connector.portraits import (
    active_calls,
    handed_to,
    handover_result,
    hold_result,
    mute_result,
    party_result,
    portrait,
    recording_result,
)
from softphone.connector.results import CallResult, HangupResult
from softphone.connector.rows import REQUESTS
from softphone.connector.scenes import Scene
from softphone.connector.statistics import AudioStats
from softphone.connector.supervision import course_event, supervision_event
from softphone.connector.table import EventType, Method
from softphone.connector.words import CallState, Failure, HangupReason
from softphone.core.messages import facts
from softphone.core.state.conversations import Conversation, Recording
from softphone.core.values import CallId, CallType, Ending, EndReason, LegId, Mode


@dataclass(frozen=True, slots=True)
class Publication:
    """An event for `publishEvent`."""

    event: EventType
    payload: Struct | dict[str, Any]
    call: CallId | None = None
    follow_up: tuple[PhoneCall, ...] | None = None
    """The active calls that the base is to find when it asks for them on account of this event."""


@dataclass(frozen=True, slots=True)
class ErrorPublication:
    """A failure for `publishError`: the twin of an event that did not come about."""

    event: EventType
    says: str
    call: CallId | None = None
    type: Failure | None = None
    custom: CustomError | None = None


Told = Publication | ErrorPublication
Telling = tuple[Told, ...]


def publications_of(fact: facts.Fact, scene: Scene, answering: Collection[Method] = ()) -> Telling:
    """Say what is to be published about a fact, given the page's requests that the same fact answers."""
    if not isinstance(fact, facts.CallFact):
        return _about_phone(fact, scene, answering)
    told, kind = _about_call(fact, scene), fact.call.call_type
    return tuple(one for one in told if not any(is_own(one.event, method, kind) for method in answering))


def _about_call(fact: facts.CallFact, scene: Scene) -> tuple[Publication, ...]:
    match fact:
        case facts.CallStarted() | facts.CallConnected() | facts.CallEnded() if fact.call.is_supervision:
            return _supervised(fact.call, course_event(fact, scene))
        case facts.ModeChanged() | facts.SupervisorPresent() | facts.SupervisorGone():
            return _supervised(fact.call, supervision_event(fact, scene))
        case facts.CallStarted() | facts.CallbackAccepted() | facts.CallConnected() | facts.CallEnded():
            return _course(fact, scene)
        case facts.MuteChanged() | facts.HoldChanged() | facts.RecordingChanged():
            return _toggle(fact, scene)
        case facts.ParticipantAdded() | facts.ParticipantConnected() | facts.ParticipantRemoved():
            return _party(fact, scene)
        case facts.PartiesSwapped() | facts.PartiesMerged() | facts.PartiesSplit():
            return (Publication(_OF_PARTIES[type(fact)], hold_result(fact.call, scene), fact.call.id),)
        case facts.PeerChanged(call=call, leg=leg):
            return (Publication(EventType.CALL_UPDATED, CallResult(call=_leg(call, leg, scene)), call.id),)
        case (
            facts.CallRedirected()
            | facts.TransferMoved()
            | facts.ReferralTurnedAway()
            | facts.ProgressReceived()
            | facts.PeerHoldChanged()
            | facts.MediaNegotiated()
            | facts.DigitsSent()
            | facts.DigitHeard()
            | facts.AudioMissing()
            | facts.AudioBack()
        ):
            return ()


def _supervised(call: Conversation, event: tuple[EventType, Struct] | None) -> tuple[Publication, ...]:
    return (Publication(*event, call.id),) if event else ()


def _course(
    fact: facts.CallStarted | facts.CallbackAccepted | facts.CallConnected | facts.CallEnded, scene: Scene
) -> tuple[Publication, ...]:
    match fact:
        case facts.CallStarted(call=call, leg=leg):
            is_offer = call.call_type is CallType.CALLBACK
            event = EventType.QUEUED_CALL_STARTED if is_offer else EventType.CALL_STARTED
            return (Publication(event, CallResult(call=_leg(call, leg, scene)), call.id),)
        case facts.CallbackAccepted(call=call, leg=leg):
            return (Publication(EventType.CALL_STARTED, CallResult(call=_leg(call, leg, scene)), call.id),)
        case facts.CallConnected(call=call, leg=leg):
            return (Publication(EventType.CALL_CONNECTED, CallResult(call=_leg(call, leg, scene)), call.id),)
        case facts.CallEnded(call=call, ending=ending):
            return _ended(call, ending, scene)


def _toggle(
    fact: facts.MuteChanged | facts.HoldChanged | facts.RecordingChanged, scene: Scene
) -> tuple[Publication, ...]:
    call = fact.call
    if call.is_supervision and call.initial.mode is not Mode.BARGE:
        return ()  # whoever listens has no controls but leaving
    match fact:
        case facts.MuteChanged():
            return (Publication(EventType.MUTE_TOGGLE, mute_result(call, scene), call.id),)
        case facts.HoldChanged():
            return (Publication(EventType.HOLD_TOGGLE, hold_result(call, scene), call.id),)
        case facts.RecordingChanged():
            is_toggled = call.recording is not Recording.OFF
            told = Publication(EventType.RECORDING_TOGGLE, recording_result(call), call.id)
            return (told,) if is_toggled else ()


_OF_PARTIES: dict[type[facts.CallFact], EventType] = {
    facts.PartiesSwapped: EventType.PARTICIPANTS_SWAPPED,
    facts.PartiesMerged: EventType.PARTICIPANTS_CONFERENCED,
    facts.PartiesSplit: EventType.HOLD_TOGGLE,
}


def _party(
    fact: facts.ParticipantAdded | facts.ParticipantConnected | facts.ParticipantRemoved, scene: Scene
) -> tuple[Publication, ...]:
    call = fact.call
    match fact:
        case facts.ParticipantAdded(leg=leg):
            return (Publication(EventType.PARTICIPANT_ADDED, party_result(call, leg, scene), call.id),)
        case facts.ParticipantConnected(leg=leg):
            return (Publication(EventType.PARTICIPANT_CONNECTED, party_result(call, leg, scene), call.id),)
        case facts.ParticipantRemoved():
            left = active_calls((call,), scene)
            return (
                Publication(EventType.PARTICIPANT_REMOVED, CallResult(call=removed_of(fact, scene)), call.id, left),
            )


def removed_of(fact: facts.ParticipantRemoved, scene: Scene) -> PhoneCall:
    """Draw a party that has gone. One that never answered is an error (ledger, P3)."""
    leg = fact.call.leg(fact.leg) or fact.call.initial
    has_failed = leg.connected_at is None and fact.ending.reason not in (EndReason.GIVEN_UP, EndReason.HUNG_UP)
    return replace(
        portrait(fact.call, leg, scene),
        state=CallState.ENDED,
        reason=HangupReason.ERROR if has_failed else HangupReason.ENDED,
    )


def _about_phone(fact: facts.PhoneFact, scene: Scene, answering: Collection[Method]) -> Telling:
    match fact:
        case facts.AfterCallWorkStarted(call_id=call):
            return (Publication(EventType.AFTER_CALL_WORK_STARTED, {"callId": call}, call),)
        case facts.WrapUpEnded(call_id=call) if scene.is_wrap_up_end_told:
            wrapped = {"callType": "outbound", "callId": call, "callStatus": "ended"}
            return (Publication(EventType.WRAP_UP_ENDED, wrapped, call),)
        case facts.StatusChanged(status=status, is_news=True):
            return (Publication(EventType.SET_AGENT_STATUS, AgentStatusInfo(status_id=status.id)),)
        case facts.ActionFailed() if not answering:
            return _failed(fact, scene)
        case (
            facts.WrapUpEnded()
            | facts.ActionFailed()
            | facts.CallRefused()
            | facts.RecordingKept()
            | facts.RegistrationChanged()
            | facts.StrangerTurnedAway()
            | facts.AudioDeviceChanged()
            | facts.TroubleTold()
            | facts.DoNotDisturbChanged()
            | facts.StatusChanged()
            | facts.StatusPending()
            | facts.MailboxChanged()
            | facts.AvailabilityChanged()
            | facts.StatusesKnown()
        ):
            return ()


def hangup_of(call: Conversation, ending: Ending, scene: Scene) -> HangupResult:
    """Draw a conversation that is over: all legs that Salesforce has of it, each with the reason."""
    judged = verdict(ending, call.call_type, call.direction, was_connected=call.connected_at is not None)
    legs = (*(leg for leg in call.legs if leg.is_told), *filter(None, (handed_to(call, scene.now),)))
    drawn = tuple(portrait(call, leg, scene) for leg in legs)
    here = {leg.connection_id for leg in drawn}
    unheard_of = tuple(leg for leg in scene.believed.get(call.id, ()) if leg.connection_id not in here)
    return HangupResult(
        calls=tuple(
            replace(
                leg,
                state=CallState.ENDED,
                reason=judged.reason,
                close_call_on_error=judged.closes,
                agent_status=judged.fault,
            )
            for leg in (*drawn, *unheard_of)
        )
    )


def _ended(call: Conversation, ending: Ending, scene: Scene) -> tuple[Publication, ...]:
    if not call.is_announced:
        return ()
    hangup = Publication(EventType.HANGUP, hangup_of(call, ending, scene), call.id)
    told = [hangup]
    if call.connected_at is not None and scene.is_measured:
        last = scene.last_stats.get(call.id)
        measured = AudioStats(call_id=call.id, stats=(last,) if last else None, is_audio_stats_completed=True)
        told.insert(0, Publication(EventType.UPDATE_AUDIO_STATS, measured, call.id))
    if gone_to := handover_result(call, scene):
        told.insert(0, Publication(EventType.PARTICIPANT_ADDED, gone_to, call.id))
    return tuple(told)


def _leg(call: Conversation, leg: LegId, scene: Scene) -> PhoneCall:
    return portrait(call, call.leg(leg) or call.initial, scene)


_TWINS = {
    facts.Action.START: EventType.CALL_STARTED,
    facts.Action.HOLD: EventType.HOLD_TOGGLE,
    facts.Action.RESUME: EventType.HOLD_TOGGLE,
    facts.Action.RECORD: EventType.RECORDING_TOGGLE,
    facts.Action.ADD: EventType.PARTICIPANT_ADDED,
    facts.Action.TRANSFER: EventType.PARTICIPANT_ADDED,
    facts.Action.SWAP: EventType.PARTICIPANTS_SWAPPED,
    facts.Action.MERGE: EventType.PARTICIPANTS_CONFERENCED,
    facts.Action.SPLIT: EventType.HOLD_TOGGLE,
    facts.Action.LEAVE: EventType.HANGUP,
    facts.Action.SUPERVISE: EventType.SUPERVISOR_CALL_CONNECTED,
    facts.Action.SWITCH: EventType.SUPERVISOR_BARGED_IN,
}
_WITHOUT_ERROR = (facts.Action.SUPERVISE, facts.Action.SWITCH)
"""Actions for whose failure Salesforce has no error of its own: it is told in the customer's words."""


def _failed(fact: facts.ActionFailed, scene: Scene) -> Telling:
    """A failed answer has no twin: the HANGUP that follows says it (ledger I8); nor has a past call's recording."""
    twin = _TWINS.get(fact.action)
    if twin is None or (fact.action is facts.Action.RECORD and fact.call is None):
        return ()
    label, says = scene.settings.not_supported_label, fact.refusal.says
    custom = custom_error(label, says) if fact.action in _WITHOUT_ERROR else None
    return (ErrorPublication(twin, says, fact.call.id if fact.call else None, custom=custom),)


def is_own(event: EventType, method: Method, call_type: CallType) -> bool:
    """Whether the base connector dispatches an event by itself from this method's result."""
    if method is Method.ACCEPT_CALL and event in (EventType.CALL_STARTED, EventType.CALL_CONNECTED):
        return (event is EventType.CALL_STARTED) is (call_type is CallType.CALLBACK)
    return event in REQUESTS[method].own_events
