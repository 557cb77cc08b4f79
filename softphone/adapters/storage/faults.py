"""Tells the faults of one store: each kind once, and once more when all is well again. May not know the store."""

import sqlite3

from softphone.engine.ports.storage import Notify, StorageNotice, Trouble

PATIENCE = 20
"""So many failed attempts in a row because somebody else has the file are nothing to speak of."""

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
FULL = (sqlite3.SQLITE_FULL,)


class Faults:
    """Remembers what was told, so that a full disk is one notice and not a thousand."""

    def __init__(self, store: str, path: str, notify: Notify) -> None:
        self._store, self._path, self._notify = store, path, notify
        self._told: set[Trouble] = set()
        self._is_unreadable = False
        self._busy = 0

    def failed(self, error: Exception) -> None:
        """Something could not be written or read."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in BUSY:
            self._busy += 1
            if self._busy < PATIENCE:
                return
        trouble = Trouble.FULL if code in FULL else Trouble.UNAVAILABLE
        self._tell(trouble, f"{self._store} cannot be written ({error}); it goes on in memory")

    def unreadable(self, error: Exception) -> None:
        """Something is in the file, but makes no sense."""
        if not self._is_unreadable:
            self._is_unreadable = True
            says = f"{self._store} holds something that cannot be read and is left out ({error})"
            self._notify(StorageNotice(self._store, Trouble.DAMAGED, says, self._path))

    def lost(self) -> None:
        """Too much is waiting: from now on things are lost."""
        self._tell(Trouble.LOST, f"{self._store} cannot be written for so long that entries are lost")

    def over(self) -> None:
        """Everything that waited is written."""
        self._busy = 0
        if self._told:
            self._told.clear()
            self._notify(StorageNotice(self._store, Trouble.OVER, f"{self._store} can be written again", self._path))

    def _tell(self, trouble: Trouble, says: str) -> None:
        if trouble not in self._told:
            self._told.add(trouble)
            self._notify(StorageNotice(self._store, trouble, says, self._path))
