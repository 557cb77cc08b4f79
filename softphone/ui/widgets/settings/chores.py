"""Work that may take a moment (files, the keyring), done in a thread; what came of it is told in the window's own.

The threads are Python's and know nothing of Qt: one that still waits for the keyring keeps no window from closing.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 15


class Chores(QObject):
    """Does one thing after the other."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Future[Any], Callable[[Any], object]]] = deque()
        self._last: Thread | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def do(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Do some work; `then` gets what it gave, or the exception it raised."""
        found: Future[Any] = Future()
        self._waiting.append((found, then))
        self._last = Thread(target=_do, args=(work, found, self._last), name="settings", daemon=True)
        self._last.start()
        self._timer.start()

    def _look(self) -> None:
        """Hand over what has been done."""
        while self._waiting and self._waiting[0][0].done():
            found, then = self._waiting.popleft()
            then(found.exception() or found.result())
        if not self._waiting:
            self._timer.stop()


def _do(work: Callable[[], Any], found: "Future[Any]", before: Thread | None) -> None:
    """Do it when it is its turn."""
    if before is not None:
        before.join()
    try:
        found.set_result(work())
    except Exception as fault:  # noqa: BLE001 - it is handed to whoever waits for it
        found.set_exception(fault)
