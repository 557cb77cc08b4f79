"""Runs in a process of its own that is killed, or that has no room or no right to write, and prints what it did."""

import asyncio
import resource
import sys
from itertools import count
from pathlib import Path

from softphone.adapters.storage.history import SqliteHistory
from softphone.adapters.storage.journal import SqliteJournal
from softphone.engine.ports.storage import StorageNotice, Trouble, Wanted
from tests.fakes.records import a_call, event


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - the parent reads it


async def write_for_ever(folder: Path) -> None:
    """Keep records and entries, and name each one once it must not get lost any more."""
    journal = SqliteJournal(folder / "journal.db", lambda notice: say("notice", notice.says))
    history = SqliteHistory(folder / "history.db", lambda notice: say("notice", notice.says))
    known = await history.page(Wanted(limit=1))
    first = int(known.records[0].call.removeprefix("call-")) + 1 if known.records else 1
    for number in count(first):
        say("journal", journal.append(event(number)))
        journal.ack([journal.last_seq - 3], "page", event().at)
        history.save(a_call(number))
        history.save_series(a_call(number), "mos", bytes(100))
        assert await history.settle()
        say("history", number)


class Room:
    """Takes the room on the disk away, and gives it back."""

    def __init__(self, folder: Path) -> None:
        self._filler = folder / "filler"

    def take(self) -> None:
        with self._filler.open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(512))
            except OSError:
                return

    def give(self) -> None:
        self._filler.unlink()


class Allowance(Room):
    """The same by a limit on the size of files, where no disk of its own can be had."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self) -> None:
        largest = max(file.stat().st_size for file in self._folder.iterdir())
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

    def give(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


async def run_out_of(room: Room, folder: Path) -> None:
    """Write, have no room, go on in memory, get room again, and have everything on disk."""
    notices: list[StorageNotice] = []
    well = asyncio.Semaphore(0)
    loop = asyncio.get_running_loop()

    def note(notice: StorageNotice) -> None:
        notices.append(notice)
        if notice.trouble is Trouble.OVER:
            loop.call_soon_threadsafe(well.release)

    journal = SqliteJournal(folder / "journal.db", note)
    history = SqliteHistory(folder / "history.db", note, again_s=0.05)
    journal.append(event(0))
    history.save(a_call(0))
    assert await history.settle()
    room.take()
    await _go_on_in_memory(journal, history)
    say("told", *sorted({f"{notice.store}:{notice.trouble}" for notice in notices}), len(notices))
    room.give()
    async with asyncio.timeout(30):
        await well.acquire()
        await well.acquire()
    journal.close()
    await history.close()
    await _say_what_is_kept(folder, notices)


async def _go_on_in_memory(journal: SqliteJournal, history: SqliteHistory) -> None:
    for number in range(1, 400):
        assert journal.append(event(number)) == number + 1
        history.save(a_call(number))
    journal.ack(range(1, 11), "page", event().at)
    assert not await history.settle()
    assert [entry.seq for entry in journal.unacked()] == list(range(11, 401))
    assert len((await history.page(Wanted(limit=1000))).records) == 400


async def _say_what_is_kept(folder: Path, notices: list[StorageNotice]) -> None:
    journal = SqliteJournal(folder / "journal.db", notices.append)
    history = SqliteHistory(folder / "history.db", notices.append)
    say("kept", len(journal.unacked()), len((await history.page(Wanted(limit=1000))).records), len(notices))
    journal.close()
    await history.close()


async def write_nowhere(folder: Path) -> None:
    """Open files that cannot be written, and go on in memory."""
    notices: list[StorageNotice] = []
    journal = SqliteJournal(folder / "journal.db", notices.append)
    history = SqliteHistory(folder / "history.db", notices.append)
    assert journal.append(event()) == 1
    history.save(a_call())
    assert len(journal.unacked()) == len((await history.page(Wanted())).records) == 1
    say("told", *sorted(f"{notice.store}:{notice.trouble}" for notice in notices))
    journal.close()
    await history.close()


VERBS = {
    "write": write_for_ever,
    "full": lambda folder: run_out_of(Room(folder), folder),
    "limited": lambda folder: run_out_of(Allowance(folder), folder),
    "nowhere": write_nowhere,
}

if __name__ == "__main__":
    asyncio.run(VERBS[sys.argv[1]](Path(sys.argv[2])))
