"""Thousands of calls in a row, and what is left of them in memory after a rest.

PJSIP keeps ended transactions for half a minute. The calls come at a pace at which the first thousand fill that half
minute, so that what the others add is growth; and memory is compared after a rest before and after.
"""

import asyncio

from tests.bench.engine import EventClock, Running, client_of, engine
from tests.bench.figure import Bench, Figure
from tests.bench.rounds import Rounds, answered, hung_up
from tests.bench.stopwatch import times_of
from tests.bench.wire import Wire, a_wire

WARM_UP, CALLS = 1000, 5000
REST_BETWEEN_S, REST_S = 50, 60
GROWTH_KB = 2.5
PACE_S = 0.035
KB = 1000


async def measure(bench: Bench) -> list[Figure]:
    """Call, rest, call on, rest, and compare."""
    warm_up, calls = bench.rounds(WARM_UP, 100), bench.rounds(CALLS, 300)
    with a_wire(bench.ports) as wire:
        async with engine(bench, "endurance") as running, client_of(running) as clock:
            rounds = Rounds()
            await _call(wire, clock, running, warm_up, rounds)
            await asyncio.sleep(bench.rounds(REST_BETWEEN_S, 2))
            before = running.cost()
            await _call(wire, clock, running, calls, rounds)
            busy = running.cost()
            await asyncio.sleep(bench.rounds(REST_S, 2))
            after = running.cost()
    growth_kb = (after.resident_bytes - before.resident_bytes) / calls / KB
    per_call_ms = (busy.cpu_s - before.cpu_s) / calls * 1000
    measured = f"{warm_up + calls} calls, no failure, {growth_kb:.2f} kB per call, {per_call_ms:.1f} ms of CPU per call"
    sizes = " -> ".join(f"{cost.resident_bytes / 1e6:.1f} MB" for cost in (before, busy, after))
    ways = (
        f"event {times_of(rounds.invite_s)}, answer {times_of(rounds.answer_s)}, hang up {times_of(rounds.hang_up_s)}"
    )
    details = (f"after {warm_up} calls and a rest -> at the last call -> after the last rest: {sizes}", ways)
    reach = f"no failure, at most {GROWTH_KB} kB per call after the first {WARM_UP}"
    if bench.is_quick:  # no time for a rest: what PJSIP keeps of ended calls for half a minute looks like growth
        return [Figure("endurance", reach, f"{warm_up + calls} calls, no failure; memory only in a full run")]
    return [Figure("endurance", reach, measured, growth_kb <= GROWTH_KB, details=details)]


async def _call(wire: Wire, clock: EventClock, running: Running, count: int, rounds: Rounds) -> None:
    loop = asyncio.get_running_loop()
    due = loop.time() + PACE_S
    for _ in range(count):
        call = wire.call(running.sip)
        await answered(call, clock, rounds)
        await hung_up(call, clock, rounds)
        wire.forget(call)
        clock.forget()
        await asyncio.sleep(max(0.0, due - loop.time()))
        due = loop.time() + PACE_S
