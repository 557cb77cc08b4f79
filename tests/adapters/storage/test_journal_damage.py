"""The journal when its file breaks while it is used."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from softphone.core.values import CallId
from softphone.engine.ports.storage import Trouble
from tests.adapters.storage.journal_bench import Bench
from tests.fakes.records import NOON, event


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "journal.db")
    yield made
    made.journal.close()


def ruin(bench: Bench) -> None:
    """Overwrite all pages after the first of a database whose log is empty, and of which nothing is remembered."""
    bench.reopen()
    bench.journal._writer._connection.execute("PRAGMA shrink_memory")
    with bench.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (bench.path.stat().st_size - 4096))


def test_a_file_that_breaks_while_it_is_used_is_replaced_under_another_name(bench: Bench) -> None:
    first = bench.journal.id
    for number in range(50):
        bench.journal.append(event(number))
    bench.journal.believe(CallId("a"), NOON)
    ruin(bench)
    last = bench.journal.append(event(50))

    assert last > 50
    assert bench.unacked == [last]
    assert bench.troubles == [Trouble.DAMAGED]
    assert bench.journal.id != first
    assert bench.journal.believed == {CallId("a")}
    bench.reopen()
    assert bench.journal.believed == {CallId("a")}
    assert bench.troubles == [Trouble.DAMAGED]


def test_a_file_found_broken_by_reading_is_replaced(bench: Bench) -> None:
    for number in range(50):
        bench.journal.append(event(number))
    ruin(bench)

    assert bench.unacked == []
    assert bench.troubles == [Trouble.DAMAGED]
    assert bench.journal.append(event()) > 50


def test_what_cannot_be_written_is_told_and_hides_nothing(bench: Bench) -> None:
    bench.journal.append(event())
    with closing(sqlite3.connect(bench.path)) as other:
        other.execute("DROP TABLE believed")
    bench.journal.disbelieve(CallId("a"))

    assert bench.troubles == [Trouble.UNAVAILABLE]
    assert bench.unacked == [1]


def test_what_cannot_be_read_is_told_and_answered_with_nothing(bench: Bench) -> None:
    bench.journal.append(event())
    with closing(sqlite3.connect(bench.path)) as other:
        other.execute("DROP TABLE entries")

    assert bench.unacked == []
    assert bench.troubles == [Trouble.UNAVAILABLE]
