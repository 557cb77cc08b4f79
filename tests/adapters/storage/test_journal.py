"""The journal in SQLite when things go wrong: locks, damage, kills, too much waiting."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from softphone.adapters.storage import journal_writer, unwritten
from softphone.adapters.storage.journal import BLOCK, CHUNK, SqliteJournal
from softphone.adapters.storage.journal_tables import SCHEMA
from softphone.adapters.storage.journal_writer import loop_later
from softphone.core.values import CallId, RequestId
from softphone.engine.ports.storage import Claim, EntryKind, NewEntry, StorageNotice, Trouble
from tests.adapters.storage.journal_bench import Bench
from tests.fakes.records import NOON, event, result


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "journal.db")
    yield made
    made.journal.close()


def test_a_journal_that_was_closed_goes_on_where_it_was(bench: Bench) -> None:
    name = bench.journal.id
    bench.journal.append(event())
    bench.journal.believe(CallId("a"), NOON)
    bench.journal.claim(RequestId("r"), NOON)
    bench.reopen()

    assert bench.journal.id == name
    assert bench.journal.append(event()) == 2
    assert bench.journal.believed == {CallId("a")}
    assert bench.journal.claim(RequestId("r"), NOON) is Claim.BEGUN


def test_numbers_that_may_have_been_given_before_a_crash_are_left_out(bench: Bench, tmp_path: Path) -> None:
    bench.journal.append(event())
    crashed = tmp_path / "crashed.db"
    for end in ("", "-wal"):
        crashed.with_name(crashed.name + end).write_bytes(bench.path.with_name(bench.path.name + end).read_bytes())

    with closing(SqliteJournal(crashed, bench.notices.append)) as journal:
        assert journal.append(event()) == BLOCK + 1
        assert [entry.seq for entry in journal.unacked()] == [1, BLOCK + 1]


def test_a_busy_journal_reserves_further_numbers_in_time(bench: Bench) -> None:
    for number in range(BLOCK):
        bench.journal.append(event(number))

    with closing(sqlite3.connect(bench.path)) as other:
        (reserved,) = other.execute("SELECT value FROM facts WHERE name = 'reserved'").fetchone()
    assert reserved > BLOCK + BLOCK // 2 - 2


def test_while_somebody_else_writes_entries_wait_and_are_seen(bench: Bench) -> None:
    bench.journal.append(event(1))
    with bench.lock():
        bench.journal.append(event(2))
        bench.journal.append(event(3))
        bench.journal.ack([1, 2], "page", NOON)
        bench.journal.ack([2], "another page", NOON)
        assert bench.unacked == [3]
        assert bench.stored() == [1]
    bench.wait()

    assert bench.stored() == [1, 2, 3]
    assert bench.unacked == [3]
    assert bench.journal.of_call(CallId("call-1"))[1].settled is not None
    assert bench.troubles == []


def test_requests_are_not_carried_out_twice_while_nothing_can_be_written(bench: Bench) -> None:
    with bench.lock():
        assert bench.journal.claim(RequestId("r"), NOON) is Claim.NEW
        assert bench.journal.claim(RequestId("r"), NOON) is Claim.BEGUN
        bench.journal.append(result("r"))
        found = bench.journal.claim(RequestId("r"), NOON)
    bench.wait()

    assert bench.journal.claim(RequestId("r"), NOON) == found


def test_entries_are_written_off_while_nothing_can_be_written(bench: Bench) -> None:
    bench.journal.append(event(1))
    with bench.lock():
        bench.journal.append(event(2))
        bench.journal.write_off(2, "page gone", NOON)
        bench.journal.append(event(3))
        assert bench.unacked == [3]
    bench.wait()

    assert bench.unacked == [3]


def test_attempts_become_rarer_and_a_long_lock_is_told_once(bench: Bench) -> None:
    with bench.lock():
        bench.journal.append(event())
        delays = [bench.wait() for _ in range(30)]
        assert bench.troubles == [Trouble.UNAVAILABLE]
    bench.wait()

    assert delays[:3] == [0.05, 0.1, 0.2]
    assert delays[-1] == 5.0
    assert bench.troubles == [Trouble.UNAVAILABLE, Trouble.OVER]
    assert bench.stored() == [1]


def test_much_that_waited_is_written_in_pieces(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_writer, "CHUNK", 3)
    with bench.lock():
        for number in range(8):
            bench.journal.append(event(number))
    bench.wait()

    assert bench.stored() == [1, 2, 3]
    assert bench.wait() == 0.0
    assert bench.unacked == list(range(1, 9))
    bench.wait()
    assert bench.stored() == list(range(1, 9))


def test_when_far_too_much_waits_the_newest_is_lost_and_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unwritten, "LIMIT", 3)
    with bench.lock():
        assert [bench.journal.append(event(number)) for number in range(5)] == [1, 2, 3, 4, 5]
    bench.wait()

    assert bench.troubles == [Trouble.LOST, Trouble.OVER]
    assert bench.stored() == [1, 2, 3]


def test_closing_writes_what_waits(bench: Bench) -> None:
    with bench.lock():
        bench.journal.append(event())
    bench.reopen()

    assert bench.unacked == [1]


def test_closing_gives_up_on_what_cannot_be_written(bench: Bench) -> None:
    with bench.lock():
        bench.journal.append(event())
        bench.journal.close()
    bench.wait()
    bench.journal = bench.open()

    assert bench.unacked == []
    assert bench.journal.append(event()) > 1


def test_a_mistake_of_ours_is_raised_and_blocks_nothing(bench: Bench) -> None:
    with pytest.raises(sqlite3.Error):
        bench.journal.append(NewEntry(EntryKind.EVENT, None, b"", NOON))  # type: ignore[arg-type]

    assert bench.journal.append(event()) == 2
    assert bench.unacked == [2]


def test_a_journal_without_a_file_works(tmp_path: Path) -> None:
    (tmp_path / "journal.db").mkdir()
    bench = Bench(tmp_path / "journal.db")

    assert bench.journal.append(event()) == 1
    assert bench.unacked == [1]
    assert bench.troubles == [Trouble.UNAVAILABLE]
    bench.journal.close()


async def test_many_old_entries_are_forgotten_in_pieces(bench: Bench) -> None:
    bench.journal.believe(CallId("kept"), NOON)
    for number in range(2 * CHUNK + 10):
        bench.journal.append(event(number, call="kept" if number % 100 == 0 else "gone"))
    bench.journal.append(event(at=NOON + timedelta(days=2)))

    assert await bench.journal.prune(NOON + timedelta(days=1)) == 2 * CHUNK + 10 - 11
    assert len(bench.unacked) == 12
    assert await bench.journal.prune(NOON + timedelta(days=1)) == 0


def test_the_questions_asked_all_the_time_use_an_index(bench: Bench) -> None:
    with closing(sqlite3.connect(bench.path)) as other:
        plans = [
            other.execute(f"EXPLAIN QUERY PLAN {question}", values).fetchall()[0][3]
            for question, values in (
                ("SELECT * FROM entries WHERE settled_us IS NULL AND seq > ? ORDER BY seq LIMIT ?", (0, 10)),
                ("SELECT * FROM entries WHERE call = ? ORDER BY seq", ("a",)),
                ("SELECT * FROM entries WHERE request = ? ORDER BY seq LIMIT 1", ("a",)),
            )
        ]

    assert [plan.split("INDEX ")[-1].split()[0] for plan in plans] == ["unsettled", "by_call", "by_request"]
    assert SCHEMA.version == 1


async def test_in_a_loop_the_next_attempt_comes_by_itself(tmp_path: Path) -> None:
    again = asyncio.Event()
    notices: list[StorageNotice] = []

    def later(delay_s: float, what: Callable[[], None]) -> None:
        loop_later(0 * delay_s, what)
        loop_later(0, again.set)

    with closing(SqliteJournal(tmp_path / "journal.db", notices.append, later)) as journal:
        with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            journal.append(event())
        async with asyncio.timeout(20):
            await again.wait()

    with closing(sqlite3.connect(tmp_path / "journal.db")) as other:
        assert other.execute("SELECT seq FROM entries").fetchall() == [(1,)]
