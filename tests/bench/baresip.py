"""baresip under the same stopwatch: its control port over TCP in the place of our bridge."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.bench.figure import Bench
from tests.bench.message import HOST
from tests.bench.rounds import PAUSE_S, Rounds
from tests.bench.wire import Wire
from tests.peers.baresip import BaresipPhone
from tests.peers.process import PeerProcess, installed
from tests.peers.sockets import is_bound
from tests.peers.tones import tone_wav

PATIENCE_S = 10.0


class PlainBaresip(BaresipPhone):
    """A baresip that keeps no recording of its calls, so that it has nothing to do but to phone."""

    def config(self, folder: Path) -> str:
        """Leave the module that writes WAV files out."""
        return "\n".join(line for line in super().config(folder).splitlines() if "sndfile" not in line) + "\n"


@dataclass(slots=True)
class ControlClock:
    """The control port, with the moment of every event."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    heard: asyncio.Queue[tuple[float, dict[str, Any]]] = field(default_factory=asyncio.Queue)

    async def read(self) -> None:
        """Listen for ever."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                length = await self.reader.readuntil(b":")
                raw = await self.reader.readexactly(int(length[:-1]) + 1)
                self.heard.put_nowait((time.monotonic(), json.loads(raw[:-1])))

    async def event(self, kind: str) -> float:
        """Wait for the next event of this type and give its moment."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                at, message = await self.heard.get()
                if message.get("type") == kind:
                    return at

    def command(self, command: str, params: str = "") -> float:
        """Give a command; answers with the moment before it was sent."""
        raw = json.dumps({"command": command, "params": params, "token": "t"}).encode()
        at = time.monotonic()
        self.writer.write(b"%d:%s," % (len(raw), raw))
        return at


@dataclass(frozen=True, slots=True)
class RunningBaresip:
    """A baresip that takes commands."""

    process: PeerProcess
    uri: str
    clock: ControlClock


@asynccontextmanager
async def baresip(bench: Bench, name: str, *, answers: bool = False) -> AsyncIterator[RunningBaresip]:
    """Run a baresip that speaks a tone."""
    folder = bench.own(name)
    port = bench.ports.several(4)
    phone = PlainBaresip(port[0], port[2], bench.ports.several(20), tone_wav(folder, 440), answers=answers)
    phone = replace(phone, codecs="PCMU/8000/1")
    (folder / "config").write_text(phone.config(folder))
    (folder / "accounts").write_text(phone.account_line())
    (folder / "contacts").write_text("")
    process = PeerProcess("baresip", [installed("baresip", "baresip-core"), "-f", folder, "-4"], folder)
    try:
        await process.ready(lambda: is_bound("tcp", phone.control_port), "takes commands")
        reader, writer = await asyncio.open_connection(HOST, phone.control_port)
        clock = ControlClock(reader, writer)
        reading = asyncio.create_task(clock.read())
        yield RunningBaresip(process, phone.uri, clock)
        reading.cancel()
        writer.close()
    finally:
        await process.stop(within_s=3)


async def play(wire: Wire, phone: RunningBaresip, count: int) -> Rounds:
    """Play rounds as with our engine."""
    rounds = Rounds()
    await _round(wire, phone, Rounds())
    for _ in range(count):
        await _round(wire, phone, rounds)
        await asyncio.sleep(PAUSE_S)
    return rounds


async def _round(wire: Wire, phone: RunningBaresip, rounds: Rounds) -> None:
    call, clock = wire.call(phone.uri), phone.clock
    call.invite()
    rounds.invite_s.append(await clock.event("CALL_INCOMING") - call.sent_at)
    asked_at = clock.command("accept")
    ok = await call.response("INVITE")
    rounds.answer_s.append(ok.received_at - asked_at)
    call.ack(ok)
    await clock.event("CALL_ESTABLISHED")
    asked_at = clock.command("hangup")
    bye = await call.request("BYE")
    rounds.hang_up_s.append(bye.received_at - asked_at)
    call.answer(bye, 200, "OK")
    await clock.event("CALL_CLOSED")
    wire.forget(call)
    asked_at = clock.command("dial", wire.uri)
    out = await wire.incoming.get()
    invite = await out.request("INVITE")
    rounds.dial_s.append(invite.received_at - asked_at)
    out.answer(invite, 180, "Ringing")
    out.answer(invite, 486, "Busy Here")
    await clock.event("CALL_CLOSED")
    wire.forget(out)
