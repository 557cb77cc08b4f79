"""The thread that looks after the journal's log."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from softphone.adapters.storage.journal import SqliteJournal
from softphone.adapters.storage.wal_caretaker import WalCaretaker
from tests.fakes.records import event


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that has to come about, but not for ever."""
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.parametrize(("short", "long"), [(100_000, 10**9), (10**9, 100_000)], ids=["when quiet", "when too long"])
def test_a_log_is_moved_into_the_database_and_entries_go_on(tmp_path: Path, short: int, long: int) -> None:
    path, log = tmp_path / "journal.db", tmp_path / "journal.db-wal"
    with closing(SqliteJournal(path, print, lambda _, what: what())) as journal:
        for number in range(200):
            journal.append(event(number))
        before = log.stat().st_size
        caretaker = WalCaretaker(path, every_s=0.001, short=short, long=long)
        until(lambda: log.stat().st_size < before / 10)
        caretaker.stop()
        journal.append(event(200))

        assert len(journal.unacked()) == 201
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM entries").fetchone() == (201,)


def test_a_file_that_vanishes_or_breaks_does_not_end_the_thread(tmp_path: Path) -> None:
    path, log = tmp_path / "journal.db", tmp_path / "journal.db-wal"
    caretaker = WalCaretaker(path, every_s=0.001, short=10, long=10)
    log.write_text("this is no log, and there is no database beside it")
    until(lambda: caretaker._seen != (0, 0))
    log.unlink()
    path.write_text("this is no database at all, whatever its name may say")
    log.write_text("this is no log, and it is longer than the one that was here before")
    seen = log.stat().st_size
    until(lambda: caretaker._seen[0] == seen)

    assert caretaker._thread.is_alive()
    caretaker.stop()
    assert not caretaker._thread.is_alive()


def test_a_disk_that_hangs_does_not_keep_the_engine_from_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, is_over = threading.Event(), threading.Event()

    def tend(_: WalCaretaker) -> None:
        hangs.set()
        is_over.wait()

    monkeypatch.setattr(WalCaretaker, "_tend", tend)
    caretaker = WalCaretaker(tmp_path / "journal.db", every_s=0.001)
    until(hangs.is_set)

    caretaker.stop()

    assert not is_over.is_set()
    is_over.set()
