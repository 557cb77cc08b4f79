"""Looks after a write-ahead log from a thread of its own, so that who writes never waits for a disk.

The writer commits without syncing and never checkpoints. This thread syncs the log when it has grown. When nobody has
written for a while, or the log is very long, it moves it into the database and makes the first write to the emptied
log itself, because that one write syncs. May not know what is stored.
"""

import os
import sqlite3
import threading
from pathlib import Path

from softphone.adapters.storage.journal_tables import PUT_FACT

SHORT_LOG, LONG_LOG = 1024 * 1024, 64 * 1024 * 1024
"""A shorter log stays as it is; a longer one is moved even while somebody writes, who then has to wait."""

STOP_S = 1.0
"""The end of the engine waits for no disk that hangs; the thread is a daemon, and what it would do can be left out."""


class WalCaretaker:
    """Tends one database's log until it is stopped."""

    def __init__(self, path: Path, every_s: float = 1.0, short: int = SHORT_LOG, long: int = LONG_LOG) -> None:
        self._existing = f"{path.absolute().as_uri()}?mode=rw"
        self._every_s, self._short, self._long = every_s, short, long
        self._log = path.with_name(path.name + "-wal")
        self._seen = (0, 0)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"tend-{path.name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; answers when it is gone, or when a disk keeps it too long to wait for."""
        self._stopping.set()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            try:
                self._tend()
            except (OSError, sqlite3.Error):
                continue  # a full, damaged or vanished file is the writer's to notice and to tell

    def _tend(self) -> None:
        found = self._log.stat()
        now = (found.st_size, found.st_mtime_ns)
        is_quiet = now == self._seen
        if not is_quiet:
            with self._log.open("r+b") as log:
                os.fsync(log.fileno())
            self._seen = now
        if found.st_size > (self._short if is_quiet else self._long):
            self.checkpoint()

    def checkpoint(self) -> None:
        """Empty the log into the database. The writer is locked out only for what came in meanwhile."""
        connection = sqlite3.connect(self._existing, uri=True, timeout=0.1, isolation_level=None)
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute(PUT_FACT, ("checkpoint", self._log.stat().st_mtime_ns))
        finally:
            connection.close()
