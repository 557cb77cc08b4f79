"""Facts of the machine as events of the bridge. A fact that is not named here does not pass the type check."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, assert_never

from softphone.core import facts
from softphone.core.values import AccountName, Origin
from softphone.engine.call_views import Glance, account_state, call_state, ending_of
from softphone.protocol import events
from softphone.protocol.refusals import Reason
from softphone.protocol.state import DeviceState


@dataclass(frozen=True, slots=True)
class Telling:
    """What an event has beside its fact: its number, on whose behalf it happened, and when."""

    seq: int
    origin: Origin
    glance: Glance
    uri_of: Callable[[AccountName], str] = str


def event_of(fact: facts.Fact, telling: Telling) -> events.AnyEvent:
    """Show a fact."""
    common: dict[str, Any] = {"seq": telling.seq, "at": telling.glance.wall, "origin": telling.origin}
    if isinstance(fact, facts.CallFact):
        common |= {"call_id": fact.call.id, "leg_id": getattr(fact, "leg", None)}
        return _of_call(fact, common, telling.glance)
    return _of_phone(fact, common, telling)


def _of_call(fact: facts.CallFact, common: dict[str, Any], glance: Glance) -> events.CallEvent:
    """Show a fact that concerns a call."""
    call = call_state(fact.call, glance)
    match fact:
        case facts.CallEnded(ending=ending):
            return events.Hangup(**common, payload=events.OfEnd(call=call, ending=ending_of(ending)))
        case facts.CallRedirected(target=target):
            return events.CallRedirected(**common, payload=events.OfTarget(call=call, target=target))
        case facts.DigitsSent(digits=digits):
            return events.DigitsSent(**common, payload=events.OfDigits(call=call, digits=digits))
        case facts.DigitHeard(digit=digit, method=method):
            return events.DigitHeard(**common, payload=events.OfDigit(call=call, digit=digit, method=method))
        case facts.AudioMissing(known=known):
            return events.AudioMissing(**common, payload=events.OfSilence(call=call, known=known))
        case _:
            return _plain_kind(fact)(**common, payload=events.OfCall(call=call))


Plain = (
    facts.CallStarted
    | facts.CallConnected
    | facts.ProgressReceived
    | facts.MuteChanged
    | facts.HoldChanged
    | facts.PeerHoldChanged
    | facts.MediaNegotiated
    | facts.RecordingChanged
    | facts.AudioBack
)
"""The facts whose call says everything."""


def _plain_kind(fact: Plain) -> Callable[..., events.CallEvent]:
    """Find the kind of event of a fact whose call says everything."""
    match fact:
        case facts.CallStarted():
            return events.CallStarted
        case facts.CallConnected():
            return events.CallConnected
        case facts.ProgressReceived():
            return events.Progress
        case facts.MuteChanged():
            return events.MuteToggle
        case facts.HoldChanged():
            return events.HoldToggle
        case facts.PeerHoldChanged():
            return events.PeerHoldToggle
        case facts.MediaNegotiated():
            return events.MediaNegotiated
        case facts.RecordingChanged():
            return events.RecordingToggle
        case facts.AudioBack():
            return events.AudioBack


def _of_phone(fact: facts.PhoneFact, common: dict[str, Any], telling: Telling) -> events.PhoneEvent:
    """Show a fact that concerns the phone as a whole."""
    match fact:
        case facts.CallRefused(caller=caller, code=code, why=why):
            payload = events.OfRefusedCaller(caller=caller, code=code, why=why)
            return events.CallRefused(**common, payload=payload)
        case facts.AfterCallWorkStarted(call=call):
            return events.AfterCallWorkStarted(**common, call_id=call)
        case facts.WrapUpEnded(call=call):
            return events.WrapUpEnded(**common, call_id=call)
        case facts.RecordingKept(call=call, path=path, seconds=seconds):
            return events.RecordingSaved(**common, call_id=call, payload=events.OfRecording(path=path, seconds=seconds))
        case facts.ActionFailed():
            return _failure(fact, common, telling.glance)
        case facts.RegistrationChanged(registration=registration):
            account = account_state(registration, telling.glance, telling.uri_of)
            return events.RegistrationChanged(**common, payload=events.OfAccount(account=account))
        case facts.StrangerTurnedAway(address=address, claimed=claimed, count=count):
            stranger = events.OfStranger(address=address, claimed=claimed, count=count)
            return events.StrangerTurnedAway(**common, payload=stranger)
        case facts.AudioDeviceChanged(use=use, device=device, wished=wished, why=why):
            moved = DeviceState(use=use, device=device, wished=wished, why=why)
            return events.AudioDeviceChanged(**common, payload=moved)
        case facts.DoNotDisturbChanged(is_on=is_on):
            return events.DoNotDisturbChanged(**common, payload=events.OfDoNotDisturb(is_on=is_on))
        case _:
            assert_never(fact)


def _failure(fact: facts.ActionFailed, common: dict[str, Any], glance: Glance) -> events.ActionFailed:
    """Show what was tried and why it did not work."""
    refusal = fact.refusal
    payload = events.OfFailure(
        action=fact.action,
        says=refusal.says,
        reason=Reason(type=refusal.why, sip_code=refusal.code),
        call=None if fact.call is None else call_state(fact.call, glance),
    )
    return events.ActionFailed(**common, call_id=None if fact.call is None else fact.call.id, payload=payload)
