"""The history's tables, and the way between records, rows and questions. May not know faults, files or threads.

A row's number is the moment the call started, in microseconds (the next free one if two calls share it), so that
order, range of dates and paging are one thing. Text is found by groups of three letters (FTS5's trigrams), and the
direction and whether a call was missed are words of the same index, so that a search needs no second look.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from softphone.adapters.storage.database import Schema
from softphone.adapters.storage.moments import microseconds
from softphone.core.values import Direction
from softphone.engine.call_record import CallRecord
from softphone.engine.call_search import searched_text, terms_of
from softphone.engine.ports.storage import Wanted

TWINS = 1_000
"""So many calls with one key may start in the same microsecond before they are taken for one."""

INDEXED = 3
"""Shorter words are not in the index and are looked for in the text itself."""

MISSED, MARKS = "mis", {Direction.IN: "inn", Direction.OUT: "out"}

SCHEMA = Schema(
    store="history",
    synchronous="FULL",
    steps=(
        (
            """CREATE TABLE calls (
                id INTEGER PRIMARY KEY, call TEXT NOT NULL, marks TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
            "CREATE INDEX by_call ON calls (call)",
            "CREATE TABLE records (id INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT",
            """CREATE TABLE series (id INTEGER NOT NULL, name TEXT NOT NULL, series BLOB NOT NULL,
                PRIMARY KEY (id, name)) STRICT""",
            """CREATE VIRTUAL TABLE search USING fts5(
                marks, text, content='calls', content_rowid='id', tokenize='trigram case_sensitive 1')""",
            """CREATE TRIGGER call_added AFTER INSERT ON calls BEGIN
                INSERT INTO search (rowid, marks, text) VALUES (new.id, new.marks, new.text); END""",
            """CREATE TRIGGER call_gone AFTER DELETE ON calls BEGIN
                INSERT INTO search (search, rowid, marks, text) VALUES ('delete', old.id, old.marks, old.text); END""",
        ),
        ("CREATE TABLE going_on (call TEXT PRIMARY KEY, record BLOB NOT NULL) STRICT",),
    ),
)

BEGUN = "INSERT INTO going_on VALUES (?, ?) ON CONFLICT DO UPDATE SET record = excluded.record"
OVER = "DELETE FROM going_on WHERE call = ?"
LEFT_OVER = "SELECT record FROM going_on"
NOTHING_GOES_ON = "DELETE FROM going_on"
FIND = "SELECT id FROM calls WHERE call = ? AND id BETWEEN ? AND ?"
TAKEN = "SELECT 1 FROM calls WHERE id = ?"
ADD = ("INSERT INTO calls VALUES (?, ?, ?, ?)", "INSERT INTO records VALUES (?, ?)")
DROP = ("DELETE FROM calls WHERE id = ?", "DELETE FROM records WHERE id = ?")
PUT_SERIES = "INSERT INTO series VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET series = excluded.series"
GET_SERIES = "SELECT series FROM series WHERE id = ? AND name = ?"
DROP_SERIES = "DELETE FROM series WHERE id = ?"
OLDEST = "SELECT id FROM calls WHERE id < ? ORDER BY id LIMIT ?"
INDEX_ANEW = "INSERT INTO search (search) VALUES ('rebuild')"
KEEP_SERIES = "DELETE FROM series WHERE id NOT IN (SELECT DISTINCT id FROM series ORDER BY id DESC LIMIT ?)"


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence that finds records, newest first."""

    sentence: str
    values: tuple[str | int, ...]


def question(wanted: Wanted) -> Question:
    """Say in SQL what is wanted, and one more, so that it is known whether a further page exists."""
    indexed = " AND ".join(_phrases(wanted))
    conditions = [*_conditions(wanted), *([("search MATCH ?", indexed)] if indexed else [])]
    words = [
        "SELECT id, record FROM (SELECT calls.id AS id FROM",
        "search CROSS JOIN calls ON calls.id = search.rowid" if indexed else "calls",
        "WHERE " + " AND ".join(condition for condition, _ in conditions) if conditions else "",
        "ORDER BY search.rowid DESC" if indexed else "ORDER BY calls.id DESC",
        "LIMIT ?) JOIN records USING (id) ORDER BY id DESC",
    ]
    key = "search.rowid" if indexed else "calls.id"
    sentence = " ".join(words).replace("KEY", key)
    return Question(sentence, (*(value for _, value in conditions), wanted.limit + 1))


def _phrases(wanted: Wanted) -> Iterator[str]:
    if wanted.direction is not None:
        yield f'marks : "{MARKS[wanted.direction]}"'
    if wanted.is_missed_only:
        yield f'marks : "{MISSED}"'
    for term in terms_of(wanted.text):
        if len(term) >= INDEXED:
            quoted = term.replace('"', '""')
            yield f'text : "{quoted}"'


def _conditions(wanted: Wanted) -> Iterator[tuple[str, str | int]]:
    for term in terms_of(wanted.text):
        if 0 < len(term) < INDEXED:
            yield "instr(calls.text, ?) > 0", term
    if wanted.call is not None:
        yield "calls.call = ?", wanted.call
    if wanted.since is not None:
        yield "KEY >= ?", microseconds(wanted.since)
    if wanted.until is not None:
        yield "KEY < ?", microseconds(wanted.until)
    if wanted.before is not None:
        yield "KEY < ?", wanted.before


def marks_of(record: CallRecord) -> str:
    """Say what kinds of call a record is, in words of the index."""
    return f"{MARKS[record.direction]} {MISSED}" if record.is_missed else MARKS[record.direction]


def rows_of(row: int, record: CallRecord) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Make the rows that the two sentences of `ADD` take."""
    return (row, record.call, marks_of(record), searched_text(record)), (row, msgspec.json.encode(record))


def begun_of(record: CallRecord) -> tuple[object, ...]:
    """Make the row that `BEGUN` takes."""
    return record.call, msgspec.json.encode(record)


def record_of(encoded: bytes) -> CallRecord:
    """Read a record back. Raises `msgspec.MsgspecError` when it is none."""
    return _DECODER.decode(encoded)


_DECODER = msgspec.json.Decoder(CallRecord)
