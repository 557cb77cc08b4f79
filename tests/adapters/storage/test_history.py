"""The history in SQLite when things go wrong, and against the plain rule of what is wanted."""

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from softphone.adapters.storage import history_file
from softphone.adapters.storage.history import SqliteHistory
from softphone.adapters.storage.history_file import HistoryFile
from softphone.core.values import CallId, Direction, EndReason
from softphone.engine.call_record import CallRecord, Party
from softphone.engine.call_search import is_wanted
from softphone.engine.ports.storage import ExportForm, StorageNotice, Trouble, Wanted
from tests.fakes.records import NAMES, NOON, a_call, records


@pytest.fixture
def notices() -> list[StorageNotice]:
    return []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def file(path: Path, notices: list[StorageNotice]) -> Iterator[HistoryFile]:
    made = HistoryFile(path, notices.append)
    made._opened.connection.execute("PRAGMA busy_timeout=0")
    yield made
    made.close()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let another program hold the file for writing."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def calls(file: HistoryFile, wanted: Wanted = Wanted()) -> list[str]:  # noqa: B008 - a constant
    return [record.call for record in file.page(wanted).records]


HALF_SECONDS = st.none() | st.integers(0, 20).map(lambda seconds: NOON + timedelta(seconds=seconds + 0.5))
WANTED = st.builds(
    Wanted,
    call=st.none() | st.builds("call-{}".format, st.integers(0, 20)).map(CallId),
    direction=st.none() | st.sampled_from(Direction),
    is_missed_only=st.booleans(),
    text=NAMES | st.lists(NAMES, max_size=3).map(" ".join),
    since=HALF_SECONDS,
    until=HALF_SECONDS,
    limit=st.integers(1, 4),
)


@settings(max_examples=60, deadline=None)
@given(
    kept=st.lists(records(), max_size=8, unique_by=lambda record: record.call), questions=st.lists(WANTED, max_size=6)
)
def test_what_is_found_is_what_the_plain_rule_wants(kept: list[CallRecord], questions: list[Wanted]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(HistoryFile(Path(folder) / "h.db", print)) as file:
        for record in kept:
            file.put(record)
        for wanted in questions:
            expected = [record for record in kept if is_wanted(wanted, record)]

            assert all_pages(file, wanted) == sorted(expected, key=lambda record: record.started_at, reverse=True)


def all_pages(file: HistoryFile, wanted: Wanted) -> list[CallRecord]:
    found: list[CallRecord] = []
    page = file.page(wanted)
    while page.next is not None:
        assert len(page.records) == wanted.limit
        found += page.records
        page = file.page(Wanted(**{**_fields(wanted), "before": page.next}))  # type: ignore[arg-type]
    return [*found, *page.records]


def _fields(wanted: Wanted) -> dict[str, object]:
    return {name: getattr(wanted, name) for name in Wanted.__slots__}


def test_while_somebody_else_writes_records_wait_and_are_seen(file: HistoryFile, path: Path) -> None:
    file.put(a_call(1))
    with locked(path):
        assert not file.put(a_call(2))
        assert not file.put(a_call(1, party=Party("77", "Changed")))
        assert not file.put_series(a_call(3), "mos", b"x")
        assert calls(file) == ["call-3", "call-2", "call-1"]
        assert calls(file, Wanted(text="77")) == ["call-1"]
        assert calls(file, Wanted(limit=1, before=1)) == []

    assert file.flush()
    assert calls(file, Wanted(text="77")) == ["call-1"]
    assert file.series(a_call(3), "mos") == b"x"


def test_when_far_too_much_waits_the_oldest_is_lost_and_told(
    file: HistoryFile, path: Path, notices: list[StorageNotice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_file, "MOST_WAITING", 2)
    with locked(path):
        for number in range(3):
            file.put(a_call(number))
    file.flush()

    assert calls(file) == ["call-2", "call-1"]
    assert [notice.trouble for notice in notices] == [Trouble.LOST, Trouble.OVER]


def test_nothing_is_forgotten_while_nothing_can_be_written(file: HistoryFile, path: Path) -> None:
    file.put(a_call(1))
    with locked(path):
        assert file.forget_some(NOON + timedelta(days=1)) == 0
        assert not file.keep_series(0)

    assert file.forget_some(NOON + timedelta(days=1)) == 1


def test_an_index_that_is_broken_is_made_anew(file: HistoryFile, path: Path, notices: list[StorageNotice]) -> None:
    for number in range(50):
        file.put(a_call(number))
    with closing(sqlite3.connect(path)) as other:
        other.execute("DELETE FROM search_data WHERE id > 10")
        other.commit()

    assert len(calls(file, Wanted(text="anna"))) == 50
    assert notices == []


def test_an_index_that_breaks_again_and_again_is_damage(
    file: HistoryFile, path: Path, notices: list[StorageNotice]
) -> None:
    file.put(a_call(1))
    for _ in range(2):
        with closing(sqlite3.connect(path)) as other:
            other.execute("DELETE FROM search_data WHERE id > 10")
            other.commit()
        calls(file, Wanted(text="anna"))

    assert [notice.trouble for notice in notices] == [Trouble.DAMAGED]
    assert file.put(a_call(2))
    assert calls(file) == ["call-2"]


def test_a_file_that_breaks_while_it_is_used_is_replaced_under_another_name(
    file: HistoryFile, path: Path, notices: list[StorageNotice]
) -> None:
    for number in range(100):
        file.put(a_call(number))
    file._opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file._opened.connection.execute("PRAGMA shrink_memory")
    with path.open("r+b") as raw:
        raw.seek(4096)
        raw.write(b"\xa5" * (path.stat().st_size - 4096))

    assert file.put(a_call(101))
    assert calls(file) == ["call-101"]
    assert [notice.trouble for notice in notices] == [Trouble.DAMAGED]
    assert Path(notices[0].path).stat().st_size > 4096


def test_a_record_that_makes_no_sense_is_left_out_and_told_once(
    file: HistoryFile, path: Path, notices: list[StorageNotice]
) -> None:
    for number in range(3):
        file.put(a_call(number))
    with closing(sqlite3.connect(path)) as other:
        other.execute(
            "UPDATE records SET record = CAST('{\"call\": 7}' AS BLOB) WHERE id IN (SELECT id FROM records LIMIT 2)"
        )
        other.commit()

    assert calls(file) == calls(file) == ["call-2"]
    assert [notice.trouble for notice in notices] == [Trouble.DAMAGED]


def test_a_mistake_of_ours_is_raised_and_blocks_nothing(file: HistoryFile) -> None:
    with pytest.raises(sqlite3.Error):
        file.put(a_call(1, call=CallId(None)))  # type: ignore[arg-type]

    assert file.put(a_call(2))
    assert calls(file) == ["call-2"]


def test_calls_that_went_on_when_the_last_run_broke_off_are_records_of_the_next(
    path: Path, notices: list[StorageNotice]
) -> None:
    broken_off = HistoryFile(path, notices.append)
    for number in (1, 2):
        broken_off.begin(a_call(number, reason=EndReason.LOST))
    broken_off.put(a_call(2))
    broken_off._opened.connection.close()  # as a kill does

    for _ in range(2):
        with closing(HistoryFile(path, notices.append)) as again:
            found = {record.call: record.reason for record in again.page(Wanted()).records}
            assert found == {a_call(1).call: EndReason.LOST, a_call(2).call: a_call(2).reason}

    assert notices == []


def test_a_history_without_a_file_works(tmp_path: Path, notices: list[StorageNotice]) -> None:
    (tmp_path / "history.db").mkdir()
    with closing(HistoryFile(tmp_path / "history.db", notices.append)) as file:
        assert file.put(a_call(1))
        assert calls(file, Wanted(text="anna")) == ["call-1"]
    assert [notice.trouble for notice in notices] == [Trouble.UNAVAILABLE]


async def test_what_could_not_be_written_is_tried_again_by_itself(path: Path) -> None:
    loop, well = asyncio.get_running_loop(), asyncio.Event()

    def note(_: StorageNotice) -> None:
        loop.call_soon_threadsafe(well.set)

    history = SqliteHistory(path, note, again_s=0.01)
    await history.page(Wanted())
    history._opening.result()._opened.connection.execute("PRAGMA busy_timeout=0")
    with locked(path):
        history.save(a_call(1))
        history.save(a_call(2))
        while not well.is_set():
            assert not await history.settle()
        well.clear()

    async with asyncio.timeout(20):
        await well.wait()
    assert await asyncio.to_thread(stored, path) == 2
    await history.close()


def stored(path: Path) -> int:
    with closing(sqlite3.connect(path)) as other:
        count: int = other.execute("SELECT count(*) FROM calls").fetchone()[0]
        return count


async def test_closing_does_not_wait_for_the_next_attempt(path: Path, notices: list[StorageNotice]) -> None:
    history = SqliteHistory(path, notices.append, again_s=1000)
    await history.page(Wanted())
    history._opening.result()._opened.connection.execute("PRAGMA busy_timeout=0")
    with locked(path):
        history.save(a_call(1))
        assert not await history.settle()
    await history.close()

    assert stored(path) == 1


async def test_a_record_gets_in_while_an_export_is_written(path: Path, tmp_path: Path) -> None:
    history = SqliteHistory(path, print)
    for number in range(600):
        history.save(a_call(number))
    order: list[str] = []

    async def note(name: str, what: Callable[[], asyncio.Future[object]]) -> None:
        await what()
        order.append(name)

    exporting = history.export(Wanted(), ExportForm.JSON, tmp_path / "calls.json")
    await history.settle()
    export = asyncio.create_task(note("export", lambda: asyncio.ensure_future(exporting)))
    await asyncio.sleep(0)
    history.save(a_call(1000))
    await note("record", lambda: asyncio.ensure_future(history.settle()))
    await export
    await history.close()

    assert order == ["record", "export"]


async def test_an_export_that_is_given_up_leaves_nothing(path: Path, tmp_path: Path) -> None:
    history = SqliteHistory(path, print)
    for number in range(2000):
        history.save(a_call(number))
    await history.settle()
    export = asyncio.create_task(history.export(Wanted(), ExportForm.CSV, tmp_path / "calls.csv"))
    await asyncio.sleep(0)
    export.cancel()
    with pytest.raises(asyncio.CancelledError):
        await export
    await history.close()

    assert await asyncio.to_thread(os.listdir, tmp_path) == ["history.db"]
