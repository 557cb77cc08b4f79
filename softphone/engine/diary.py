"""Writes what happened into the log, a line for each fact: what an administrator reads first when something is wrong.

People are named by what redaction knows how to hide (addresses, numbers); names of callers are left out altogether.
"""

import logging

from softphone.core.messages import facts as happened
from softphone.engine.runner import Announced

log = logging.getLogger(__name__)


def write(told: Announced) -> None:
    """Note one fact, and on whose behalf it happened."""
    what = type(told.fact).__name__
    log.info("%s", " ".join(filter(None, (what, _about(told.fact), f"(by {told.asked.origin})"))))


def _about(fact: happened.Fact) -> str:
    if isinstance(fact, happened.CallFact):
        return f"call {fact.call.id}: {_of_call(fact)}".removesuffix(": ")
    if isinstance(fact, happened.AgentFact):
        return _of_agent(fact)
    match fact:
        case happened.AfterCallWorkStarted(call_id=call) | happened.WrapUpEnded(call_id=call):
            return f"call {call}"
        case happened.RecordingKept(call_id=call, path=path, seconds=seconds):
            return f"call {call}: {seconds:.0f} s in {path}"
        case happened.ActionFailed(action=action, call=about, refusal=refusal):
            return f"call {about.id if about else '(none)'}: {action}: {refusal.says} {refusal.code or ''}".rstrip()
        case happened.CallRefused(caller=caller, code=code, why=why):
            return f"{caller}: {code} {why}"
        case happened.RegistrationChanged(registration=entry):
            return f"account {entry.account}: {entry.state} {entry.code or ''} {entry.says}".rstrip()
        case happened.StrangerTurnedAway(address=address, claimed=claimed, count=count):
            return f"{address} as {claimed}, number {count}"
        case happened.AudioDeviceChanged(use=use, device=device, wished=wished, why=why):
            return f"{use}: {device}, wished {wished} {why}".rstrip()
        case happened.TroubleTold(part=part, says=says):
            return f"{part}: {says}"


def _of_agent(fact: happened.AgentFact) -> str:
    match fact:
        case happened.MailboxChanged(mailbox=box):
            return f"account {box.account}: {box.new} new, {box.old} old"
        case happened.AvailabilityChanged(address=address, availability=availability):
            return f"{address}: {availability or 'not known'}"
        case happened.StatusChanged(status=status, before=before):
            return f"{status.name}, before {before.name if before else 'none'}"
        case happened.StatusPending(status=status):
            return status.name if status else "none"
        case happened.StatusesKnown(statuses=statuses):
            return ", ".join(status.name for status in statuses)
        case happened.DoNotDisturbChanged(is_on=is_on):
            return "on" if is_on else "off"


def _of_call(fact: happened.CallFact) -> str:
    call = fact.call
    if isinstance(fact, happened.PartyFact):
        return _of_parties(fact)
    match fact:
        case happened.CallStarted():
            return f"{call.direction} {call.call_type} {call.initial.peer.uri} by account {call.initial.account}"
        case happened.CallEnded(ending=ending):
            return f"{ending.reason} by {ending.by} {ending.code or ''} {ending.phrase}".rstrip()
        case happened.MediaNegotiated(leg=name):
            leg = call.leg(name)
            return f"{leg.media.codec} {leg.media.encryption or 'unencrypted'}" if leg else ""
        case happened.CallRedirected(target=target):
            return f"to {target}"
        case happened.DigitsSent(digits=digits):
            return f"{len(digits)} of them"
        case happened.AudioMissing(known=known):
            return known
        case happened.MuteChanged():
            return "muted" if call.is_muted else "not muted"
        case happened.HoldChanged(leg=name) | happened.PeerHoldChanged(leg=name):
            leg = call.leg(name)
            return f"hold {leg.hold}, by the peer {leg.media.is_held_by_peer}" if leg else ""
        case happened.RecordingChanged():
            return call.recording
        case _:
            return ""


def _of_parties(fact: happened.PartyFact) -> str:
    match fact:
        case happened.ParticipantAdded(leg=name) | happened.ParticipantConnected(leg=name):
            leg = fact.call.leg(name)
            return leg.peer.uri if leg else ""
        case happened.ParticipantRemoved(leg=name, ending=ending):
            return f"{name} {ending.reason} by {ending.by} {ending.code or ''}".rstrip()
        case happened.TransferMoved(code=code, phrase=phrase):
            return f"{code} {phrase}".strip() if code else "begun"
        case happened.PeerChanged(leg=name):
            leg = fact.call.leg(name)
            return f"now {leg.peer.uri}" if leg else ""
        case happened.ReferralTurnedAway(target=target, why=why):
            return f"to {target}: {why}"
        case happened.PartiesSwapped() | happened.PartiesMerged() | happened.PartiesSplit():
            return ""
