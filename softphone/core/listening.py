"""Rules for what comes from the far end during a call: its media, its keys, its silence."""

from dataclasses import replace

from softphone.core.conversations import Conversation
from softphone.core.events import AudioStopped, DigitReceived, MediaChanged
from softphone.core.facts import AudioBack, AudioMissing, DigitHeard, MediaNegotiated, PeerHoldChanged
from softphone.core.legs import Leg
from softphone.core.turn import Turn


def media_changed(turn: Turn, call: Conversation, leg: Leg, event: MediaChanged) -> None:
    """Know what the audio runs on, and whether somebody holds us."""
    if event.media == leg.media:
        turn.ignore(event, "that is known")
        return
    call = turn.put_leg(call, replace(leg, media=event.media))
    turn.announce(MediaNegotiated(call, leg.id))
    if event.media.is_held_by_peer is not leg.media.is_held_by_peer:
        turn.announce(PeerHoldChanged(call, leg.id))


def digit_received(turn: Turn, call: Conversation, leg: Leg, event: DigitReceived) -> None:
    """Tell that the far end pressed a key."""
    turn.announce(DigitHeard(call, leg.id, event.digit, event.method))


def audio_stopped(turn: Turn, call: Conversation, leg: Leg, event: AudioStopped) -> None:
    """Tell once that nothing arrives, where something should."""
    should_be_heard = leg.is_talking and not leg.is_held and not leg.media.is_held_by_peer
    if leg.is_audio_missing or not should_be_heard:
        turn.ignore(event, "silence is expected, or known")
        return
    call = turn.put_leg(call, replace(leg, is_audio_missing=True))
    turn.announce(AudioMissing(call, leg.id, event.known))


def audio_resumed(turn: Turn, call: Conversation, leg: Leg) -> None:
    """Tell that audio arrives again."""
    if leg.is_audio_missing:
        call = turn.put_leg(call, replace(leg, is_audio_missing=False))
        turn.announce(AudioBack(call, leg.id))
