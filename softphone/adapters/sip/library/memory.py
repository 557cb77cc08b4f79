"""Gives memory back to the system when the phone has rested.

PJSIP keeps what ended calls needed for half a minute. After a rush that is a lot, and the C library would keep the
pages for ever although nothing is in them. Only the owner thread may use it.
"""

import logging
import time
from collections.abc import Callable, Sized

from softphone.adapters.sip.library.agenda import Agenda

log = logging.getLogger(__name__)

Clock = Callable[[], float]

REST_S = 40.0
"""Longer than PJSIP remembers an ended transaction (32 s)."""


class Memory:
    """Notices that calls have ended, and tidies up when none has come for a while."""

    def __init__(self, legs: Sized, agenda: Agenda, give_back: Callable[[], None], clock: Clock) -> None:
        self._legs = legs
        self._agenda = agenda
        self._give_back = give_back
        self._clock = clock
        self._busy_at = float("-inf")
        self._is_to_be_tidied = False

    def look(self) -> None:
        """See whether there are calls; to be called with every poll."""
        if not len(self._legs):
            return
        self._busy_at = self._clock()
        if not self._is_to_be_tidied:
            self._is_to_be_tidied = True
            self._agenda.at(self._busy_at + REST_S, self._tidy_if_rested)

    def _tidy_if_rested(self) -> None:
        if self._clock() < self._busy_at + REST_S:
            self._agenda.at(self._busy_at + REST_S, self._tidy_if_rested)
            return
        self._is_to_be_tidied = False
        self._give_back()


def give_back_pages() -> None:
    """Return free pages to the system, where the C library can (glibc)."""
    import ctypes  # noqa: PLC0415 - not needed before the first rest, and it costs at the start

    began = time.monotonic()
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        return
    log.debug("gave free memory back in %.1f ms", (time.monotonic() - began) * 1000)
