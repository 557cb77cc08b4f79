"""Times collected and summed up: percentiles as people compare them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """The middle and the tail of some durations."""

    count: int
    p50_ms: float
    p99_ms: float
    worst_ms: float

    def __str__(self) -> str:
        return f"p50 {self.p50_ms:.2f} ms, p99 {self.p99_ms:.2f} ms"


def times_of(seconds: Sequence[float]) -> Times:
    """Sum durations up; the p99 is the smallest that 99 % do not exceed."""
    ordered = sorted(seconds)
    if not ordered:
        raise ValueError("nothing was measured")
    return Times(len(ordered), _at(ordered, 0.5) * 1000, _at(ordered, 0.99) * 1000, ordered[-1] * 1000)


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]
