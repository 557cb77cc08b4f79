"""How one party sounded, second by second, from the figures of a running call or the course of one that is over."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from softphone.protocol.figures import LatestSecond, LegFigures
from softphone.protocol.sound_quality import LegCourse

LIVE_S = 300.0
"""Of a running call, the last five minutes are shown."""


SAME_S = 0.5
"""The same second has almost the same time in a course and in the figures."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One second. What the far end says of us stands until its next report; None is what nobody knows."""

    at_s: float
    mos: float | None = None
    mos_there: float | None = None
    loss: float | None = None
    loss_there: float | None = None
    jitter: float | None = None
    jitter_there: float | None = None
    rtt: float | None = None


START = Beat(0.0)


@dataclass(frozen=True, slots=True)
class Track:
    """All seconds that are shown of a party."""

    beats: tuple[Beat, ...] = ()
    unreported: float = 0.0
    """Packets that we have sent since the far end's last report."""
    codec: str = ""
    leg_id: str = ""

    def after(self, leg: LegFigures) -> "Track":
        """Take the latest second of a running call; one that is known changes nothing."""
        last = self.beats[-1] if self.beats else START
        if leg.latest is None or (self.beats and leg.seconds < last.at_s + SAME_S):
            return self
        beat, unreported = _beat(leg.seconds, leg.latest, last, self.unreported)
        kept = tuple(one for one in self.beats if beat.at_s - one.at_s < LIVE_S)
        return replace(self, beats=(*kept, beat), unreported=unreported, codec=leg.codec or self.codec)

    def lately(self) -> "Track":
        """Show only what is shown of a running call."""
        end_s = self.beats[-1].at_s if self.beats else 0.0
        return replace(self, beats=tuple(beat for beat in self.beats if end_s - beat.at_s < LIVE_S))


NO_TRACK = Track()


@dataclass(slots=True)
class _Pace:
    beats: list[Beat] = field(default_factory=list)
    unreported: float = 0.0


def track_of(course: LegCourse) -> Track:
    """Read the course of a party."""
    pace = _Pace()
    for at_s, second in zip(course.at_s, _seconds(course), strict=True):
        last = pace.beats[-1] if pace.beats else START
        beat, pace.unreported = _beat(at_s, second, last, pace.unreported)
        pace.beats.append(beat)
    return Track(tuple(pace.beats), pace.unreported, course.codec, course.leg_id)


def _seconds(course: LegCourse) -> Iterator[LatestSecond]:
    names = LatestSecond.__struct_fields__
    for values in zip(*(getattr(course, name) for name in names), strict=True):
        yield LatestSecond(**dict(zip(names, values, strict=True)))


def _beat(at_s: float, second: LatestSecond, last: Beat, unreported: float) -> tuple[Beat, float]:
    """Make a beat of a second, and say how many packets the far end has not reported on."""
    unreported += second.sent
    loss_there, jitter_there = last.loss_there, last.jitter_there
    if second.lost_there is not None:
        loss_there, unreported = _percent(second.lost_there, unreported), 0.0
    if second.jitter_there_ms is not None:
        jitter_there = second.jitter_there_ms
    unheard = min(second.received + second.lost, second.lost + second.discarded)
    beat = Beat(
        at_s=at_s,
        mos=second.mos,
        mos_there=second.mos_there,
        loss=_percent(unheard, second.received + second.lost),
        loss_there=loss_there,
        jitter=second.jitter_ms if second.received else None,
        jitter_there=jitter_there,
        rtt=last.rtt if second.rtt_ms is None else second.rtt_ms,
    )
    return beat, unreported


def _percent(part: float, whole: float) -> float | None:
    return min(100.0, 100 * part / whole) if whole else None
