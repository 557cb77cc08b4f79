"""What an echo service is told, and what is found of it in what comes back. Pure: samples in, figures out.

A short sweep is said again and again. The recording holds it twice each time: as it was said, and as it came back.
Both are in one recording of one clock, so that the time between them is exact however late the recording began.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, log10, pi, sin, sqrt

from softphone.quality.correlation import Pattern

RATE = 8000
"""Telephone bandwidth is enough: every codec carries the sweep."""

PERIOD_S, LEAD_S, SWEEP_S = 1.6, 0.2, 0.12
LOW_HZ, HIGH_HZ = 400.0, 3000.0
LEVEL = 0.3
SOONEST_S = 0.005
"""Within this time an echo is none, but the sweep itself: from here on its own traces are below -50 dB."""

LONGEST_S = PERIOD_S - SWEEP_S
"""An echo that comes later is taken for one of the next sweep."""

FAINTEST_DB = -30.0
"""What is fainter than this, compared with what was said, is no echo but noise, or the sweep's own traces."""

AS_SAID, NEAR = 0.7, 5
"""A gain that only the sweep itself and a loud echo have, and how many samples its peak is wide."""

SILENCE = 1e-5
"""What is softer than this is nothing: a third of the smallest step of 16 bits."""


@dataclass(frozen=True, slots=True)
class Echo:
    """One sweep that came back."""

    delay_ms: float
    gain_db: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What was found: how many sweeps were said, those that came back, and how loud it was without any."""

    said: int
    echoes: tuple[Echo, ...]
    noise_dbfs: float

    @property
    def delay_ms(self) -> float:
        """The usual delay, which a single odd one does not change."""
        return _middle([echo.delay_ms for echo in self.echoes])

    @property
    def gain_db(self) -> float:
        """How much louder it came back than it was said."""
        return _middle([echo.gain_db for echo in self.echoes])


def sweep() -> list[float]:
    """Make the sweep: it rises through the telephone band, and fades in and out."""
    count, rise = round(SWEEP_S * RATE), (HIGH_HZ - LOW_HZ) / SWEEP_S
    times = [index / RATE for index in range(count)]
    return [
        LEVEL * 0.5 * (1 - cos(2 * pi * at / SWEEP_S)) * sin(2 * pi * (LOW_HZ + rise * at / 2) * at) for at in times
    ]


def one_period() -> list[float]:
    """Make what is said over and over: silence, the sweep, silence."""
    said, before = sweep(), round(LEAD_S * RATE)
    return [*[0.0] * before, *said, *[0.0] * (round(PERIOD_S * RATE) - before - len(said))]


def heard_in(samples: Sequence[float]) -> Heard | None:
    """Look for the sweeps and their echoes in a recording at `RATE`; None where nothing was even said."""
    period, said = round(PERIOD_S * RATE), sweep()
    pattern = Pattern(said, period + len(said))
    first = _first(pattern.gains(samples[: round(2 * LEAD_S * RATE) + len(said)]))
    if first is None:
        return None
    starts = range(first, len(samples) - period + 1, period)
    found = [_echo(pattern.gains(samples[start : start + period])) for start in starts]
    noises = [_quiet(samples[start : start + period], echo) for start, echo in zip(starts, found, strict=True)]
    return Heard(len(starts), tuple(echo for echo in found if echo), _middle(noises))


def _first(gains: Sequence[float]) -> int | None:
    """Find the first sweep as it was said. Its echo may be louder, but never earlier."""
    near = next((at for at, gain in enumerate(gains) if gain > AS_SAID), None)
    return None if near is None else max(range(near, min(near + NEAR, len(gains))), key=lambda at: gains[at])


def _echo(gains: Sequence[float]) -> Echo | None:
    """Find the loudest echo in one period, which begins with the sweep itself. It may come back upside down."""
    places = range(round(SOONEST_S * RATE), round(LONGEST_S * RATE))
    loudest = max(places, key=lambda at: abs(gains[at]))
    gain = abs(gains[loudest])
    return Echo(1000 * loudest / RATE, _db(gain)) if gain > 10 ** (FAINTEST_DB / 20) else None


def _quiet(samples: Sequence[float], echo: Echo | None) -> float:
    """Measure how loud it is between the sweep and its echo, and after it, in dBFS."""
    length = round(SWEEP_S * RATE)
    at = round(echo.delay_ms * RATE / 1000) if echo else 0
    borders = [length, max(length, at), at + length, len(samples)]
    rest = [sample for start, end in list(pairwise(borders))[::2] for sample in samples[start:end]]
    power = sum(sample * sample for sample in rest) / max(1, len(rest))
    return _db(sqrt(power))


def _db(value: float) -> float:
    return 20 * log10(max(value, SILENCE))


def _middle(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
