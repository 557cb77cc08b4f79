"""When customers call: now and then, never more at a time than there are, each again some time after it was served.

Pure; time and chance come as arguments.
"""

from dataclasses import dataclass, replace
from random import Random

from softphone.core.values import Instant

_UNEVENNESS = 0.4
LEAST_PAUSE_S = 1.0
"""Keeps a room from spinning round a phone that refuses everybody."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often customers call."""

    customers: int
    first_call_after_s: float
    pause_s: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """When each customer calls next; None while it is calling."""

    rhythm: Rhythm
    next_calls: tuple[Instant | None, ...]

    @property
    def next_due(self) -> Instant | None:
        """When the next customer calls, if nothing happens before."""
        return min((at for at in self.next_calls if at is not None), default=None)


def opening(rhythm: Rhythm, now: Instant) -> Schedule:
    """Begin: the first customer calls after the set time, the others each a pause later."""
    first = now + rhythm.first_call_after_s
    return Schedule(rhythm, tuple(Instant(first + index * rhythm.pause_s) for index in range(rhythm.customers)))


def take_due(schedule: Schedule, now: Instant) -> tuple[Schedule, tuple[int, ...]]:
    """Name the customers whose time has come; from now on they are calling."""
    due = tuple(index for index, at in enumerate(schedule.next_calls) if at is not None and at <= now)
    after = tuple(None if index in due else at for index, at in enumerate(schedule.next_calls))
    return replace(schedule, next_calls=after), due


def served(schedule: Schedule, customer: int, now: Instant, chance: Random) -> Schedule:
    """Let a customer whose call is over call again after a pause that is never quite the same."""
    pause = schedule.rhythm.pause_s * chance.uniform(1 - _UNEVENNESS, 1 + _UNEVENNESS)
    after = list(schedule.next_calls)
    after[customer] = Instant(now + max(pause, LEAST_PAUSE_S))
    return replace(schedule, next_calls=tuple(after))
