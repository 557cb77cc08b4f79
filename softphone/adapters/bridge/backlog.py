"""Counts the messages that a client has not taken yet, from what still waits in the socket's buffer."""

from collections import deque

MOST_BYTES = 16 << 20


class Backlog:
    """How far behind one client is."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._written = 0
        self._ends: deque[int] = deque()

    def is_bearable(self, size: int, waiting: int) -> bool:
        """Note a message of `size` bytes that was written, with `waiting` bytes unsent after it; False is too much."""
        self._written += framed(size)
        taken = self._written - waiting
        self._ends.append(self._written)
        while self._ends and self._ends[0] <= taken:
            self._ends.popleft()
        return len(self._ends) <= self._most and waiting <= MOST_BYTES


def framed(size: int) -> int:
    """Tell how long an unmasked WebSocket frame is (RFC 6455, 5.2)."""
    if size < 126:
        return size + 2
    return size + (4 if size < 1 << 16 else 10)
