"""What the network's news mean to a performance. Nothing is decided here; news that change nothing are let pass."""

from dataclasses import replace

from softphone.core.messages.callback_events import CustomerAnswered
from softphone.core.messages.events import (
    AudioResumed,
    AudioStopped,
    DigitReceived,
    DigitsFailed,
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    LegEvent,
    LegRedirected,
    MediaChanged,
    PeerReplaced,
    ProvisionalReceived,
    ReferralRefused,
    TransferAccepted,
    TransferEnded,
    TransferProgressed,
)
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed, ModeRefused
from softphone.simulator.performance import Note, Performance, Standing
from softphone.simulator.steps import Expect, Sign

RINGING = 180


def notice(performance: Performance, event: LegEvent) -> Performance:
    """Remember what an event of the performance's own leg tells."""
    match event:
        case ProvisionalReceived(code=code, has_early_media=has_early_audio):
            early = has_early_audio or performance.heard.has_early_audio
            return performance.noticing(is_ringing=code >= RINGING, has_early_audio=early)
        case LegConnected() if performance.standing is not Standing.LEAVING:
            return replace(performance.noticing(was_connected=True), standing=Standing.TALKING)
        case LegEnded(code=code, phrase=phrase):
            return replace(performance.noticing(code=code, phrase=phrase), standing=Standing.GONE)
        case HoldConfirmed(is_held=is_held):
            return replace(performance.noticing(holds=is_held), is_holding=is_held)
        case HoldRefused(code=code, phrase=phrase):
            return performance.noticing(refusal=f"refused with {code} {phrase}".strip())
        case MediaChanged(media=media):
            was_held = performance.heard.was_held or media.is_held_by_peer
            return performance.noticing(is_held=media.is_held_by_peer, was_held=was_held)
        case DigitReceived(digit=digit):
            return performance.noticing(digits=performance.heard.digits + digit)
        case _:
            return performance


def note_of(event: LegEvent) -> Note:
    """Say what an event means in a line of the report."""
    match event:
        case ProvisionalReceived(leg=leg, code=code):
            return Note("progress", leg, text="it rings there" if code == RINGING else "progress", code=code)
        case LegConnected(leg=leg):
            return Note("connected", leg, text="connected")
        case LegEnded(leg=leg, code=code, phrase=phrase):
            return Note("ended", leg, text=f"ended {phrase}".strip(), code=code)
        case LegRedirected(leg=leg, target=target):
            return Note("redirected", leg, text=f"sent on to {target}")
        case HoldConfirmed(leg=leg, is_held=is_held):
            return Note("holding" if is_held else "resumed", leg, text="holds the far end" if is_held else "resumed")
        case HoldRefused(leg=leg, code=code, phrase=phrase):
            return Note("hold refused", leg, text=phrase, code=code)
        case MediaChanged(leg=leg, media=media):
            held = ", held by the far end" if media.is_held_by_peer else ""
            return Note("media", leg, text=f"{media.codec} {media.encryption}".strip() + held)
        case DigitReceived(leg=leg, digit=digit, method=method):
            return Note("digit", leg, text=f"{digit} by {method}")
        case DigitsFailed(leg=leg, why=why):
            return Note("digits failed", leg, text=why)
        case AudioStopped(leg=leg, known=known):
            return Note("silent", leg, text=f"nothing is heard: {known}")
        case AudioResumed(leg=leg):
            return Note("heard again", leg, text="heard again")
        case TransferAccepted() | TransferProgressed() | TransferEnded() | PeerReplaced() | ReferralRefused():
            return _note_of_transfer(event)
        case ModeConfirmed() | ModeRefused() | ModeAsked() | CustomerAnswered():
            return Note("signal", event.leg, text=type(event).__name__)


def _note_of_transfer(
    event: TransferAccepted | TransferProgressed | TransferEnded | PeerReplaced | ReferralRefused,
) -> Note:
    match event:
        case TransferAccepted(leg=leg):
            return Note("transfer", leg, text="the far end agrees to be transferred")
        case PeerReplaced(leg=leg, peer=peer):
            return Note("replaced", leg, text=f"now {peer.uri}")
        case ReferralRefused(leg=leg, target=target, why=why):
            return Note("not sent on", leg, text=f"to {target}: {why}")
        case _:
            return Note("transfer", event.leg, text=event.phrase, code=event.code)


def is_met(performance: Performance, wish: Expect) -> bool:
    """Tell whether what a script waits for is so."""
    heard = performance.heard
    match wish.sign:
        case Sign.RINGING:
            return heard.is_ringing
        case Sign.EARLY_AUDIO:
            return heard.has_early_audio
        case Sign.CONNECTED:
            return heard.was_connected
        case Sign.HELD:
            return heard.is_held
        case Sign.RESUMED:
            return heard.was_held and not heard.is_held
        case Sign.DIGITS:
            return wish.detail in heard.digits
        case Sign.REFUSED:
            was_refused = performance.is_gone and not heard.was_connected
            return was_refused and wish.detail in ("", str(heard.code))
        case Sign.ENDED:
            return performance.is_gone
