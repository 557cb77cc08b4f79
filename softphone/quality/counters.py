"""From running totals to what happened between two readings.

Totals are not to be trusted: they begin again when media is negotiated again, wrap at 2^32, stand still while nothing
comes, and a loss is taken back when the packet comes late after all. A `Meter` copes with each of these.
"""

from dataclasses import dataclass, fields, replace

WRAP = 2**32

JUMP = 2**20
"""A total that would have grown by more than this between two readings has begun again instead."""


@dataclass(frozen=True, slots=True)
class Totals:
    """One direction of a stream as the stack counts it. `loss_periods` are the gaps; jitter is a momentary value."""

    packets: int = 0
    lost: int = 0
    discarded: int = 0
    duplicates: int = 0
    loss_periods: int = 0
    jitter_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """What happened in some time. Intervals can be added: over seconds, over media sessions, over a whole call."""

    packets: int = 0
    lost: int = 0
    discarded: int = 0
    duplicates: int = 0
    loss_periods: int = 0
    jitter_ms: float = 0.0
    highest_jitter_ms: float = 0.0

    @property
    def expected(self) -> int:
        """The packets that should have come."""
        return self.packets + self.lost

    @property
    def unheard(self) -> int:
        """The packets that nobody heard: lost on the way, or too late for the jitter buffer."""
        return min(self.expected, self.lost + self.discarded)

    @property
    def loss_percent(self) -> float | None:
        """The share that nobody heard; None when nothing was expected."""
        return 100 * self.unheard / self.expected if self.expected else None

    def __add__(self, later: "Interval") -> "Interval":
        """Join two intervals; jitter is weighted by packets."""
        packets = self.packets + later.packets
        weighed = self.jitter_ms * self.packets + later.jitter_ms * later.packets
        return Interval(
            packets=packets,
            lost=self.lost + later.lost,
            discarded=self.discarded + later.discarded,
            duplicates=self.duplicates + later.duplicates,
            loss_periods=self.loss_periods + later.loss_periods,
            jitter_ms=weighed / packets if packets else max(self.jitter_ms, later.jitter_ms),
            highest_jitter_ms=max(self.highest_jitter_ms, later.highest_jitter_ms),
        )


NOTHING = Interval()
COUNTED = tuple(field.name for field in fields(Totals) if field.name != "jitter_ms")


@dataclass(frozen=True, slots=True)
class Meter:
    """Remembers the last reading, and the losses that were taken back and have still to be set off."""

    last: Totals = Totals()
    owed: Totals = Totals()

    def read(self, now: Totals) -> tuple["Meter", Interval]:
        """Take a reading; answer what happened since the one before."""
        before = Totals() if _has_begun_again(self.last, now) else self.last
        owed = Totals() if before is not self.last else self.owed
        grown = {name: _grown(getattr(before, name), getattr(now, name)) - getattr(owed, name) for name in COUNTED}
        happened = {name: max(0, by) for name, by in grown.items()}
        meter = Meter(now, replace(Totals(), **{name: max(0, -by) for name, by in grown.items()}))
        return meter, Interval(**happened, jitter_ms=now.jitter_ms, highest_jitter_ms=now.jitter_ms)


def _has_begun_again(before: Totals, now: Totals) -> bool:
    """Packets are never taken back: fewer of them are a wrap, or another stream."""
    return now.packets < before.packets and now.packets + WRAP - before.packets > JUMP


def _grown(before: int, now: int) -> int:
    wrapped = now + WRAP - before
    return wrapped if now < before and wrapped <= JUMP else now - before
