"""Work that may take a moment (files, the keyring), done in a thread; what came of it is told in the window's own."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

log = logging.getLogger(__name__)
AT_MOST = 1
"""In the order in which it was asked for."""


class _Voice(QObject):
    """Speaks from the worker thread to the window's."""

    done = Signal(object, object)


class _Chore(QRunnable):
    """One piece of work."""

    def __init__(self, work: Callable[[], Any], voice: _Voice, number: int) -> None:
        super().__init__()
        self._work, self._voice, self._number = work, voice, number

    def run(self) -> None:
        """Do it; whatever it raises is told like a result."""
        try:
            found = self._work()
        except Exception as fault:  # noqa: BLE001 - it is raised again where somebody waits for it
            found = fault
        self._voice.done.emit(self._number, found)


class Chores(QObject):
    """Does one thing after the other."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(AT_MOST)
        self._voice = _Voice(self)
        self._voice.done.connect(self._told)
        self._waiting: dict[int, Callable[[Any], object]] = {}
        self._count = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be told."""
        return bool(self._waiting)

    def do(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Do some work; `then` gets what it gave, or the exception it raised."""
        self._count += 1
        self._waiting[self._count] = then
        self._pool.start(_Chore(work, self._voice, self._count))

    def _told(self, number: int, found: object) -> None:
        self._waiting.pop(number)(found)
