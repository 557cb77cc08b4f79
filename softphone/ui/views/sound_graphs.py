"""What the graphs of a party's sound show: which lines, how high, and the same in words."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from softphone.ui.views.language import Language, mark
from softphone.ui.views.sound_track import Beat, Track
from softphone.ui.views.times import clock

MOST_POINTS = 400
"""More would not be seen, and takes time to draw: of several seconds, the worst is shown."""
Side = Literal["here", "there", "both"]
UNKNOWN = math.nan
WE_HEAR, THEY_HEAR = mark("What we hear"), mark("What they hear")


@dataclass(frozen=True, slots=True)
class Curve:
    """A line: where it is unknown, it is broken (NaN)."""

    side: Side
    at_s: tuple[float, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """One graph: its title with the unit, from where to where it reaches, its lines, and what a screen reader says."""

    name: str
    title: str
    low: float
    high: float
    curves: tuple[Curve, ...]
    spoken: str


Value = Callable[[Beat], float | None]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    title: str
    low: float
    high: float
    sides: tuple[tuple[Side, Value], ...]
    worst: Callable[[Iterable[float]], float] = max
    digits: int = 0


_KINDS = (
    _Kind(
        "mos",
        mark("MOS"),
        1.0,
        4.6,
        (("here", lambda beat: beat.mos), ("there", lambda beat: beat.mos_there)),
        worst=min,
        digits=1,
    ),
    _Kind(
        "loss",
        mark("Loss (%)"),
        0.0,
        5.0,
        (("here", lambda beat: beat.loss), ("there", lambda beat: beat.loss_there)),
        digits=1,
    ),
    _Kind(
        "jitter",
        mark("Jitter (ms)"),
        0.0,
        20.0,
        (("here", lambda beat: beat.jitter), ("there", lambda beat: beat.jitter_there)),
    ),
    _Kind("rtt", mark("Round trip (ms)"), 0.0, 100.0, (("both", lambda beat: beat.rtt),)),
)
NAMES = tuple(kind.name for kind in _KINDS)


def graphs(track: Track, say: Language) -> tuple[Graph, ...]:
    """Make the graphs of a party."""
    return tuple(_graph(kind, track.beats, say) for kind in _KINDS)


def _graph(kind: _Kind, beats: tuple[Beat, ...], say: Language) -> Graph:
    curves = tuple(_curve(side, beats, value, kind.worst) for side, value in kind.sides)
    highest = max((value for curve in curves for value in curve.values if not math.isnan(value)), default=0.0)
    is_fixed = kind.worst is min
    high = kind.high if is_fixed or highest <= kind.high else highest * 1.1
    return Graph(kind.name, say(kind.title), kind.low, high, curves, _spoken(kind, beats, say))


def _curve(side: Side, beats: tuple[Beat, ...], value: Value, worst: Callable[[Iterable[float]], float]) -> Curve:
    """Take every second, or the worst one of each few."""
    step = -(-len(beats) // MOST_POINTS) or 1
    at_s, values = [], []
    for start in range(0, len(beats), step):
        some = beats[start : start + step]
        known = [seen for seen in map(value, some) if seen is not None]
        at_s.append(some[-1].at_s)
        values.append(worst(known) if known else UNKNOWN)
    return Curve(side, tuple(at_s), tuple(values))


def _spoken(kind: _Kind, beats: tuple[Beat, ...], say: Language) -> str:
    """Say the latest value of each line, and when that was."""
    if not beats:
        return say("{graph}: nothing is known yet", graph=say(kind.title))
    sides = {"here": say(WE_HEAR), "there": say(THEY_HEAR), "both": say("Round trip")}
    last = ((sides[side], value(beats[-1])) for side, value in kind.sides)
    parts = (f"{name} {'?' if seen is None else say.number(seen, kind.digits)}" for name, seen in last)
    at = clock(beats[-1].at_s)
    return say("{graph} at {clock}: {values}", graph=say(kind.title), clock=at, values=", ".join(parts))
