"""How long a call takes to Salesforce's page, how long requests take, and how fast a page that was away catches up.

The page is Salesforce's base connector in a real Chromium. The clocks of the browser and of this process are set
against each other first; what that leaves open is told with the figure.
"""

import asyncio
import json
import re
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import async_playwright
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from softphone.adapters.bridge.client import BridgeClient
from softphone.adapters.bridge.runtime_file import find_engine
from softphone.protocol.greeting import ClientRole
from softphone.protocol.pages import SendMessage
from softphone.protocol.words import PROTOCOL
from tests.bench.engine import EventClock, Running, client_of, engine
from tests.bench.figure import Bench, Figure
from tests.bench.rounds import Rounds, answered, hung_up
from tests.bench.stopwatch import Times, times_of
from tests.bench.wire import Wire, a_wire
from tests.page.lightning import Lightning, chromium, tab, website

ROUNDS, QUICK = 200, 20
MANY, FEW = 10_000, 1_000
PAGE_P95_MS, TRIP_P99_MS, CATCH_UP_S, PER_S = 50.0, 5.0, 2.0, 1000
IN_FLIGHT = 50
"""Messages asked for at once: the bridge takes no more than 64."""


async def measure(bench: Bench) -> list[Figure]:
    """Measure with a browser, and then with a page that can be made to wait."""
    rounds = bench.rounds(ROUNDS, QUICK)
    async with (
        website(bench.own("site")) as port,
        async_playwright() as playwright,
        chromium(playwright, bench.own("profile")) as context,
        tab(context, port) as salesforce,
    ):
        figures = await _with_browser(bench, salesforce, rounds)
    return [*figures, *await _patiently(bench, bench.rounds(MANY, FEW))]


async def _with_browser(bench: Bench, salesforce: Lightning, rounds: int) -> list[Figure]:
    parents = {"parents": [salesforce.origin]}
    with a_wire(bench.ports) as wire:
        async with engine(bench, "page", bridge={"port": 0, **parents}) as running, client_of(running) as clock:
            await salesforce.load(_page_of(running))
            await salesforce.hears("CONNECTOR_READY")
            ahead_s, doubt_s = await _clock_of(salesforce)
            calls = [await _rung(wire, clock, salesforce, running.sip) - ahead_s for _ in range(rounds)]
            trips = await _trips(wire, clock, salesforce, running.sip, rounds)
    page, trip = times_of(calls), times_of(trips)
    p95_ms = sorted(calls)[int(len(calls) * 0.95) - 1] * 1000
    return [
        Figure(
            "page event",
            f"p95 at most {PAGE_P95_MS:g} ms",
            f"p95 {p95_ms:.2f} ms, {page} ({page.count} calls)",
            p95_ms <= PAGE_P95_MS,
            details=(f"the two clocks agree within {doubt_s * 1000:.2f} ms",),
        ),
        Figure("page trip", "", str(trip)),
    ]


def _page_of(running: Running) -> str:
    found = find_engine(running.folder / "runtime")
    assert found is not None
    return found.bridge.replace("ws://", "http://").replace("/bridge", "/connector/")


async def _clock_of(salesforce: Lightning) -> tuple[float, float]:
    """How far the page's clock is ahead of ours, and how sure that is."""
    best = (0.0, 1e9)
    for _ in range(50):
        before = time.monotonic()
        there = await salesforce.page.evaluate("performance.timeOrigin + performance.now()") / 1000
        after = time.monotonic()
        best = min(best, (there - (before + after) / 2, (after - before) / 2), key=lambda one: one[1])
    return best


async def _rung(wire: Wire, clock: EventClock, salesforce: Lightning, target: str) -> float:
    """Call, and give the time from the INVITE on the wire to the event at Salesforce, in the page's clock."""
    call = wire.call(target)
    call.invite()
    invited_at = call.sent_at
    (started,) = await salesforce.hears("CALL_STARTED")
    call.cancel()
    await clock.event("HANGUP")
    await salesforce.hears("HANGUP")
    wire.forget(call)
    return float(started["at"]) / 1000 - invited_at


async def _trips(wire: Wire, clock: EventClock, salesforce: Lightning, target: str, rounds: int) -> list[float]:
    """Mute and unmute in Salesforce, and give the times from the click to the event, in the page's clock."""
    call = wire.call(target)
    await answered(call, clock, Rounds())
    await salesforce.hears("CALL_STARTED", "CALL_CONNECTED")
    times: list[float] = await salesforce.page.evaluate(MUTING, rounds)
    await hung_up(call, clock, Rounds())
    return [ms / 1000 for ms in times]


MUTING = """async (rounds) => {
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
        told.length = 0;
        const heard = new Promise((resolve) => { told.push = (event) => resolve(event); });
        const began = performance.now();
        say(round % 2 ? "UNMUTE" : "MUTE", {});
        await heard;
        times.push(performance.now() - began);
    }
    delete told.push;
    return times;
}"""


@dataclass(slots=True)
class PatientPage:
    """A page of our own, which acks when it is told to."""

    socket: ClientConnection
    session: str = ""
    numbers: list[int] = field(default_factory=list)

    async def hello(self, **proof: str) -> None:
        """Introduce itself."""
        params = {"role": "connector", "instance": "patient", "isReady": "session" in proof, **proof}
        await self._say({"id": "hello", "method": "hello", "params": params})
        self.session = (await self._hear())["result"]["session"]

    async def init(self) -> None:
        """Be ready."""
        await self._say({"id": "patient:1", "method": "init", "params": {"connectorConfig": {}}})
        await self.ack((await self._hear())["result"]["seq"])

    async def trip(self, number: int) -> float:
        """Ask something, and give the time until the answer is there."""
        began = time.monotonic()
        await self._say({"id": f"trip:{number}", "method": "getAgentConfig", "params": {}})
        seq = (await self._hear())["result"]["seq"]
        took_s = time.monotonic() - began
        await self.ack(seq)
        return took_s

    async def ack(self, seq: int) -> None:
        """Have dealt with a message."""
        await self._say({"method": "ack", "params": {"seq": seq}})

    async def takes(self, count: int, *, acks: bool) -> None:
        """Take so many messages."""
        taken = 0
        while taken < count:
            message = await self._hear()
            if message.get("method") != "publishEvent":
                continue
            taken += 1
            self.numbers.append(message["params"]["seq"])
            if acks:
                await self.ack(self.numbers[-1])

    async def _say(self, message: dict[str, Any]) -> None:
        await self.socket.send(json.dumps({"jsonrpc": "2.0", **message}))

    async def _hear(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await self.socket.recv())
        return message


@asynccontextmanager
async def _page(running: Running) -> AsyncIterator[PatientPage]:
    url = _page_of(running)
    bridge, origin = url.replace("http", "ws").replace("/connector/", "/bridge"), url.removesuffix("/connector/")
    async with connect(bridge, origin=origin, subprotocols=[Subprotocol(PROTOCOL)], compression=None) as socket:  # type: ignore[arg-type]
        yield PatientPage(socket)


def _ticket(url: str) -> str:
    """Load the page as a frame does, and read its ticket."""
    headers = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:  # noqa: S310 - loopback
        found = re.search(r'data-ticket="([^"]+)"', answer.read().decode())
    assert found
    return found.group(1)


async def _patiently(bench: Bench, count: int) -> list[Figure]:
    """Ask a page's question many times; then let it miss many messages, and take the time until it has them all."""
    bridge = {"port": 0, "parents": ["https://myorg.lightning.force.com"]}
    async with engine(bench, "catch-up", bridge=bridge) as running:
        async with _page(running) as page:
            await page.hello(ticket=await asyncio.to_thread(_ticket, _page_of(running)))
            await page.init()
            trips = times_of([await page.trip(number) for number in range(bench.rounds(1000, 100))])
            began = time.monotonic()
            await asyncio.gather(_speak(running, count), page.takes(count, acks=False))
            per_s = count / (time.monotonic() - began)
        async with _page(running) as again:
            began = time.monotonic()
            await again.hello(session=page.session)
            await again.takes(count, acks=True)
            caught_up_s = time.monotonic() - began
    assert again.numbers == sorted(set(again.numbers))
    return [_trip(trips), _catch_up(count, per_s, caught_up_s)]


def _trip(trips: Times) -> Figure:
    return Figure("bridge trip", f"p99 at most {TRIP_P99_MS:g} ms", str(trips), trips.p99_ms <= TRIP_P99_MS)


def _catch_up(count: int, per_s: float, caught_up_s: float) -> Figure:
    reach = f"at most {CATCH_UP_S:g} s for {count:,} messages; {PER_S:,} a second"
    measured = f"{caught_up_s:.2f} s; {per_s:,.0f} a second"
    return Figure("catch up", reach, measured, caught_up_s <= CATCH_UP_S and per_s >= PER_S)


async def _speak(running: Running, count: int) -> None:
    """Have the phone say something to Salesforce many times."""
    found = find_engine(running.folder / "runtime")
    assert found is not None
    async with await BridgeClient.open_at(found, ClientRole.DRIVER, instance="speaker") as phone:
        for first in range(0, count, IN_FLIGHT):
            numbers = range(first, min(first + IN_FLIGHT, count))
            await asyncio.gather(*(phone.call("message", SendMessage(message={"number": one})) for one in numbers))
