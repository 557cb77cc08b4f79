"""The journal's tables and sentences, and the way between rows and entries. May not know faults or files."""

from typing import Any

from softphone.adapters.storage.database import Schema
from softphone.adapters.storage.moments import microseconds, moment
from softphone.engine.ports.storage import EntryKind, JournalEntry, NewEntry, Settled

Value = str | int | bytes | None
Row = tuple[Value, ...]

SCHEMA = Schema(
    store="journal",
    synchronous="NORMAL",  # append runs inline: the caretaker syncs, a second later at most
    steps=(
        (
            "CREATE TABLE facts (name TEXT PRIMARY KEY, value ANY NOT NULL) WITHOUT ROWID, STRICT",
            """CREATE TABLE entries (
                seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, type TEXT NOT NULL, call TEXT, request TEXT,
                at_us INTEGER NOT NULL, settled_by TEXT, settled_us INTEGER, is_acked INTEGER NOT NULL DEFAULT 0,
                payload BLOB NOT NULL) STRICT""",
            "CREATE INDEX unsettled ON entries (seq) WHERE settled_us IS NULL",
            "CREATE INDEX by_call ON entries (call) WHERE call IS NOT NULL",
            "CREATE INDEX by_request ON entries (request) WHERE request IS NOT NULL",
            "CREATE TABLE requests (id TEXT PRIMARY KEY, at_us INTEGER NOT NULL) WITHOUT ROWID, STRICT",
            "CREATE TABLE believed (call TEXT PRIMARY KEY, at_us INTEGER NOT NULL) WITHOUT ROWID, STRICT",
        ),
    ),
)

PUT_FACT = "INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
LAST_SEQ = "SELECT coalesce(max(seq), 0) FROM entries"
APPEND = "INSERT INTO entries (seq, kind, type, call, request, at_us, payload) VALUES (?, ?, ?, ?, ?, ?, ?)"
ACK = """UPDATE entries SET settled_by = ?, settled_us = ?, is_acked = 1
    WHERE seq IN (SELECT value FROM json_each(?)) AND settled_us IS NULL"""
WRITE_OFF = "UPDATE entries SET settled_by = ?, settled_us = ? WHERE seq <= ? AND settled_us IS NULL"
COLUMNS = "SELECT seq, kind, type, payload, at_us, call, request, settled_by, settled_us, is_acked FROM entries "
UNACKED = COLUMNS + "WHERE settled_us IS NULL AND seq > ? ORDER BY seq LIMIT ?"
OF_CALL = COLUMNS + "WHERE call = ? ORDER BY seq"
RESULT_OF = COLUMNS + "WHERE request = ? ORDER BY seq LIMIT 1"
FACTS = "SELECT name, value FROM facts"
CLAIM = "INSERT INTO requests VALUES (?, ?) ON CONFLICT DO NOTHING"
CLAIMED = "SELECT 1 FROM requests WHERE id = ?"
BELIEVE = "INSERT INTO believed VALUES (?, ?) ON CONFLICT DO NOTHING"
DISBELIEVE = "DELETE FROM believed WHERE call = ?"
BELIEVED = "SELECT call, at_us FROM believed"
AGES = "SELECT seq, at_us, call FROM entries WHERE seq > ? ORDER BY seq LIMIT ?"
FORGET = "DELETE FROM entries WHERE seq IN (SELECT value FROM json_each(?))"
FORGET_REQUESTS = "DELETE FROM requests WHERE at_us < ?"


def row_of(seq: int, entry: NewEntry) -> Row:
    """Make the row that `APPEND` takes."""
    return (
        seq,
        entry.kind.value,
        entry.type,
        entry.call,
        entry.request,
        microseconds(entry.at),
        entry.payload,
    )


def entry_of(row: tuple[Any, ...]) -> JournalEntry:
    """Read a row of `COLUMNS`."""
    seq, kind, type_, payload, at_us, call, request, settled_by, settled_us, is_acked = row
    entry = NewEntry(EntryKind(kind), type_, payload, moment(at_us), call, request)
    settled = None if settled_us is None else Settled(settled_by, moment(settled_us), bool(is_acked))
    return JournalEntry(seq, entry, settled)
