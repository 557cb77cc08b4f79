"""The MOS that Salesforce will store: what scv-connector-base 4.8.10 computes from the statistics it is given.

Its arithmetic is kept as it is: fractions are dropped, large numbers turn negative, loss counts as a ratio of 0 to 1
(losing everything costs 2.5 points), and nothing limits the outcome; even the order of its steps is kept, so that the
last digit is the same. One set of sums exists per page: a second
connected call starts it over.
"""

from dataclasses import dataclass
from math import isfinite, nan

INT32 = 2**32


@dataclass(frozen=True, slots=True)
class Told:
    """One direction in one publication."""

    packets_count: float = 0
    packets_lost: float = 0
    jitter_buffer_ms: float = 0
    round_trip_ms: float = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """What the page has added up for one direction."""

    count: int = 0
    packets_count: int = 0
    packets_lost: int = 0
    jitter_buffer_ms: int = 0
    round_trip_ms: int = 0

    def plus(self, told: Told | None) -> "Sums":
        """Add a publication; a direction that is left out counts for nothing."""
        if told is None:
            return self
        return Sums(
            self.count + 1,
            self.packets_count + cut(told.packets_count),
            self.packets_lost + cut(told.packets_lost),
            self.jitter_buffer_ms + cut(told.jitter_buffer_ms),
            self.round_trip_ms + cut(told.round_trip_ms),
        )

    def mos(self) -> float:
        """Work out one direction; NaN when there is nothing to divide by."""
        if self.count == 0 or self.packets_count == 0:
            return nan
        latency_ms = self.round_trip_ms / self.count + self.jitter_buffer_ms / self.count * 2 + 10
        r = 93.2 - latency_ms / 40 if latency_ms < 160 else 93.2 - (latency_ms - 120) / 10
        r -= (self.packets_lost / self.count) / (self.packets_count / self.count) * 2.5
        return 1 + 0.035 * r + 0.000007 * r * (r - 60) * (100 - r)


@dataclass(frozen=True, slots=True)
class Prediction:
    """Both directions of a call, as the page has them: `sent` is the input (microphone), `received` the output."""

    sent: Sums = Sums()
    received: Sums = Sums()

    def plus(self, sent: Told | None, received: Told | None) -> "Prediction":
        """Add a publication."""
        return Prediction(self.sent.plus(sent), self.received.plus(received))

    def mos(self) -> float:
        """Answer the figure of the call: the worse direction, 0 when none has any."""
        known = [mos for mos in (self.sent.mos(), self.received.mos()) if mos == mos]  # noqa: PLR0124 - NaN
        return min(known, default=0.0)


def cut(value: float) -> int:
    """Do what `value | 0` does in JavaScript, to what StatsInfo lets through (nothing below 0)."""
    if not isfinite(value) or value < 0:
        return 0
    whole = int(value) % INT32
    return whole - INT32 if whole >= INT32 // 2 else whole
