"""Keeps errors inside callbacks: one that escaped into PJSIP would abort the whole process when it ends."""

import logging
from types import TracebackType

log = logging.getLogger(__name__)


class Guard:
    """A `with` block that logs an error and goes on. Use one for every callback; it holds no reference to anything."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None or not isinstance(error, Exception):
            return False
        log.error("a fault in %s; the phone goes on", self._where, exc_info=error)
        error.__traceback__ = None  # its frames would keep a finished call alive
        return True
