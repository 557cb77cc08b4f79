"""What the engine costs when nothing happens: until it is ready, and while it waits, registered."""

import asyncio
import statistics

from tests.bench.engine import engine
from tests.bench.figure import Bench, Figure
from tests.bench.message import HOST
from tests.bench.wire import a_wire

STARTS = 10
START_MS = 500
IDLE_S, IDLE_CPU_S, IDLE_MB = 60, 0.3, 70
MB = 1_000_000
SETTLE_S = 3.0
PASSWORD = "SOFTPHONE_PASSWORD"  # noqa: S105 - the name of a variable


async def measure_start(bench: Bench) -> list[Figure]:
    """Start engines one after the other."""
    took = []
    for number in range(bench.rounds(STARTS, 3)):
        async with engine(bench, f"start-{number}") as running:
            took.append(running.start_s * 1000)
    middle = statistics.median(took)
    measured = f"median {middle:.0f} ms, slowest {max(took):.0f} ms of {len(took)}"
    return [Figure("start", f"at most {START_MS} ms", measured, middle <= START_MS)]


async def measure_idle(bench: Bench) -> list[Figure]:
    """Let a registered engine wait for a minute."""
    seconds = bench.rounds(IDLE_S, 10)
    with a_wire(bench.ports) as wire:
        account = {"uri": f"sip:agent@{HOST}", "registrar": f"sip:{HOST}:{wire.port}", "username": "agent"}
        account["password_env"] = PASSWORD
        async with engine(bench, "idle", account=account) as running:
            await asyncio.sleep(SETTLE_S)
            assert wire.registrations, "the engine did not register"
            before = running.cost()
            await asyncio.sleep(seconds)
            after = running.cost()
    cpu_s = (after.cpu_s - before.cpu_s) * IDLE_S / seconds
    resident_mb = after.resident_bytes / MB
    measured = f"{cpu_s:.2f} s of CPU per {IDLE_S} s, {resident_mb:.0f} MB resident"
    is_reached = cpu_s <= IDLE_CPU_S and resident_mb <= IDLE_MB
    return [Figure("idle", f"at most {IDLE_CPU_S} s per {IDLE_S} s, {IDLE_MB} MB", measured, is_reached)]
