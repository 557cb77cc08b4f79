"""How audio has to run: what is heard where, what rings, what is recorded. Said whole, never as a change.

Deriving it again after every message is what makes "muted", "held" and "listening only" impossible to forget.
May not know devices, streams or how a plan is carried out.
"""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Literal

from softphone.core.values import CallId, LegId


@unique
class Tone(StrEnum):
    """Tones that are made here."""

    RINGBACK = "ringback"
    BUSY = "busy"
    CONGESTION = "congestion"
    WAITING = "waiting"
    RECORDING = "recording"
    """Heard by everybody in a call that is recorded."""


@dataclass(frozen=True, slots=True)
class Microphone:
    """What the agent says."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """What the agent hears."""


@dataclass(frozen=True, slots=True)
class LegAudio:
    """A leg's stream: as a source what its peer says, as a sink what its peer hears."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class ToneAudio:
    """A tone, as a source."""

    tone: Tone


@dataclass(frozen=True, slots=True)
class RecorderAudio:
    """One channel of a conversation's recording, as a sink: what the agent sent, or what the far ends said."""

    call: CallId
    side: Literal["agent", "far"]


Source = Microphone | LegAudio | ToneAudio
Sink = Speaker | LegAudio | RecorderAudio


@dataclass(frozen=True, slots=True)
class Route:
    """One source is heard by one sink."""

    source: Source
    sink: Sink


@dataclass(frozen=True, slots=True)
class AudioPlan:
    """All of it. `recorders` exist (time runs in their files) even while nothing is routed into them."""

    routes: frozenset[Route] = frozenset()
    is_ringing: bool = False
    recorders: frozenset[CallId] = frozenset()
    paused: frozenset[CallId] = frozenset()


SILENCE = AudioPlan()
