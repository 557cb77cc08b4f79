"""The tones of call progress by country, as numbers. Pure.

Sources: ITU-T E.180 Supplement 2 (national tones), ETSI TR 101 041-2 for the continental European style;
the recording tone is ITU-T E.180's (1400 Hz, every 15 s).
"""

from dataclasses import dataclass
from typing import Literal

from softphone.core.state.audio import Tone

Country = Literal["eu", "us", "uk"]


@dataclass(frozen=True, slots=True)
class Burst:
    """One or two frequencies for a while, then silence."""

    hz: int
    with_hz: int
    on_ms: int
    off_ms: int


_WAITING_GAP_MS = 8000
_RECORDING = (Burst(1400, 0, 400, 14_600),)
"""The same everywhere: 1400 Hz, every 15 s."""
_EU: dict[Tone, tuple[Burst, ...]] = {
    Tone.RINGBACK: (Burst(425, 0, 1000, 4000),),
    Tone.BUSY: (Burst(425, 0, 480, 480),),
    Tone.CONGESTION: (Burst(425, 0, 240, 240),),
    Tone.WAITING: (Burst(425, 0, 200, 200), Burst(425, 0, 200, _WAITING_GAP_MS)),
    Tone.RECORDING: _RECORDING,
}
_US: dict[Tone, tuple[Burst, ...]] = {
    Tone.RINGBACK: (Burst(440, 480, 2000, 4000),),
    Tone.BUSY: (Burst(480, 620, 500, 500),),
    Tone.CONGESTION: (Burst(480, 620, 250, 250),),
    Tone.WAITING: (Burst(440, 0, 300, _WAITING_GAP_MS),),
    Tone.RECORDING: _RECORDING,
}
_UK: dict[Tone, tuple[Burst, ...]] = {
    Tone.RINGBACK: (Burst(400, 450, 400, 200), Burst(400, 450, 400, 2000)),
    Tone.BUSY: (Burst(400, 0, 375, 375),),
    Tone.CONGESTION: (Burst(400, 0, 400, 350), Burst(400, 0, 225, 525)),
    Tone.WAITING: (Burst(400, 0, 100, _WAITING_GAP_MS),),
    Tone.RECORDING: _RECORDING,
}
_RINGS: dict[str, tuple[Burst, ...]] = {
    "classic": (*(Burst(hz, 0, 60, 0) for _ in range(9) for hz in (950, 750)), Burst(950, 0, 60, 2200)),
    "soft": (Burst(523, 659, 350, 80), Burst(523, 784, 500, 2600)),
    "low": (Burst(330, 415, 700, 300), Burst(330, 415, 700, 2500)),
    "short": (Burst(880, 0, 120, 90), Burst(1175, 0, 180, 3600)),
}
DEFAULT_RING = "classic"
_BY_COUNTRY: dict[Country, dict[Tone, tuple[Burst, ...]]] = {"eu": _EU, "us": _US, "uk": _UK}


def cadence(tone: Tone, country: Country) -> tuple[Burst, ...]:
    """Give the bursts of a tone, to be repeated for as long as it sounds."""
    return _BY_COUNTRY[country][tone]


def ring(name: str) -> tuple[Burst, ...]:
    """Give the bursts of a ringing sound; an unknown name rings, too."""
    return _RINGS.get(name, _RINGS[DEFAULT_RING])
