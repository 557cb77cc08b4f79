"""The history in one SQLite file, used by one thread. What cannot be written waits in memory, in order, and is shown.

A record is all or nothing: its rows are one transaction, synced. May not know threads or loops (`history`).
"""

import sqlite3
from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from softphone.adapters.storage import history_tables as tables
from softphone.adapters.storage.database import is_damage, open_database, replace_damaged
from softphone.adapters.storage.faults import Faults
from softphone.adapters.storage.moments import microseconds
from softphone.engine.call_record import CallRecord
from softphone.engine.call_search import is_wanted
from softphone.engine.ports.storage import HistoryPage, Notify, Wanted

MOST_WAITING = 10_000

CHUNK = 200
"""So many records are forgotten in one transaction."""

Change = Callable[[sqlite3.Connection], object]


class HistoryFile:
    """Keeps and finds records. Opening reads the whole file once."""

    def __init__(self, path: Path, notify: Notify) -> None:
        self._notify = notify
        self._faults = Faults(tables.SCHEMA.store, str(path), notify)
        self._waiting: deque[tuple[CallRecord, Change]] = deque()
        self._is_index_new = False
        self._opened = open_database(path, tables.SCHEMA, notify)
        self._close_what_was_lost()

    def begin(self, record: CallRecord) -> bool:
        """Keep what is to be said of a call that goes on, in case its end is never told; answers whether that is so."""
        return self._do(lambda connection: connection.execute(tables.BEGUN, tables.begun_of(record)))

    def _close_what_was_lost(self) -> None:
        """Calls that went on when the last run broke off are over: they are in the history from now on."""
        left = self._read(tables.LEFT_OVER, ())
        lost = [record for (encoded,) in left if (record := self._decoded(encoded))]

        def change(connection: sqlite3.Connection) -> None:
            connection.execute(tables.NOTHING_GOES_ON)
            for record in lost:
                _put(connection, record)

        if left:
            self._do(change)

    def put(self, record: CallRecord) -> bool:
        """Keep a record, in place of an earlier one of the same call; answers whether it is on disk."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute(tables.OVER, (record.call,))
            _put(connection, record)

        return self._soon(record, change)

    def put_series(self, record: CallRecord, name: str, series: bytes) -> bool:
        """Keep a series beside its record; answers whether it is on disk."""

        def change(connection: sqlite3.Connection) -> None:
            row = _find(connection, record)
            if row is None:
                row = _free_row(connection, record)
                _add(connection, row, record)
            connection.execute(tables.PUT_SERIES, (row, name, series))

        return self._soon(record, change)

    def _soon(self, record: CallRecord, change: Change) -> bool:
        if len(self._waiting) >= MOST_WAITING:
            self._faults.lost()
            self._waiting.popleft()
        self._waiting.append((record, change))
        return self.flush()

    def flush(self) -> bool:
        """Write what waits; answers whether nothing does any more."""
        while self._waiting:
            first = self._waiting.popleft()
            if not self._do(first[1]):
                self._waiting.appendleft(first)
                return False
        self._faults.over()
        return True

    def _do(self, change: Change) -> bool:
        """Make one change, whole or not at all."""
        try:
            with self._opened.connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                change(connection)
        except sqlite3.Error as error:
            return self._recovered(error) and self._do(change)
        return True

    def _recovered(self, error: sqlite3.Error) -> bool:
        """Answer whether there is something to go on with: the index rebuilt, or a fresh file."""
        if isinstance(error, sqlite3.OperationalError):
            self._faults.failed(error)
            return False
        if not is_damage(error) or not self._opened.path:
            raise error
        if not self._is_index_new and error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT_VTAB:
            self._is_index_new = True
            return self._do(_index_anew)
        self._opened.connection.close()
        self._opened = replace_damaged(self._opened.path, tables.SCHEMA, self._notify, str(error))
        return True

    def _read(self, sentence: str, values: tuple[object, ...]) -> list[Any]:
        try:
            return self._opened.connection.execute(sentence, values).fetchall()
        except sqlite3.Error as error:
            return self._read(sentence, values) if self._recovered(error) else []

    def page(self, wanted: Wanted) -> HistoryPage:
        """Find records; what waits to be written comes on top of the first page."""
        self.flush()
        question = tables.question(wanted)
        rows = self._read(question.sentence, question.values)
        is_more = len(rows) > wanted.limit
        rows = rows[: wanted.limit]
        waiting = {_name(record): record for record, _ in self._waiting if is_wanted(wanted, record)}
        stored = [record for _, encoded in rows if (record := self._decoded(encoded)) and _name(record) not in waiting]
        newest = sorted(waiting.values(), key=lambda record: record.started_at, reverse=True)
        on_top = newest if wanted.before is None else []
        return HistoryPage((*on_top, *stored), rows[-1][0] if is_more else None)

    def _decoded(self, encoded: bytes) -> CallRecord | None:
        try:
            return tables.record_of(encoded)
        except msgspec.MsgspecError as error:
            self._faults.unreadable(error)
            return None

    def series(self, record: CallRecord, name: str) -> bytes | None:
        """Read a series back."""
        self.flush()
        rows = self._read(tables.FIND, _place(record))
        found = self._read(tables.GET_SERIES, (rows[0][0], name)) if rows else []
        return bytes(found[0][0]) if found else None

    def forget_some(self, before: datetime) -> int:
        """Forget a few of the records older than that; answers how many, 0 when none is left."""
        rows = [row for (row,) in self._read(tables.OLDEST, (microseconds(before), CHUNK))]

        def change(connection: sqlite3.Connection) -> None:
            for row in rows:
                _drop(connection, row)
                connection.execute(tables.DROP_SERIES, (row,))

        return len(rows) if self._do(change) else 0

    def keep_series(self, calls: int) -> bool:
        """Forget the series of all but the latest calls; answers whether that could be done."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute(tables.KEEP_SERIES, (calls,))

        return self._do(change)

    def close(self) -> None:
        """Write what waits, if that is possible, and let go of the file."""
        self.flush()
        self._opened.connection.close()


def _name(record: CallRecord) -> tuple[str, datetime]:
    return record.call, record.started_at


def _place(record: CallRecord) -> tuple[object, ...]:
    start = microseconds(record.started_at)
    return record.call, start, start + tables.TWINS


def _find(connection: sqlite3.Connection, record: CallRecord) -> int | None:
    found = connection.execute(tables.FIND, _place(record)).fetchone()
    return int(found[0]) if found else None


def _put(connection: sqlite3.Connection, record: CallRecord) -> None:
    row = _find(connection, record)
    if row is not None:
        _drop(connection, row)
    _add(connection, _free_row(connection, record) if row is None else row, record)


def _free_row(connection: sqlite3.Connection, record: CallRecord) -> int:
    row = microseconds(record.started_at)
    while connection.execute(tables.TAKEN, (row,)).fetchone():
        row += 1
    return row


def _add(connection: sqlite3.Connection, row: int, record: CallRecord) -> None:
    for sentence, values in zip(tables.ADD, tables.rows_of(row, record), strict=True):
        connection.execute(sentence, values)


def _drop(connection: sqlite3.Connection, row: int) -> None:
    for sentence in tables.DROP:
        connection.execute(sentence, (row,))


def _index_anew(connection: sqlite3.Connection) -> None:
    """The index for searching can be made from the calls at any time."""
    connection.execute(tables.INDEX_ANEW)
