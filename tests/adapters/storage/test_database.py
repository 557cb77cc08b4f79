"""Whatever lies where a database should be, the phone gets one to work with, and nothing that lay there is lost."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from softphone.adapters.storage import database
from softphone.adapters.storage.database import OURS, Schema, open_database, set_aside
from softphone.engine.ports.storage import StorageNotice, Trouble

FIRST = ("CREATE TABLE words (word TEXT)", "INSERT INTO words VALUES ('first')")
SECOND = ("ALTER TABLE words ADD COLUMN length INTEGER", "UPDATE words SET length = length(word)")
SCHEMA = Schema("history", (FIRST,), "FULL")
LATER = Schema("history", (FIRST, SECOND), "FULL")


@pytest.fixture
def notices() -> list[StorageNotice]:
    return []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "history.db"


def words(path: Path, schema: Schema, notices: list[StorageNotice]) -> list[tuple[object, ...]]:
    with closing(open_database(path, schema, notices.append).connection) as connection:
        return connection.execute("SELECT * FROM words").fetchall()


def filled(path: Path) -> None:
    """A database of some pages, closed properly."""
    with closing(open_database(path, SCHEMA, print).connection) as connection:
        connection.executemany("INSERT INTO words VALUES (?)", [(f"word {n} " * 20,) for n in range(2000)])


def test_a_new_file_is_for_its_user_only(path: Path, notices: list[StorageNotice]) -> None:
    with closing(open_database(path, SCHEMA, notices.append).connection) as connection:
        connection.execute("INSERT INTO words VALUES ('x')")

        assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert notices == []


def test_an_older_file_is_brought_up_to_date(path: Path, notices: list[StorageNotice]) -> None:
    assert words(path, SCHEMA, notices) == [("first",)]
    assert words(path, LATER, notices) == [("first", 5)]
    assert words(path, LATER, notices) == [("first", 5)]
    assert notices == []


def test_a_migration_happens_whole_or_not_at_all(path: Path, notices: list[StorageNotice]) -> None:
    words(path, SCHEMA, notices)
    broken = Schema("history", (FIRST, (SECOND[0], "NO SUCH STATEMENT")), "FULL")

    with pytest.raises(sqlite3.OperationalError, match="NO"):
        open_database(path, broken, notices.append)
    assert words(path, LATER, notices) == [("first", 5)]


def test_a_file_of_a_later_program_is_left_alone(path: Path, notices: list[StorageNotice]) -> None:
    words(path, LATER, notices)
    before = path.read_bytes()

    assert words(path, SCHEMA, notices) == [("first",)]
    assert path.read_bytes() == before
    assert [(notice.trouble, notice.path) for notice in notices] == [(Trouble.NEWER, str(path))]
    assert path.with_name("history.v1.db").exists()


def test_the_file_beside_one_of_a_later_program_is_used_again(path: Path, notices: list[StorageNotice]) -> None:
    words(path, LATER, notices)
    with closing(open_database(path, SCHEMA, notices.append).connection) as connection:
        connection.execute("INSERT INTO words VALUES ('second')")

    assert words(path, SCHEMA, notices) == [("first",), ("second",)]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def scribbled(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(bytes((n * 151 + 7) % 256 for n in range(40_960)))


def headless(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 100)


def prose(path: Path) -> None:
    path.write_text("Dear diary, today the phone rang. " * 200)


def tiny(path: Path) -> None:
    path.write_bytes(b"SQLite")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


@pytest.mark.parametrize("ruin", [empty, cut, scribbled, headless, prose, tiny, foreign])
def test_a_damaged_file_is_set_aside_and_told(
    path: Path, notices: list[StorageNotice], ruin: Callable[[Path], None]
) -> None:
    filled(path)
    ruin(path)
    ruined = path.read_bytes()

    assert words(path, SCHEMA, notices) == [("first",)]
    assert [notice.trouble for notice in notices] == [Trouble.DAMAGED]
    assert ".damaged-" in notices[0].path
    assert Path(notices[0].path).read_bytes() == ruined


def test_two_damaged_files_do_not_overwrite_each_other(path: Path) -> None:
    path.parent.mkdir()
    asides = set()
    for number in range(3):
        path.write_text(str(number))
        path.with_name("history.db-wal").write_text(f"log {number}")
        asides.add(set_aside(path))

    assert {aside.read_text() for aside in asides} == {"0", "1", "2"}
    assert {aside.with_name(aside.name + "-wal").read_text() for aside in asides} == {"log 0", "log 1", "log 2"}


def test_a_log_that_was_cut_off_loses_its_end_only(path: Path, notices: list[StorageNotice]) -> None:
    connection = open_database(path, SCHEMA, notices.append).connection
    connection.execute("INSERT INTO words VALUES ('second')")
    connection.execute("INSERT INTO words VALUES ('third')")
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    log = path.with_name("history.db-wal").read_bytes()
    copy.with_name("copy.db-wal").write_bytes(log[:-1000])
    connection.close()

    assert words(copy, SCHEMA, notices) == [("first",), ("second",)]
    assert notices == []


def test_a_place_that_is_no_directory_leaves_memory(path: Path, notices: list[StorageNotice]) -> None:
    path.parent.write_text("a file where a directory should be")
    opened = open_database(path, SCHEMA, notices.append)

    assert opened.path is None
    assert opened.connection.execute("SELECT * FROM words").fetchall() == [("first",)]
    assert [notice.trouble for notice in notices] == [Trouble.UNAVAILABLE]
    opened.connection.close()


def test_a_file_that_somebody_else_holds_leaves_memory(path: Path, notices: list[StorageNotice]) -> None:
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        opened = open_database(path, SCHEMA, notices.append)
    opened.connection.close()

    assert opened.path is None
    assert [notice.trouble for notice in notices] == [Trouble.UNAVAILABLE]
    assert path.exists()


def test_a_damaged_file_that_cannot_be_moved_leaves_memory(
    path: Path, notices: list[StorageNotice], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    headless(path)

    def refuse(_: Path) -> Path:
        raise PermissionError("no")

    monkeypatch.setattr(database, "set_aside", refuse)
    opened = open_database(path, SCHEMA, notices.append)
    opened.connection.close()

    assert opened.path is None
    assert [notice.trouble for notice in notices] == [Trouble.UNAVAILABLE]


def test_our_files_say_so(path: Path, notices: list[StorageNotice]) -> None:
    words(path, SCHEMA, notices)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (OURS,)
