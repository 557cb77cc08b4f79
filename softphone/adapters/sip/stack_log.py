"""Carries PJSIP's log into Python's, where it is redacted; SIP messages go to a logger of their own.

PJSIP calls it in the owner thread (lines of other threads are queued there), so it must be quick.
"""

import logging
import re

import pjsua2 as pj

from softphone.adapters.sip.guard import Guard
from softphone.settings import Settings

log = logging.getLogger("softphone.sip.stack")
trace = logging.getLogger("softphone.sip.trace")

_LEVELS = {1: logging.WARNING, 2: logging.INFO}
_MESSAGE = re.compile(r"(?:TX|RX) \d+ bytes ")
_QUIET, _MESSAGES, _EVERYTHING = 2, 4, 4


class StackLog(pj.LogWriter):
    """Writes what PJSIP logs."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._has_trace = settings.sip.trace
        self._guard = Guard("the SIP stack's log")
        self._is_chatty = settings.log.level == "debug"

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
        else:
            log.log(_LEVELS.get(level, logging.DEBUG), "%s", text.strip())
