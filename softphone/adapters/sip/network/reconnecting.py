"""Registers again when a connection broke: the registrar could not reach us over it any more.

Anybody may open connections to the phone and break them, so this is done now and then at most.
"""

import time
from collections.abc import Callable

from softphone.adapters.sip.library.agenda import Agenda

SETTLE_S, AT_MOST_EVERY_S = 0.5, 5.0


class Reconnecting:
    """Waits a moment, then has the accounts of a transport registered."""

    def __init__(
        self, agenda: Agenda, register: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._agenda = agenda
        self._register = register
        self._clock = clock
        self._due: set[str] = set()
        self._last = float("-inf")

    def disconnected(self, kind: str) -> None:
        """A connection of this kind broke."""
        if kind not in self._due:
            self._due.add(kind)
            self._agenda.at(max(self._clock() + SETTLE_S, self._last + AT_MOST_EVERY_S), lambda: self._do(kind))

    def _do(self, kind: str) -> None:
        self._due.discard(kind)
        self._last = self._clock()
        self._register(kind)
