"""What it costs to know how calls sound: the same ten calls with and without anybody looking at their audio."""

import asyncio

from tests.bench.calls import Member, disperse, join, speaking
from tests.bench.engine import client_of, engine
from tests.bench.figure import Bench, Figure
from tests.bench.wire import a_wire

CALLS, SHARE = 10, 0.02
TALK_S, SETTLE_S = 30, 8.0
"""Long enough for the far ends' reports to come in."""


async def measure(bench: Bench) -> list[Figure]:
    """Compare an engine that looks at ten calls, and tells a desk of it, with one that does not."""
    without = await _share(bench, "unmeasured", "tests.bench.unmeasured")
    measured = await _share(bench, "measured", "softphone")
    added = measured - without
    says = f"{added * 100:.2f} % of a core ({measured * 100:.2f} % with, {without * 100:.2f} % without)"
    return [Figure("statistics", f"at most {SHARE:.0%} of a core", says, added <= SHARE)]


async def _share(bench: Bench, name: str, module: str) -> float:
    more = {"calls": {"waiting": "on", "max_calls": CALLS}, "audio": speaking(bench)}
    async with engine(bench, name, module, **more) as running, client_of(running) as clock:
        with a_wire(bench.ports) as wire:
            company: list[Member] = [await join(bench, wire, running.sip, clock) for _ in range(CALLS)]
            await clock.phone.subscribe(events=False, figures=True)
            await asyncio.sleep(SETTLE_S)
            before = running.cost()
            await asyncio.sleep(bench.rounds(TALK_S, 10))
            share = running.cost().share_since(before)
            told = clock.phone.heard()
            assert bool(told) is (module == "softphone"), f"{len(told)} figures were told"
            await disperse(company)
    return share
