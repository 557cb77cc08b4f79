"""The log of a process: a rotating file that only the user can read, and standard error for people.

Whatever is logged goes through `redact`, in messages, arguments and tracebacks. A log that cannot be written never
stops the phone or keeps it waiting. One process writes one file: the engine and the desk have their own.
"""

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, TextIO, cast

import platformdirs

from softphone.adapters.storage.log_lines import RedactingFormatter
from softphone.adapters.storage.private_files import PRIVATE_FILE, make_folder
from softphone.adapters.storage.scribe import Scribe
from softphone.settings import Settings
from softphone.settings.sections.keeping import LogSettings

Role = Literal["engine", "desk", "simulator", "ctl"]
OWN = "softphone"
TRACE = "softphone.sip.trace"
_BYTES_PER_MB = 1_000_000
_log = logging.getLogger(OWN)

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
ThreadHook = Callable[[threading.ExceptHookArgs], object]


class PrivateLogFile(RotatingFileHandler):
    """A rotating file that only the user can read. When it cannot be written, that is said once, on standard error."""

    def __init__(self, file: Path, limits: LogSettings) -> None:
        self.failures = 0
        super().__init__(file, maxBytes=limits.max_mb * _BYTES_PER_MB, backupCount=limits.keep_files, encoding="utf-8")

    def _open(self) -> TextIO:  # type: ignore[override]  # the base class names the concrete class
        """Open the file so that nobody else can read it, also when it was there before."""
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
        Path(self.baseFilename).chmod(PRIVATE_FILE)
        return cast("TextIO", os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace"))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - named by the standard library
        """Go on without the log where the disk does not take it; other errors are mistakes in the program."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
            return
        self.failures += 1
        if self.failures == 1:
            sys.stderr.write(f"softphone: the log {self.baseFilename} cannot be written: {error.strerror}\n")


@dataclass(slots=True)
class OpenLogs:
    """The log of this process, until it is closed."""

    folder: Path
    _handlers: list[tuple[logging.Logger, logging.Handler, logging.Handler]] = field(default_factory=list)
    _scribe: Scribe = field(default_factory=Scribe)
    _hooks_before: tuple[Hook, ThreadHook] = field(default_factory=lambda: (sys.excepthook, threading.excepthook))

    def add(self, logger: logging.Logger, handler: logging.Handler, formatter: logging.Formatter) -> None:
        """Let a handler write what a logger hears."""
        handler.setFormatter(formatter)
        handing = self._scribe.writes_with(handler)
        logger.addHandler(handing)
        self._handlers.append((logger, handing, handler))

    def settle(self) -> None:
        """Wait until everything that was logged is written, but not for ever."""
        self._scribe.settle()

    def close(self) -> None:
        """Stop logging; the loggers are as they were before."""
        logging.captureWarnings(capture=False)
        sys.excepthook, threading.excepthook = self._hooks_before
        for logger, handing, _ in self._handlers:
            logger.removeHandler(handing)
        self._scribe.stop()
        for _, _, handler in self._handlers:
            with contextlib.suppress(OSError):  # a full disk does not take the last lines
                handler.close()
        self._handlers.clear()


def folder(settings: Settings) -> Path:
    """Name the folder of the logs."""
    if settings.log.directory is not None:
        return Path(settings.log.directory)
    return platformdirs.user_log_path("softphone", appauthor=False)


def open_logs(
    role: Role, settings: Settings, *, people_see: str = "warning", stderr: IO[str] | None = None
) -> OpenLogs:
    """Begin to log: everything from the configured level to the file, from `people_see` on to standard error."""
    formatter = RedactingFormatter(keep_people=not settings.privacy.redact)
    logs = OpenLogs(folder(settings))
    root, own, trace = logging.getLogger(), logging.getLogger(OWN), logging.getLogger(TRACE)
    own.setLevel(settings.log.level.upper())
    trace.setLevel(logging.DEBUG if settings.sip.trace else logging.CRITICAL + 1)
    trace.propagate = False
    for_people = logging.StreamHandler(stderr)
    for_people.setLevel(people_see.upper())
    logs.add(root, for_people, formatter)
    try:
        make_folder(logs.folder)
        logs.add(root, PrivateLogFile(logs.folder / f"{role}.log", settings.log), formatter)
        if settings.sip.trace:
            logs.add(trace, PrivateLogFile(logs.folder / f"{role}-sip.log", settings.log), formatter)
    except OSError as error:
        own.warning("there is no log file, because %s cannot be written: %s", error.filename, error.strerror)
    _catch_strays()
    return logs


def _catch_strays() -> None:
    """Log the errors and warnings that nobody caught."""
    logging.captureWarnings(capture=True)
    sys.excepthook = lambda kind, error, trace: _log.critical(
        "an error ends the program", exc_info=(kind, error, trace)
    )
    threading.excepthook = _log_thread_error


def _log_thread_error(failure: threading.ExceptHookArgs) -> None:
    """Log the error that ended a thread."""
    name = failure.thread.name if failure.thread else "?"
    error = failure.exc_value or failure.exc_type()
    _log.critical("an error ended the thread %s", name, exc_info=error)
