"""Looks around again, in a thread of its own: names and ways change, and finding that out can take long."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

Sight = TypeVar("Sight")


class Lookout(Generic[Sight]):
    """One look at a time; being asked during a look means one more look after it."""

    def __init__(self, look: Callable[[], Sight], found: Callable[[Sight, bool], None]) -> None:
        self._look = look
        self._found = found
        self._lock = threading.Lock()
        self._is_looking = self._is_due = self._has_changed = False

    def refresh(self, *, has_changed: bool = False) -> None:
        """Look soon, and tell what was seen, and whether anybody knows of a change. From any thread; never waits."""
        with self._lock:
            self._is_due = True
            self._has_changed = self._has_changed or has_changed
            if self._is_looking:
                return
            self._is_looking = True
        threading.Thread(target=self._run, name="lookout", daemon=True).start()

    def _run(self) -> None:
        while (has_changed := self._next()) is not None:
            try:
                self._found(self._look(), has_changed)
            except OSError as error:
                log.warning("it cannot be found out where the network leads: %s", error)

    def _next(self) -> bool | None:
        """Whether the look that is due comes after a change; None when none is due."""
        with self._lock:
            if not self._is_due:
                self._is_looking = False
                return None
            has_changed = self._has_changed
            self._is_due = self._has_changed = False
            return has_changed
