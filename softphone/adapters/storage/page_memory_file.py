"""Remembers pages in a small file that only the user can read: sessions for a day, approvals until they are deleted."""

import logging
import time
from pathlib import Path

import msgspec

from softphone.adapters.storage.private_files import replace_file

log = logging.getLogger(__name__)

SESSION_S = 24 * 3600.0
MOST_SESSIONS = 64


class _Session(msgspec.Struct):
    instance: str
    used: float


class _Remembered(msgspec.Struct):
    sessions: dict[str, _Session] = msgspec.field(default_factory=dict)
    approved: list[str] = msgspec.field(default_factory=list)


class PageMemoryFile:
    """A `PageMemory`. What cannot be written is remembered as long as the engine lives."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            self._known = msgspec.json.decode(file.read_bytes(), type=_Remembered)
        except FileNotFoundError:
            self._known = _Remembered()
        except (OSError, msgspec.DecodeError) as error:
            log.warning("what was remembered of pages cannot be read: %s", error)
            self._known = _Remembered()

    def session(self, hashed: str) -> str | None:
        """The page instance of a session that was used within the last day."""
        found = self._known.sessions.get(hashed)
        return found.instance if found and time.time() - found.used < SESSION_S else None

    def keep_session(self, hashed: str, instance: str) -> None:
        """Remember a session, as used now."""
        sessions = self._known.sessions
        sessions[hashed] = _Session(instance, time.time())
        for old in sorted(sessions, key=lambda name: sessions[name].used)[:-MOST_SESSIONS]:
            del sessions[old]
        self._write()

    def is_approved(self, what: str) -> bool:
        """Whether the agent once approved this."""
        return what in self._known.approved

    def approve(self, what: str) -> None:
        """Remember that the agent approved it."""
        if what not in self._known.approved:
            self._known.approved.append(what)
            self._write()

    def _write(self) -> None:
        try:
            replace_file(self._file, msgspec.json.encode(self._known))
        except OSError as error:
            log.warning("what is remembered of pages cannot be written: %s", error.strerror)
