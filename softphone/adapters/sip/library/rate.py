"""How often something may happen. Pure; time is asked for through a function."""

from collections import deque
from collections.abc import Callable

MINUTE_S = 60.0


class Rate:
    """Allows so many in any minute."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._most = per_minute
        self._clock = clock
        self._recent: deque[float] = deque()

    def has_room(self) -> bool:
        """Count one, unless there were too many lately."""
        now = self._clock()
        while self._recent and self._recent[0] <= now - MINUTE_S:
            self._recent.popleft()
        if len(self._recent) >= self._most:
            return False
        self._recent.append(now)
        return True
