"""Garbage is collected between two events of the window's thread, never wherever somebody happens to allocate.

Python's own collector would destroy Qt objects on any thread and in the middle of anything.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 3000
_OLDEST_EVERY = 20


class Collector(QObject):
    """Collects on a timer; the generations in turn, the oldest seldom."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._rounds = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect what has become unreachable."""
        self._rounds += 1
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] > limits[0]:
            gc.collect(1 if counts[1] > limits[1] else 0)
        if self._rounds % _OLDEST_EVERY == 0:
            gc.collect()
