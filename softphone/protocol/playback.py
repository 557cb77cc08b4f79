"""Hearing a recording at the desk: what is asked for, and what is heard now."""

from typing import ClassVar

from softphone.protocol.state import Moment
from softphone.protocol.words import Asked, Name, Told


class PlayRecording(Asked, frozen=True, kw_only=True):
    """Play the recording of a call in the headset; not during a call or a test of the microphone.

    What is played before ends; a call or a trial of the microphone ends it.

    `startedAt` says which call, where several had the same id; without it the latest is meant. `state.playback` shows
    what is played.
    """

    METHOD: ClassVar[str] = "playRecording"

    call_id: Name
    started_at: Moment | None = None


class StopPlaying(Asked, frozen=True, kw_only=True):
    """Stop playing; this succeeds even if nothing is being played."""

    METHOD: ClassVar[str] = "stopPlaying"


class Playing(Told, frozen=True, kw_only=True):
    """It has begun, and takes so long; 0 where it was stopped, or another one asked for, before it could begin."""

    seconds: float


PlaybackCommand = PlayRecording | StopPlaying
