"""How long a call and a command take on their way, alone and while the disk is busy; baresip beside it."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from softphone.adapters.storage.history_file import HistoryFile
from tests.bench import baresip
from tests.bench.engine import TREE, Running, client_of, engine
from tests.bench.figure import Bench, Figure
from tests.bench.reader import PAGE
from tests.bench.rounds import Rounds, play
from tests.bench.stopwatch import Times, times_of
from tests.bench.wire import a_wire
from tests.fakes.records import a_call
from tests.peers.process import PeerProcess
from tests.peers.tones import tone_wav

ROUNDS, QUICK = 200, 30
CALLS = 10_000
LEFT, RECORDING_S = 30, 1200
EVENT_P50_MS, EVENT_P99_MS, COMMAND_P99_MS, LOADED_P99_MS = 1.5, 5.0, 5.0, 15.0


async def measure(bench: Bench) -> list[Figure]:
    """Measure a call's and a command's way, beside baresip's in the same run."""
    rounds = bench.rounds(ROUNDS, QUICK)
    with a_wire(bench.ports) as wire:
        async with engine(bench, "speed") as running, client_of(running) as clock:
            ours = await play(wire, clock, running.sip, rounds)
    with a_wire(bench.ports) as wire:
        async with baresip.baresip(bench, "speed-baresip") as phone:
            theirs = await baresip.play(wire, phone, rounds)
    return [_events(ours, theirs), _commands(ours, theirs)]


async def measure_loaded(bench: Bench) -> list[Figure]:
    """Measure the same while the history is read and recordings are merged."""
    rounds = bench.rounds(ROUNDS, QUICK)
    folder = bench.folder / "loaded"
    _fill(folder, bench.rounds(CALLS, 1000), pairs=bench.rounds(LEFT, 5))
    with a_wire(bench.ports) as wire:
        async with (
            engine(bench, "loaded-engine", **_own(folder)) as running,
            client_of(running) as clock,
            _reading(running) as reader,
        ):
            ours = await play(wire, clock, running.sip, rounds)
            pages = len(reader.output().splitlines())
    event, command = times_of(ours.invite_s), times_of(ours.commands_s)
    details = (
        f"{pages} pages of {PAGE} calls read; {LEFT} recordings of {RECORDING_S // 60} min and every call merged",
    )
    is_reached = max(event.p99_ms, command.p99_ms) <= LOADED_P99_MS
    measured = f"event {event}; command {command}"
    return [Figure("loaded", f"p99 at most {LOADED_P99_MS:g} ms", measured, is_reached, details=details)]


def _events(ours: Rounds, theirs: Rounds) -> Figure:
    mine, other = times_of(ours.invite_s), times_of(theirs.invite_s)
    is_reached = mine.p50_ms <= EVENT_P50_MS and mine.p99_ms <= EVENT_P99_MS
    reach = f"p50 at most {EVENT_P50_MS:g} ms, p99 at most {EVENT_P99_MS:g} ms"
    return Figure("event", reach, f"{mine} ({mine.count} calls)", is_reached, _ratio(mine, other))


def _commands(ours: Rounds, theirs: Rounds) -> Figure:
    mine, other = times_of(ours.commands_s), times_of(theirs.commands_s)
    parts = {"answer": ours.answer_s, "hang up": ours.hang_up_s, "dial": ours.dial_s}
    details = tuple(f"{name}: {times_of(part)}" for name, part in parts.items())
    is_reached = mine.p99_ms <= COMMAND_P99_MS
    return Figure("command", f"p99 at most {COMMAND_P99_MS:g} ms", str(mine), is_reached, _ratio(mine, other), details)


def _ratio(mine: Times, other: Times) -> str:
    return f"baresip {other}: {mine.p50_ms / other.p50_ms:.2f} and {mine.p99_ms / other.p99_ms:.2f} times"


def _own(folder: Path) -> dict[str, dict[str, object]]:
    return {
        "history": {"directory": str(folder / "data")},
        "recording": {"directory": str(folder / "recordings"), "enabled": True, "min_free_mb": 0},
    }


def _fill(folder: Path, calls: int, pairs: int) -> None:
    """Leave a history of many calls, and recordings that a crash left to be merged."""
    (folder / "data").mkdir(parents=True)
    (folder / "recordings").mkdir()
    history = HistoryFile(folder / "data" / "history.sqlite", lambda _: None)
    start = datetime.now(UTC) - timedelta(days=30)
    for number in range(calls):
        at = start + timedelta(minutes=number)
        history.put(a_call(number, started_at=at, connected_at=at, ended_at=at + timedelta(seconds=50)))
    history.flush()
    history.close()
    sound = tone_wav(folder, 300, seconds=RECORDING_S)
    for number in range(pairs):
        for side in ("agent", "far"):
            os.link(sound, folder / "recordings" / f"2026-left-{number}.{side}.wav")


@asynccontextmanager
async def _reading(running: Running) -> AsyncIterator[PeerProcess]:
    """Read the whole history again and again, one line of output for each page."""
    command = [sys.executable, "-m", "tests.bench.reader", str(running.folder / "runtime")]
    reader = PeerProcess("reader", command, running.folder, PYTHONPATH=str(TREE))
    try:
        await reader.ready(lambda: reader.output().strip(), "reads")
        yield reader
    finally:
        await reader.stop()
