"""Carries PJSIP's log into Python's, where it is redacted; SIP messages go to a logger of their own.

PJSIP calls it in the owner thread (lines of other threads are queued there), so it must be quick: whoever sends us
nonsense makes PJSIP complain, and must not keep the phone busy with writing that down.
"""

import logging
import re
import time
from collections.abc import Callable

import pjsua2 as pj

from softphone.adapters.sip.library.guard import Guard
from softphone.adapters.sip.library.rate import Rate
from softphone.settings import Settings

log = logging.getLogger("softphone.sip.stack")
trace = logging.getLogger("softphone.sip.trace")

_LEVELS = {1: logging.WARNING, 2: logging.INFO}
_MESSAGE = re.compile(r"(?:TX|RX) \d+ bytes ")
MOST_LINES_PER_MIN = 300
LONGEST_LINE = 2000
_QUIET, _MESSAGES, _EVERYTHING = 2, 4, 4


class StackLog(pj.LogWriter):
    """Writes what PJSIP logs."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._has_trace = settings.sip.trace
        self._guard = Guard("the SIP stack's log")
        self._is_chatty = settings.log.level == "debug"
        self._rate = Rate(MOST_LINES_PER_MIN, clock)
        self._left_out = 0

    def attach(self, config: pj.LogConfig) -> None:
        """Make PJSIP write here, as much as is wanted."""
        config.level = _MESSAGES if self._has_trace else _EVERYTHING if self._is_chatty else _QUIET
        config.consoleLevel = config.level  # what PJSIP calls its console is this writer
        config.msgLogging = int(self._has_trace)
        config.decor = pj.PJ_LOG_HAS_SENDER
        config.writer = self
        self.__disown__()  # PJSIP deletes its writer itself

    def write(self, entry: pj.LogEntry) -> None:
        """Take one line; an error here must not reach PJSIP."""
        with self._guard:
            self._take(entry.level, entry.msg.rstrip())

    def _take(self, level: int, text: str) -> None:
        if self._has_trace and _MESSAGE.search(text):
            trace.info("%s", text)
        elif self._is_chatty or self._rate.has_room():
            self._tell_left_out()
            log.log(_LEVELS.get(level, logging.DEBUG), "%s", text.strip()[:LONGEST_LINE])
        else:
            self._left_out += 1

    def _tell_left_out(self) -> None:
        if self._left_out:
            log.warning("%d lines of PJSIP were left out", self._left_out)
            self._left_out = 0
