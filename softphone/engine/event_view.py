"""Facts as the events that clients are told: one event for each fact, with the call as it was at that moment."""

from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from softphone.core.messages import facts as happened
from softphone.core.state.conversations import Conversation
from softphone.core.values import CallId, Origin
from softphone.engine.call_book import Moment
from softphone.engine.state_view import (
    account_state,
    call_state,
    ending_of,
    mailbox_state,
    status_state,
    statuses_state,
)
from softphone.protocol import events as told
from softphone.protocol.refusals import Reason
from softphone.protocol.state import CallState, DeviceState

_ONLY_THE_CALL: dict[type[happened.Fact], type[told.CallEvent | told.SupervisionEvent]] = {
    happened.CallStarted: told.CallStarted,
    happened.CallbackAccepted: told.CallbackAccepted,
    happened.CallConnected: told.CallConnected,
    happened.ProgressReceived: told.Progress,
    happened.MuteChanged: told.MuteToggle,
    happened.HoldChanged: told.HoldToggle,
    happened.PeerHoldChanged: told.PeerHoldToggle,
    happened.MediaNegotiated: told.MediaNegotiated,
    happened.RecordingChanged: told.RecordingToggle,
    happened.AudioBack: told.AudioBack,
    happened.ParticipantAdded: told.ParticipantAdded,
    happened.ParticipantConnected: told.ParticipantConnected,
    happened.PartiesSwapped: told.ParticipantsSwapped,
    happened.PartiesMerged: told.ParticipantsConferenced,
    happened.PartiesSplit: told.ParticipantsSplit,
    happened.PeerChanged: told.PeerChanged,
    happened.ModeChanged: told.ModeChanged,
}


@dataclass(frozen=True, slots=True)
class Head:
    """What an event says before it says what happened."""

    seq: int
    now: Moment
    origin: Origin
    focus: CallId | None = None

    def call(self, call: Conversation) -> CallState:
        """Tell the call as clients see it."""
        return call_state(call, self.focus, self.now)


def event_of(fact: happened.Fact, head: Head) -> told.AnyEvent:
    """Tell clients what happened."""
    if isinstance(fact, happened.CallFact):
        kind, payload = _of_call(fact, head)
        return _event(head, kind, payload, fact.call.id, happened.leg_of(fact))
    kind, payload, call = _of_phone(fact, head)
    return _event(head, kind, payload, call, None)


def _event(
    head: Head, kind: type[told.AnyEvent], payload: Struct, call: CallId | None, leg: str | None
) -> told.AnyEvent:
    make: Any = kind  # each kind has its own payload; the two tables below keep them together
    event: told.AnyEvent = make(
        seq=head.seq, at=head.now.wall, origin=head.origin, call_id=call, leg_id=leg, payload=payload
    )
    return event


def _of_call(fact: happened.CallFact, head: Head) -> tuple[type[told.AnyEvent], Struct]:
    call = head.call(fact.call)
    match fact:
        case happened.CallEnded(ending=ending):
            return told.Hangup, told.OfEnd(call=call, ending=ending_of(ending))
        case happened.ParticipantRemoved(ending=ending):
            return told.ParticipantRemoved, told.OfEnd(call=call, ending=ending_of(ending))
        case happened.SupervisorPresent(name=name, mode=mode):
            return told.SupervisorPresent, told.OfSupervisor(call=call, name=name, mode=mode)
        case happened.SupervisorGone(name=name):
            return told.SupervisorGone, told.OfSupervisor(call=call, name=name)
        case happened.TransferMoved(code=code, phrase=phrase):
            return told.TransferProgress, told.OfTransfer(call=call, code=code, phrase=phrase)
        case happened.ReferralTurnedAway(target=target, why=why):
            return told.ReferralTurnedAway, told.OfReferral(call=call, target=target, why=why)
        case happened.CallRedirected(target=target):
            return told.CallRedirected, told.OfTarget(call=call, target=target)
        case happened.DigitsSent(digits=digits):
            return told.DigitsSent, told.OfDigits(call=call, digits=digits)
        case happened.DigitHeard(digit=digit, method=method):
            return told.DigitHeard, told.OfDigit(call=call, digit=digit, method=method)
        case happened.AudioMissing(known=known):
            return told.AudioMissing, told.OfSilence(call=call, known=known)
        case _:
            return _ONLY_THE_CALL[type(fact)], told.OfCall(call=call)


def _of_phone(fact: happened.PhoneFact, head: Head) -> tuple[type[told.AnyEvent], Struct, CallId | None]:
    if isinstance(fact, happened.AgentFact):
        return _of_agent(fact)
    match fact:
        case happened.CallRefused(caller=caller, code=code, why=why):
            return told.CallRefused, told.OfRefusedCaller(caller=caller, code=code, why=why), None
        case happened.AfterCallWorkStarted(call_id=call):
            return told.AfterCallWorkStarted, told.Nothing(), call
        case happened.WrapUpEnded(call_id=call):
            return told.WrapUpEnded, told.Nothing(), call
        case happened.RecordingKept(call_id=call, path=path, seconds=seconds):
            return told.RecordingSaved, told.OfRecording(path=path, seconds=seconds), call
        case happened.ActionFailed():
            return told.ActionFailed, _failure(fact, head), fact.call.id if fact.call else None
        case happened.RegistrationChanged(registration=registration):
            return told.RegistrationChanged, told.OfAccount(account=account_state(registration, head.now)), None
        case happened.StrangerTurnedAway(address=address, claimed=claimed, count=count):
            return told.StrangerTurnedAway, told.OfStranger(address=address, claimed=claimed, count=count), None
        case happened.AudioDeviceChanged(use=use, device=device, wished=wished, why=why):
            return told.AudioDeviceChanged, DeviceState(use=use, device=device, wished=wished, why=why), None
        case happened.TroubleTold(part=part, says=says):
            return told.TroubleReported, told.OfTrouble(part=part, says=says), None


def _of_agent(fact: happened.AgentFact) -> tuple[type[told.AnyEvent], Struct, CallId | None]:
    match fact:
        case happened.MailboxChanged(mailbox=mailbox):
            return told.MailboxChanged, mailbox_state(mailbox), None
        case happened.AvailabilityChanged(address=address, availability=availability):
            return told.AvailabilityChanged, told.OfAvailability(address=address, availability=availability), None
        case happened.StatusChanged(status=status, before=before):
            before_it = status_state(before) if before else None
            return told.AgentStatusChanged, told.OfStatus(status=status_state(status), before=before_it), None
        case happened.StatusPending(status=status):
            waits = status_state(status) if status else None
            return told.AgentStatusPending, told.OfPendingStatus(status=waits), None
        case happened.StatusesKnown(statuses=statuses):
            return told.AgentStatusesKnown, told.OfStatuses(statuses=statuses_state(statuses)), None
        case happened.DoNotDisturbChanged(is_on=is_on):
            return told.DoNotDisturbChanged, told.OfDoNotDisturb(is_on=is_on), None


def _failure(fact: happened.ActionFailed, head: Head) -> told.OfFailure:
    return told.OfFailure(
        action=fact.action,
        says=fact.refusal.says,
        reason=Reason(type=fact.refusal.why, sip_code=fact.refusal.code),
        call=head.call(fact.call) if fact.call else None,
    )
