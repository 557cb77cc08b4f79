"""Processes that are killed in the middle of writing, disks that are full, folders that nobody may write to."""

import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from softphone.adapters.storage.history import SqliteHistory
from softphone.adapters.storage.journal import SqliteJournal
from softphone.core.values import CallId
from softphone.engine.ports.storage import StorageNotice, Wanted
from tests.peers.namespaces import on_small_disk

ROOT = Path(__file__).parents[3]
CHILD = [sys.executable, "-m", "tests.adapters.storage.child"]
IS_ROOT = os.geteuid() == 0


def run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def killed_after(lines: int, folder: Path) -> dict[str, list[int]]:
    """Let a child write until it has said so many lines, kill it, and answer what it had acknowledged."""
    said: dict[str, list[int]] = {"journal": [], "history": [], "notice": []}
    with subprocess.Popen([*CHILD, "write", str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for number, line in enumerate(child.stdout, start=1):
            if number == lines:
                child.kill()
            kind, _, what = line.strip().partition(" ")
            if line.endswith("\n"):
                said[kind].append(int(what))
    return said


@pytest.mark.e2e
async def test_twenty_kills_in_the_middle_of_writing_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(20)
    written: list[int] = []
    numbers: list[int] = []
    for _ in range(20):
        said = killed_after(chance.randrange(1, 80), tmp_path)
        assert said["notice"] == []
        assert min(said["journal"]) > max(numbers, default=0)
        written += said["history"]
        numbers += said["journal"]

    notices: list[StorageNotice] = []
    with closing(SqliteJournal(tmp_path / "journal.db", notices.append)) as journal:
        assert set(numbers) <= {entry.seq for entry in journal.of_call(CallId("call-1"))}
        assert journal.last_seq >= max(numbers)
    history = SqliteHistory(tmp_path / "history.db", notices.append)
    kept = (await history.page(Wanted(limit=100_000))).records
    await history.close()
    assert {f"call-{number}" for number in written} <= {record.call for record in kept}
    assert len(kept) == len({record.call for record in kept})
    assert notices == []


@pytest.mark.e2e
@pytest.mark.skipif(not IS_ROOT, reason="only root can mount a small disk; the test beside this one limits file sizes")
def test_on_a_full_disk_events_go_on_and_are_kept_when_there_is_room_again(tmp_path: Path) -> None:
    said = run(*on_small_disk(tmp_path, kilobytes=32 * 1024), *CHILD, "full", str(tmp_path))

    assert said.splitlines() == ["told history:full journal:full 2", "kept 390 400 4"]


@pytest.mark.e2e
def test_where_files_may_not_grow_events_go_on_and_are_kept_when_they_may(tmp_path: Path) -> None:
    said = run(*CHILD, "limited", str(tmp_path))

    assert said.splitlines() == ["told history:unavailable journal:unavailable 2", "kept 390 400 4"]


@pytest.mark.e2e
def test_a_folder_that_may_not_be_written_leaves_memory(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    powerless = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if IS_ROOT else []
    said = run(*powerless, *CHILD, "nowhere", str(tmp_path))
    tmp_path.chmod(0o700)

    assert said.splitlines() == ["told history:unavailable journal:unavailable"]
    assert list(tmp_path.iterdir()) == []
