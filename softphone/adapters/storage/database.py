"""Opens a SQLite file so that the phone has one to work with, whatever lies there.

Nothing is ever deleted: a damaged or foreign file is set aside under another name, one of a newer program is left
alone and a file beside it is used, and where no file can be had the store lives in memory. Each is told in a notice.
May not know what is stored.
"""

import os
import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from softphone.engine.ports.storage import Notify, StorageNotice, Trouble

OURS = 0x53504831
"""SQLite's application id: the file is one of this program's."""

COMPANIONS = ("", "-wal", "-shm")
"""A database is up to three files."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What a store needs of its file. `steps[n]` are the statements that lead from version n to n + 1."""

    store: str
    steps: tuple[tuple[str, ...], ...]
    synchronous: str

    @property
    def version(self) -> int:
        """The version that this program writes."""
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection that is ready, and the file it leads to; None when there is only memory."""

    connection: sqlite3.Connection
    path: Path | None


class Damaged(Exception):
    """The file is no database of ours, or a broken one."""


class Newer(Exception):
    """A later program has been here."""


def is_damage(error: sqlite3.Error) -> bool:
    """Tell a broken file from one that only cannot be had now."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def open_database(path: Path, schema: Schema, notify: Notify) -> Opened:
    """Open a store's file, or what can be had instead."""
    try:
        return _open_file(path, schema)
    except Damaged as damage:
        return replace_damaged(path, schema, notify, str(damage))
    except Newer as newer:
        beside = path.with_name(f"{path.stem}.v{schema.version}{path.suffix}")
        says = f"{schema.store} belongs to a later version of this program ({newer}) and is left alone"
        notify(StorageNotice(schema.store, Trouble.NEWER, f"{says}; {beside.name} is used instead", str(path)))
        return open_database(beside, schema, notify)
    except (sqlite3.Error, OSError) as error:
        return _memory(path, schema, notify, error)


def replace_damaged(path: Path, schema: Schema, notify: Notify, why: str) -> Opened:
    """Set a damaged file aside and begin a fresh one. All connections to it must be closed already."""
    try:
        aside = set_aside(path)
        says = f"{schema.store} was damaged ({why}), is set aside and begins afresh"
        notify(StorageNotice(schema.store, Trouble.DAMAGED, says, str(aside)))
        return _open_file(path, schema)
    except (sqlite3.Error, OSError, Damaged, Newer) as error:
        return _memory(path, schema, notify, error)


def set_aside(path: Path) -> Path:
    """Give a database another name, so that it can be looked at later."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    names = (path.with_name(f"{path.name}.damaged-{stamp}{more}") for more in ("", *(f"-{n}" for n in range(2, 1000))))
    aside = next(name for name in names if not name.exists())
    for end in COMPANIONS:
        companion = path.with_name(path.name + end)
        if companion.exists():
            companion.replace(aside.with_name(aside.name + end))
    return aside


def _open_file(path: Path, schema: Schema) -> Opened:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _create(path)
    return Opened(_prepared(str(path), schema), path)


def _memory(path: Path, schema: Schema, notify: Notify, error: Exception) -> Opened:
    says = f"{schema.store} cannot be kept and lives in memory only: {error}"
    notify(StorageNotice(schema.store, Trouble.UNAVAILABLE, says, str(path)))
    return Opened(_prepared(":memory:", schema), None)


def _create(path: Path) -> None:
    """Make a file that only its user can read; SQLite gives its companions the same rights."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    elif path.stat().st_size == 0:
        raise Damaged("the file is empty")


def _prepared(name: str, schema: Schema) -> sqlite3.Connection:
    """Connect, and close again if the file is not to be used."""
    with ExitStack() as undo:
        connection = sqlite3.connect(name, timeout=2.0, isolation_level=None, check_same_thread=False)
        undo.callback(connection.close)
        try:
            _check(connection, schema)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA synchronous={schema.synchronous}")
            _migrate(connection, schema)
        except sqlite3.Error as error:
            if is_damage(error):
                raise Damaged(str(error)) from error
            raise
        undo.pop_all()
    return connection


def _check(connection: sqlite3.Connection, schema: Schema) -> None:
    version, owner = (connection.execute(f"PRAGMA {what}").fetchone()[0] for what in ("user_version", "application_id"))
    if owner != OURS and connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise Damaged("it is a database of another program")
    if owner == OURS and version > schema.version:
        raise Newer(f"schema {version}, this program knows {schema.version}")
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Damaged(found)


def _migrate(connection: sqlite3.Connection, schema: Schema) -> None:
    """Bring the file to this program's version, in one transaction: all of it or nothing."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for statement in chain.from_iterable(schema.steps[version:]):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={OURS}")
        connection.execute(f"PRAGMA user_version={schema.version}")
