"""What every history does, the simple one of the tests and the one that is used."""

import csv
import json
import stat
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from softphone.adapters.storage.history import SqliteHistory
from softphone.core.values import Direction, EndReason
from softphone.engine.call_record import CallQuality, Party
from softphone.engine.ports.storage import ExportForm, HistoryPage, HistoryPort, StorageNotice, Wanted
from tests.fakes.records import NOON, a_call
from tests.fakes.storage import FakeHistory


@pytest.fixture(params=["fake", "sqlite"])
async def history(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[HistoryPort]:
    notices: list[StorageNotice] = []
    made: HistoryPort = FakeHistory() if request.param == "fake" else SqliteHistory(tmp_path / "h.db", notices.append)
    yield made
    await made.close()
    assert notices == []


def numbers(page: HistoryPage) -> list[int]:
    return [int(record.call.removeprefix("call-")) for record in page.records]


async def test_a_record_is_read_back_as_it_was(history: HistoryPort) -> None:
    record = a_call(
        started_at=NOON + timedelta(microseconds=7),
        quality=CallQuality(mos=4.1),
        others=(Party("5", "Bo"),),
        wrap_up_s=3.5,
    )
    history.save(record)

    assert (await history.page(Wanted())).records == (record,)


async def test_a_call_that_goes_on_is_no_record_and_its_end_is_one(history: HistoryPort) -> None:
    history.begin(a_call(1, reason=EndReason.LOST))
    assert (await history.page(Wanted())).records == ()

    history.save(a_call(1))

    assert [record.reason for record in (await history.page(Wanted())).records] == [a_call(1).reason]


async def test_the_newest_come_first(history: HistoryPort) -> None:
    for number in (2, 3, 1):
        history.save(a_call(number))

    assert numbers(await history.page(Wanted())) == [3, 2, 1]


async def test_a_record_that_learned_something_replaces_the_one_before(history: HistoryPort) -> None:
    history.save(a_call(1))
    history.save(a_call(1, recording_path="/rec/1.wav", party=Party("999")))

    assert [record.recording_path for record in (await history.page(Wanted())).records] == ["/rec/1.wav"]
    assert numbers(await history.page(Wanted(text="999"))) == [1]
    assert numbers(await history.page(Wanted(text="Anna"))) == []


async def test_a_key_that_comes_again_later_is_another_call(history: HistoryPort) -> None:
    history.save(a_call(1))
    history.save(a_call(1, started_at=NOON + timedelta(hours=1)))

    assert len((await history.page(Wanted())).records) == 2


async def test_calls_that_start_in_the_same_instant_are_both_kept(history: HistoryPort) -> None:
    history.save(a_call(1, started_at=NOON))
    history.save(a_call(2, started_at=NOON))

    assert sorted(numbers(await history.page(Wanted()))) == [1, 2]


async def test_pages_follow_each_other_without_gap_or_repeat(history: HistoryPort) -> None:
    for number in range(1, 6):
        history.save(a_call(number))
    first = await history.page(Wanted(limit=2))
    second = await history.page(Wanted(limit=2, before=first.next))
    third = await history.page(Wanted(limit=2, before=second.next))

    assert [numbers(page) for page in (first, second, third)] == [[5, 4], [3, 2], [1]]
    assert third.next is None


async def test_calls_are_found_by_kind(history: HistoryPort) -> None:
    history.save(a_call(1))
    history.save(a_call(2, direction=Direction.OUT))
    history.save(a_call(3, connected_at=None, reason=EndReason.MISSED))
    history.save(a_call(4, connected_at=None, reason=EndReason.ANSWERED_ELSEWHERE))

    assert numbers(await history.page(Wanted(direction=Direction.IN))) == [4, 3, 1]
    assert numbers(await history.page(Wanted(direction=Direction.OUT))) == [2]
    assert numbers(await history.page(Wanted(is_missed_only=True))) == [3]


async def test_calls_are_found_by_time(history: HistoryPort) -> None:
    for number in range(1, 5):
        history.save(a_call(number))
    wanted = Wanted(since=NOON + timedelta(seconds=2), until=NOON + timedelta(seconds=4))

    assert numbers(await history.page(wanted)) == [3, 2]


@pytest.mark.parametrize("text", ["müll", "MULLER", "030 123456", "+49 (30) 1234", "anna 3456", "30", "ü", "@pbx"])
async def test_calls_are_found_by_what_people_type(history: HistoryPort, text: str) -> None:
    history.save(a_call(1))
    history.save(a_call(2, party=Party("+4417770000", "Someone else", "")))

    assert numbers(await history.page(Wanted(text=text))) == [1]


@pytest.mark.parametrize("text", ["zzz", "müllermann", '"', "%", "x*", "1 OR 1", "\0", "' OR ''='"])
async def test_what_nobody_is_called_finds_nothing(history: HistoryPort, text: str) -> None:
    history.save(a_call(1, party=Party("", "Bo", "")))

    assert numbers(await history.page(Wanted(text=text))) == ([1] if text == "\0" else [])


async def test_a_series_is_kept_beside_its_call(history: HistoryPort) -> None:
    history.save_series(a_call(1), "mos", b"\x00\x01")
    history.save_series(a_call(1), "mos", b"\x02")

    assert await history.series(a_call(1), "mos") == b"\x02"
    assert await history.series(a_call(1), "level") is None
    assert await history.series(a_call(2), "mos") is None
    assert numbers(await history.page(Wanted())) == [1]


async def test_old_calls_are_forgotten_with_their_series(history: HistoryPort) -> None:
    for number in range(1, 6):
        history.save(a_call(number))
        history.save_series(a_call(number), "mos", b"x")

    assert await history.prune(NOON + timedelta(seconds=3), keep_series=2) == 2
    assert numbers(await history.page(Wanted())) == [5, 4, 3]
    assert [await history.series(a_call(number), "mos") for number in (1, 3, 4, 5)] == [None, None, b"x", b"x"]
    assert numbers(await history.page(Wanted(text="anna"))) == [5, 4, 3]


async def test_an_export_holds_all_that_is_wanted_for_this_user_only(history: HistoryPort, tmp_path: Path) -> None:
    for number in range(1, 450):
        history.save(a_call(number))
    target = tmp_path / "calls.csv"

    assert await history.export(Wanted(limit=1, until=NOON + timedelta(seconds=440)), ExportForm.CSV, target) == 439
    with target.open(newline="") as file:
        assert [row["call"] for row in csv.DictReader(file)] == [f"call-{n}" for n in range(439, 0, -1)]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


async def test_an_export_can_be_json(history: HistoryPort, tmp_path: Path) -> None:
    target = tmp_path / "calls.json"
    history.save(a_call(1))
    history.save(a_call(2))

    assert await history.export(Wanted(), ExportForm.JSON, target) == 2
    assert [record["call"] for record in json.loads(target.read_text())] == ["call-2", "call-1"]


async def test_an_export_that_cannot_be_written_leaves_nothing(history: HistoryPort, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        await history.export(Wanted(), ExportForm.CSV, tmp_path / "missing" / "calls.csv")

    assert not (tmp_path / "missing").exists()


async def test_what_was_saved_can_be_waited_for(history: HistoryPort) -> None:
    history.save(a_call(1))

    assert await history.settle()
