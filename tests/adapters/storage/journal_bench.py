"""A journal in a file that a test can lock, break and open again, with a clock that only the test moves."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from softphone.adapters.storage.journal import SqliteJournal
from softphone.engine.ports.storage import StorageNotice, Trouble


class Bench:
    """A journal with a clock that only the test moves."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notices: list[StorageNotice] = []
        self.waiting: list[tuple[float, Callable[[], None]]] = []
        self.journal = self.open()

    def open(self) -> SqliteJournal:
        return SqliteJournal(self.path, self.notices.append, self._later)

    def _later(self, delay_s: float, what: Callable[[], None]) -> None:
        self.waiting.append((delay_s, what))

    def wait(self) -> float:
        """Let the next attempt happen; answers how long it would have taken."""
        delay_s, what = self.waiting.pop(0)
        what()
        return delay_s

    def reopen(self) -> None:
        self.journal.close()
        self.journal = self.open()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Let another program hold the file for writing."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    @property
    def troubles(self) -> list[Trouble]:
        return [notice.trouble for notice in self.notices]

    @property
    def unacked(self) -> list[int]:
        return [entry.seq for entry in self.journal.unacked()]

    def stored(self) -> list[int]:
        with closing(sqlite3.connect(self.path)) as other:
            return [seq for (seq,) in other.execute("SELECT seq FROM entries ORDER BY seq")]
