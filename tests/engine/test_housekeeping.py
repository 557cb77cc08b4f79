"""What is too old is forgotten, what the settings want to keep for ever is not."""

from datetime import UTC, datetime, timedelta

import pytest

from softphone.core.values import CallId
from softphone.engine import housekeeping
from softphone.engine.housekeeping import Housekeeping
from softphone.engine.ports.storage import EntryKind, NewEntry, Wanted
from softphone.settings import Settings
from softphone.settings.sections.keeping import HistorySettings
from softphone.settings.sections.sound import RecordingSettings
from tests.fakes.records import a_call
from tests.fakes.storage import FakeHistory, FakeJournal
from tests.peers.waiting import until

NOW = datetime(2026, 5, 4, tzinfo=UTC)


class House:
    """Stores with something old and something new in each."""

    def __init__(self, settings: Settings) -> None:
        self.history, self.journal = FakeHistory(), FakeJournal()
        self.asked: list[datetime] = []
        self.mishaps: list[Exception] = []
        for call, days in (("old", 400), ("new", 1)):
            at = NOW - timedelta(days=days)
            self.history.save(a_call(call=CallId(call), started_at=at, ended_at=at))
            self.journal.append(NewEntry(EntryKind.EVENT, "CALL_STARTED", b"{}", at, CallId(call)))
        self.keeping = Housekeeping(settings, self.history, self.journal, self._forget)

    def _forget(self, before: datetime) -> int:
        self.asked.append(before)
        if self.mishaps:
            raise self.mishaps.pop()
        return 0

    async def calls(self) -> list[str]:
        return [entry.call for entry in (await self.history.page(Wanted())).records]


async def test_what_is_too_old_is_forgotten() -> None:
    house = House(Settings())

    await house.keeping.tidy(NOW)

    assert await house.calls() == ["new"]
    assert [entry.entry.call for entry in house.journal.entries] == ["new"]
    assert house.asked == [NOW - timedelta(days=30)]


async def test_what_is_to_be_kept_for_ever_is_kept() -> None:
    house = House(Settings(history=HistorySettings(keep_days=0), recording=RecordingSettings(keep_days=0)))

    await house.keeping.tidy(NOW)

    assert await house.calls() == ["new", "old"]
    assert house.asked == []


async def test_tidying_up_can_be_stopped() -> None:
    house = House(Settings())

    house.keeping.start()
    house.keeping.stop()
    house.keeping.stop()

    assert await house.calls() == ["new", "old"]


async def test_what_could_not_be_tidied_up_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(housekeeping, "FIRST_AFTER_S", 0)
    monkeypatch.setattr(housekeeping, "THEN_EVERY_S", 0)
    house = House(Settings())
    house.mishaps = [OSError("the disk is gone")]

    house.keeping.start()
    await until(lambda: house.asked[1:], "it is tried again")
    house.keeping.stop()

    assert "the disk is gone" in caplog.text
