"""The one connection that the journal writes and reads with, and what happens when that fails.

One statement per transaction, none of which waits for a disk (the caretaker syncs). What cannot be written waits in
memory, in order, and is tried again later. A file found damaged is replaced by a fresh one. May not know the journal.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from softphone.adapters.storage.database import Opened, is_damage, open_database, replace_damaged
from softphone.adapters.storage.faults import Faults
from softphone.adapters.storage.journal_tables import SCHEMA, Row
from softphone.adapters.storage.unwritten import Unwritten
from softphone.adapters.storage.wal_caretaker import WalCaretaker
from softphone.engine.ports.storage import Notify

CHUNK = 500
"""So many overdue writes are done before others get their turn."""

SOONEST_S, LATEST_S = 0.05, 5.0
"""How long to wait before the next attempt to write: doubled each time."""

Later = Callable[[float, Callable[[], None]], object]


def loop_later(delay_s: float, what: Callable[[], None]) -> None:
    """Do something in the running loop after a while."""
    asyncio.get_running_loop().call_later(delay_s, what)


class JournalWriter:
    """Writes now, or as soon as it can. `begin` is called when the file was replaced by a fresh one."""

    def __init__(self, path: Path, notify: Notify, later: Later, begin: Callable[[], None]) -> None:
        self._notify, self._later, self._begin = notify, later, begin
        self._faults = Faults(SCHEMA.store, str(path), notify)
        self._delay_s = SOONEST_S
        self._is_waiting = self._is_closed = False
        self.unwritten = Unwritten()
        self._use(open_database(path, SCHEMA, notify))

    def _use(self, opened: Opened) -> None:
        self._connection, self._path = opened.connection, opened.path
        self._connection.execute("PRAGMA wal_autocheckpoint=0")
        self._connection.execute("PRAGMA busy_timeout=0")
        self._caretaker = WalCaretaker(opened.path) if opened.path else None

    def write(self, statement: str, values: Row) -> bool:
        """Write now, if nothing older waits; answers whether it is in the file."""
        if not self.unwritten.add(statement, values):
            self._faults.lost()
            return False
        return not self._is_waiting and self._flush()

    def write_through(self, statement: str, values: Row) -> bool:
        """Write so that it outlives a power cut from now on. Waits for the disk."""
        self._connection.execute("PRAGMA synchronous=FULL")
        is_written = self.write(statement, values)
        self._connection.execute(f"PRAGMA synchronous={SCHEMA.synchronous}")
        return is_written

    def read(self, statement: str, values: Row) -> list[Any]:
        """Read what is in the file; nothing when it cannot be read."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            self._faults.failed(error)
        except sqlite3.DatabaseError as error:
            self._replace(error)
        return []

    def close(self) -> None:
        """Make a last attempt to write what waits, and let go of the file."""
        self._is_closed = True
        left = len(self.unwritten.writes) + 1
        while 0 < len(self.unwritten.writes) < left:
            left = len(self.unwritten.writes)
            self._flush()
        self._release()

    def _release(self) -> None:
        if self._caretaker:
            self._caretaker.stop()
        self._connection.close()

    def _flush(self) -> bool:
        """Write what waits, in order, as long as it works; answers whether nothing waits any more."""
        for _ in range(CHUNK):
            if not self.unwritten.writes:
                break
            try:
                self._connection.execute(*self.unwritten.writes[0])
            except sqlite3.OperationalError as error:
                self._faults.failed(error)
                self._try_again(self._delay_s)
                self._delay_s = min(LATEST_S, 2 * self._delay_s)
                return False
            except sqlite3.DatabaseError as error:
                self._replace(error)
            else:
                self.unwritten.done()
        return self._flushed()

    def _flushed(self) -> bool:
        if self.unwritten.writes:
            self._try_again(0.0)
            return False
        self._delay_s = SOONEST_S
        self._faults.over()
        return True

    def _try_again(self, delay_s: float) -> None:
        if not self._is_waiting and not self._is_closed:
            self._is_waiting = True
            self._later(delay_s, self._retry)

    def _retry(self) -> None:
        self._is_waiting = False
        if not self._is_closed:
            self._flush()

    def _replace(self, error: sqlite3.DatabaseError) -> None:
        """Begin a fresh file in place of a damaged one; anything but damage is a mistake of ours, and raised."""
        if self._path is None or not is_damage(error):
            self.unwritten.done()
            raise error
        self._release()
        self._use(replace_damaged(self._path, SCHEMA, self._notify, str(error)))
        self._begin()
