"""What the desk costs, and how quickly it does what it is asked: a real window on an X server, with a real engine."""

import asyncio
import csv
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from softphone.adapters.storage import history_file
from softphone.adapters.storage.history_file import HistoryFile
from softphone.protocol.commands import HangUp
from tests.bench.calls import disperse, join, speaking
from tests.bench.contacts import CONTACTS, NAMES
from tests.bench.desk_screen import Place, Watched, a_screen
from tests.bench.engine import EventClock, Running, client_of, engine, surroundings
from tests.bench.figure import Bench, Figure
from tests.bench.process_cost import cost_of
from tests.bench.stopwatch import times_of
from tests.bench.wire import Wire, a_wire
from tests.fakes.records import a_call
from tests.peers.process import PeerProcess

STARTS, ANSWERS, SECONDS = 10, 50, 20
START_MS, ANSWER_MS, IDLE_SHARE, CALL_SHARE, LIST_MS, RESIDENT_MB, HELD_MS = 1500, 40, 0.01, 0.05, 50, 180, 50
CALLS = 100_000
MB = 1_000_000
SETTLE_S = 4.0
WINDOW, POPUP = "softphone", "Incoming call"
QUALITY = "ctrl+4"
WIDE = ("1100", "760")
REST_S, KEYS_BELOW = 0.2, 38
"""A person looks before clicking; the keys' middle is so many pixels above the small window's lower edge."""


@dataclass(slots=True)
class OpenDesk:
    """A desk that can be seen; `held_ms` and the rest are known when it has been closed."""

    process: PeerProcess
    place: Place
    start_s: float
    start_cpu_s: float
    outcome: Path
    found: dict[str, list[float]] = field(default_factory=dict)


@asynccontextmanager
async def a_desk(screen: Watched, running: Running, does: str = "nothing") -> AsyncIterator[OpenDesk]:
    """Open a desk at an engine."""
    outcome = running.folder / f"desk-{time.monotonic_ns()}.json"
    words: list[str | Path] = [sys.executable, "-m", "tests.bench.desk_child", outcome, does]
    words += ["--no-machine", "--no-entries", "--config", running.folder / "softphone.toml"]
    environment = {**surroundings(running.folder), **screen.screen.environment}
    began = time.monotonic()
    process = PeerProcess("desk", words, running.folder, split=True, **environment)
    try:
        place = await screen.comes(WINDOW)
        took_s = time.monotonic() - began
        desk = OpenDesk(process, place, took_s, cost_of(process.pid).cpu_s, outcome)
        yield desk
    finally:
        await process.stop(within_s=8)
    desk.found = json.loads(outcome.read_text())


@asynccontextmanager
async def a_phone(
    bench: Bench, name: str, **more: Mapping[str, Any]
) -> AsyncIterator[tuple[Watched, Running, EventClock]]:
    """Give a screen, an engine, and a client of it."""
    async with a_screen(bench, name) as screen, engine(bench, name, **more) as running, client_of(running) as clock:
        yield screen, running, clock


async def measure_start(bench: Bench) -> list[Figure]:
    """Open the desk again and again; the first time does not count."""
    took, worked = [], []
    async with a_screen(bench, "desk-start") as screen, engine(bench, "desk-start") as running:
        for _ in range(bench.rounds(STARTS, 3) + 1):
            async with a_desk(screen, running) as desk:
                took.append(desk.start_s * 1000)
                worked.append(desk.start_cpu_s * 1000)
            await screen.goes(WINDOW)
    middle = statistics.median(took[1:])
    measured = f"median {middle:.0f} ms, slowest {max(took[1:]):.0f} ms of {len(took) - 1}"
    details = (f"at work for {statistics.median(worked[1:]):.0f} ms of it",)
    return [Figure("desk start", f"at most {START_MS} ms", measured, middle <= START_MS, details=details)]


async def measure_answer(bench: Bench) -> list[Figure]:
    """Click on Answer in the small window, again and again."""
    async with a_phone(bench, "desk-answer") as (screen, running, clock), a_desk(screen, running, "slots") as desk:
        with a_wire(bench.ports) as wire:
            await asyncio.sleep(SETTLE_S)
            rounds = range(bench.rounds(ANSWERS, 10))
            took = [await _click(screen, wire, clock, running.sip) for _ in rounds]
    p95 = _p95(took)
    measured = f"p95 {p95:.1f} ms, {times_of(took)} ({len(took)} clicks)"
    answers = Figure("desk answer", f"p95 at most {ANSWER_MS} ms", measured, p95 <= ANSWER_MS)
    return [answers, _held("desk answer slots", desk)]


async def _click(screen: Watched, wire: Wire, clock: EventClock, target: str) -> float:
    """Call, click on Answer, and say how long the 200 OK took."""
    call = wire.call(target)
    call.invite()
    popup = await screen.comes(POPUP)
    await asyncio.sleep(REST_S)
    clicked = time.monotonic()
    screen.click(popup.x + popup.width * 3 // 4, popup.y + popup.height - KEYS_BELOW)
    ok = await call.response("INVITE")
    call.ack(ok)
    await screen.goes(POPUP)
    _, leaving = clock.command(HangUp())
    call.answer(await call.request("BYE"), 200, "OK")
    await leaving
    wire.forget(call)
    return ok.received_at - clicked


async def measure_cost(bench: Bench) -> list[Figure]:
    """Let the desk wait, then show a call's live plot."""
    seconds = bench.rounds(SECONDS, 8)
    sound = speaking(bench)
    async with a_phone(bench, "desk-cost", audio=sound) as (screen, running, clock), a_desk(screen, running) as desk:
        await asyncio.sleep(SETTLE_S)
        idle = await _share(desk, seconds)
        await screen.screen.hands("windowsize", "--sync", str(desk.place.window.id), *WIDE)
        await screen.screen.press(str(desk.place.window.id), QUALITY)
        in_call = await _in_call(bench, desk, running, clock)
        resident = cost_of(desk.process.pid).resident_bytes / MB
    return [
        Figure("desk idle", f"at most {IDLE_SHARE:.0%} of a core", f"{idle:.2%} of a core", idle <= IDLE_SHARE),
        Figure("desk call", f"at most {CALL_SHARE:.0%} of a core", f"{in_call:.2%} of a core", in_call <= CALL_SHARE),
        Figure("desk memory", f"at most {RESIDENT_MB} MB", f"{resident:.0f} MB", resident <= RESIDENT_MB),
    ]


async def _in_call(bench: Bench, desk: OpenDesk, running: Running, clock: EventClock) -> float:
    with a_wire(bench.ports) as wire:
        member = await join(bench, wire, running.sip, clock)
        await asyncio.sleep(SETTLE_S)
        share = await _share(desk, bench.rounds(SECONDS, 8))
        await disperse([member])
    return share


async def measure_lists(bench: Bench) -> list[Figure]:
    """Search and scroll in a history and a phone book of 100,000 each."""
    many = bench.rounds(CALLS, CALLS)
    folder = bench.folder / "lists"
    people = _fill(folder, many)
    more: dict[str, dict[str, Any]] = {"history": {"directory": str(folder)}, "contacts": {"files": [str(people)]}}
    async with a_screen(bench, "desk-lists") as screen, engine(bench, "desk-lists", **more) as running:
        await asyncio.sleep(SETTLE_S)
        async with a_desk(screen, running, "lists") as desk:
            await desk.process.ready(desk.outcome.exists, "has searched and scrolled", within_s=120)
    search, scroll = (times_of([ms / 1000 for ms in desk.found[name]]) for name in ("search", "scroll"))
    slowest = max(search.worst_ms, scroll.worst_ms)
    measured = f"slowest search {search.worst_ms:.1f} ms, slowest page {scroll.worst_ms:.1f} ms"
    details = (f"searches {search}", f"pages {scroll}")
    return [
        Figure("desk lists", f"at most {LIST_MS} ms", measured, slowest <= LIST_MS, details=details),
        _held("desk lists slots", desk),
    ]


def _held(name: str, desk: OpenDesk) -> Figure:
    """Say how late the window's loop came back at worst, and how long it worked at most: the rest is want of a core."""
    late, worked = (times_of([ms / 1000 for ms in desk.found[kind]]) for kind in ("held", "worked"))
    measured = (
        f"late by {late.worst_ms:.0f} ms at worst, p99 {late.p99_ms:.1f} ms; at work for {worked.worst_ms:.0f} ms"
    )
    return Figure(name, f"none above {HELD_MS} ms", measured, late.worst_ms <= HELD_MS)


async def _share(desk: OpenDesk, seconds: float) -> float:
    before = cost_of(desk.process.pid)
    await asyncio.sleep(seconds)
    return cost_of(desk.process.pid).share_since(before)


def _p95(took: Sequence[float]) -> float:
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000


def _fill(folder: Path, many: int) -> Path:
    """Leave a long history and a thick phone book; gives the book's file."""
    folder.mkdir(parents=True)
    history = HistoryFile(folder / "history.sqlite", lambda _: None)
    start = datetime.now(UTC) - timedelta(days=70)
    with history._opened.connection as connection:
        connection.execute("BEGIN IMMEDIATE")
        for number in range(many):
            at = start + timedelta(minutes=number)
            record = a_call(number, started_at=at, connected_at=at, ended_at=at + timedelta(seconds=50))
            history_file._add(connection, history_file._free_row(connection, record), record)
    history.close()
    people = folder / "people.csv"
    with people.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "number"))
        rows.writerows((f"{NAMES[n % len(NAMES)]} {n}", f"+4930{1_000_000 + n}") for n in range(CONTACTS))
    return people
