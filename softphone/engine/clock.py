"""Two clocks and the way between them: monotonic for the machine, wall for what people and Salesforce read.

The distance between them is kept, so that one instant is always the same moment; only a clock set again by more
than a second moves it.
"""

import time
from datetime import UTC, datetime

from softphone.core.values import Instant

SET_ANEW_S = 1.0


class _Distance:
    """How far the wall clock is ahead of the monotonic one."""

    def __init__(self) -> None:
        self._s = self._measured()

    def current(self) -> float:
        measured = self._measured()
        if abs(measured - self._s) > SET_ANEW_S:
            self._s = measured
        return self._s

    @staticmethod
    def _measured() -> float:
        return time.time() - time.monotonic()


_DISTANCE = _Distance()


def now() -> Instant:
    """Read the clock that instants are on; it is the event loop's, too."""
    return Instant(time.monotonic())


def elapsed() -> float:
    """Count seconds, those too in which the workstation sleeps, where the system tells; for long times only."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def wall(at: Instant) -> datetime:
    """Say when an instant was, or will be, by the clock on the wall."""
    return datetime.fromtimestamp(at + _DISTANCE.current(), UTC)
