"""Decides what becomes of each packet of one direction. Pure, and the same for the same seed.

Each kind of chance has a generator of its own: a line with jitter loses the same packets as one without.
"""

from itertools import pairwise
from random import Random

from tests.impairment.condition import Condition

OVERTAKEN_S = 0.045
"""How long a packet is kept back that others shall overtake: two more packets of 20 ms go first."""

DOUBLED_S = 0.003
"""How long after a packet its duplicate comes."""

SPREADS = ((0.0, 0.0), (6.0, 18.0), (9.7, 30.0), (12.1, 40.0), (15.7, 60.0), (18.3, 80.0), (20.2, 100.0), (23.4, 150.0))
"""How widely delays must scatter, evenly, for a jitter (both in ms): beyond 6 ms the order that is kept evens it."""


class Fate:
    """The chances of one direction, packet by packet."""

    def __init__(self, condition: Condition, seed: str) -> None:
        self._condition = condition
        self._loss, self._delay, self._order, self._copies = (Random(f"{seed} {kind}") for kind in "ldoc")
        self._was_lost = False
        self._last_s = 0.0

    def leaves_at(self, arrived_s: float) -> tuple[float, ...]:
        """Say when the next packet leaves: never, once or twice."""
        delay_s = self._delay.random() * spread_ms(self._condition.jitter_ms) / 1000
        is_overtaken = self._order.random() < self._condition.reordered_percent / 100
        is_doubled = self._copies.random() < self._condition.duplicated_percent / 100
        if self._is_lost():
            return ()
        due_s = max(self._last_s, arrived_s + self._condition.delay_ms / 1000 + delay_s)
        if is_overtaken:
            due_s += OVERTAKEN_S
        else:
            self._last_s = due_s
        return (due_s, due_s + DOUBLED_S) if is_doubled else (due_s,)

    def _is_lost(self) -> bool:
        chance = self._loss.random()
        condition = self._condition
        self._was_lost = chance >= condition.recovery_chance if self._was_lost else chance < condition.loss_chance
        return self._was_lost


def spread_ms(jitter_ms: float) -> float:
    """Look up how widely delays must scatter; in proportion between the known ones, and beyond them."""
    below, above = next((pair for pair in pairwise(SPREADS) if jitter_ms <= pair[1][0]), SPREADS[-2:])
    return below[1] + (jitter_ms - below[0]) * (above[1] - below[1]) / (above[0] - below[0])
