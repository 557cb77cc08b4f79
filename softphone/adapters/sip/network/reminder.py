"""Has names that nobody knows yet looked up again, until all are known: a name server may come back, or be mended.

Only the owner thread may use it. Registering has a back-off of its own; this is for whoever is only named.
"""

import time
from collections.abc import Callable

from softphone.adapters.sip.library.agenda import Agenda

AGAIN_S = 15.0


class Reminder:
    """Looks at most every `AGAIN_S`, and stops once nothing is missing."""

    def __init__(self, agenda: Agenda, unknown: Callable[[], list[str]], look: Callable[[], None]) -> None:
        self._agenda = agenda
        self._unknown = unknown
        self._look = look

    def begin(self) -> None:
        """Come back to it, if anything is missing."""
        if self._unknown():
            self._agenda.at(time.monotonic() + AGAIN_S, self._again)

    def _again(self) -> None:
        if self._unknown():
            self._look()
            self.begin()
