"""Rules for what comes from the far end during a call: its media, its keys, its silence."""

from dataclasses import replace

from softphone.core.messages.events import (
    AudioResumed,
    AudioStopped,
    DigitReceived,
    MediaChanged,
    PeerReplaced,
    ReferralRefused,
)
from softphone.core.messages.facts import (
    AudioBack,
    AudioMissing,
    DigitHeard,
    MediaNegotiated,
    PeerChanged,
    PeerHoldChanged,
    ReferralTurnedAway,
)
from softphone.core.rules.probing import stop_wondering, wonder
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg
from softphone.core.turn import Turn

HeardEvent = MediaChanged | PeerReplaced | ReferralRefused | DigitReceived | AudioStopped | AudioResumed


def heard(turn: Turn, call: Conversation, leg: Leg, event: HeardEvent) -> None:
    """Take note of what the far end does."""
    match event:
        case MediaChanged():
            _media_changed(turn, call, leg, event)
        case PeerReplaced(peer=peer):
            turn.announce(PeerChanged(turn.put_leg(call, replace(leg, peer=peer)), leg.id))
        case ReferralRefused(target=target, why=why):
            turn.announce(ReferralTurnedAway(call, leg.id, target, why))
        case DigitReceived(digit=digit, method=method):
            turn.announce(DigitHeard(call, leg.id, digit, method))
        case AudioStopped():
            _audio_stopped(turn, call, leg, event)
        case AudioResumed():
            _audio_resumed(turn, call, leg)


def _media_changed(turn: Turn, call: Conversation, leg: Leg, event: MediaChanged) -> None:
    """Know what the audio runs on, and whether somebody holds us."""
    if event.media == leg.media:
        turn.ignore(event, "that is known")
        return
    call = turn.put_leg(call, replace(leg, media=event.media))
    turn.announce(MediaNegotiated(call, leg.id))
    if event.media.is_held_by_peer is not leg.media.is_held_by_peer:
        turn.announce(PeerHoldChanged(call, leg.id))


def _audio_stopped(turn: Turn, call: Conversation, leg: Leg, event: AudioStopped) -> None:
    """Tell once that nothing arrives, where something should."""
    is_quiet_by_us = leg.is_held and not call.is_supervision  # a supervisor's hold is not the network's business
    should_be_heard = leg.is_talking and not is_quiet_by_us and not leg.media.is_held_by_peer
    if leg.is_audio_missing or not should_be_heard:
        turn.ignore(event, "silence is expected, or known")
        return
    call = turn.put_leg(call, replace(leg, is_audio_missing=True))
    turn.announce(AudioMissing(call, leg.id, event.known))
    if call.is_supervision:
        wonder(turn, leg)


def _audio_resumed(turn: Turn, call: Conversation, leg: Leg) -> None:
    """Tell that audio arrives again."""
    if leg.is_audio_missing:
        stop_wondering(turn, leg)
        call = turn.put_leg(call, replace(leg, is_audio_missing=False))
        turn.announce(AudioBack(call, leg.id))
