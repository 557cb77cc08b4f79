"""Things to be done a little later, in the owner thread. Pure bookkeeping; time is an argument."""

import heapq
from collections.abc import Callable
from itertools import count


class Agenda:
    """Keeps jobs until their time has come. Jobs of the same moment run in the order they came in."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Callable[[], object]]] = []
        self._order = count()

    def at(self, moment: float, job: Callable[[], object]) -> None:
        """Have a job done at a moment."""
        heapq.heappush(self._waiting, (moment, next(self._order), job))

    def due(self, now: float) -> list[Callable[[], object]]:
        """Take out the jobs whose time has come."""
        found = []
        while self._waiting and self._waiting[0][0] <= now:
            found.append(heapq.heappop(self._waiting)[2])
        return found

    def wait_ms(self, now: float, longest_ms: int) -> int:
        """How long one may sleep without being late."""
        if not self._waiting:
            return longest_ms
        return max(0, min(longest_ms, int((self._waiting[0][0] - now) * 1000) + 1))
