"""The engine under measurement: a real process with settings of its own, and a client that notes when it hears what."""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from softphone.adapters.bridge.client import BridgeClient
from softphone.adapters.bridge.runtime_file import find_engine
from softphone.protocol import codec
from softphone.protocol.commands import PhoneCommand
from softphone.protocol.enquiries import Subscribe
from softphone.protocol.events import AnyEvent
from softphone.protocol.greeting import ClientRole, Hello
from softphone.protocol.words import PROTOCOL
from tests.bench.figure import Bench
from tests.bench.process_cost import Cost, cost_of
from tests.e2e.engine import toml
from tests.peers.process import PeerProcess

TREE = Path(__file__).parents[2]
PATIENCE_S = 10.0
START_WITHIN_S = 20.0
Sections = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Running:
    """An engine that is ready."""

    process: PeerProcess
    folder: Path
    sip: str
    start_s: float

    def cost(self) -> Cost:
        """What it has cost so far."""
        return cost_of(self.process.pid)


@asynccontextmanager
async def engine(
    bench: Bench, name: str, module: str = "softphone", /, **more: Mapping[str, Any]
) -> AsyncIterator[Running]:
    """Run an engine; `more` changes sections of its settings, `module` is what is run."""
    folder = bench.own(name)
    file = folder / "softphone.toml"
    file.write_text(toml(_settings(folder, more)))
    began = time.monotonic()
    command: list[str | Path] = [sys.executable, "-m", module, "engine", "--no-machine", "--config", file]
    process = PeerProcess("engine", command, folder, split=True, **surroundings(folder))
    try:
        ready = await _ready(process)
        yield Running(process, folder, ready["sip"], time.monotonic() - began)
    finally:
        await process.stop(within_s=8)


@asynccontextmanager
async def client_of(running: Running) -> AsyncIterator["EventClock"]:
    """Connect a client that hears all events."""
    found = find_engine(running.folder / "runtime")
    assert found is not None
    async with (
        await BridgeClient.open_at(found, ClientRole.DRIVER, instance="bench") as phone,
        connect(found.bridge, subprotocols=[Subprotocol(PROTOCOL)], compression=None) as ear,
    ):
        await ear.send(codec.write_request(1, Hello.METHOD, _hello(found.token)), text=True)
        await ear.send(codec.write_request(2, Subscribe.METHOD, Subscribe()), text=True)
        clock = EventClock(phone)
        reading = asyncio.create_task(clock.read(ear))
        try:
            await asyncio.wait_for(clock.is_subscribed.wait(), PATIENCE_S)
            yield clock
        finally:
            reading.cancel()


@dataclass(slots=True)
class EventClock:
    """Two clients of the bridge: `phone` gives commands, the other notes the moment at which it has each event."""

    phone: BridgeClient
    is_subscribed: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[tuple[float, AnyEvent]] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _taken: int = 0

    async def read(self, ear: ClientConnection) -> None:
        """Listen for ever."""
        while True:
            frame = await ear.recv(decode=False)
            now = time.monotonic()
            message = codec.read_incoming(frame)
            if message.method == "event":
                self.heard.append((now, codec.read_event(message.params)))
                self._news.set()
            elif message.id == 2:
                self.is_subscribed.set()

    async def event(self, kind: str, **where: str) -> tuple[float, AnyEvent]:
        """Wait for the next event of this type, and give it with its moment; others are passed over."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                while self._taken < len(self.heard):
                    at, event = self.heard[self._taken]
                    self._taken += 1
                    if event.__struct_config__.tag == kind and all(getattr(event, k) == v for k, v in where.items()):
                        return at, event
                self._news.clear()
                await self._news.wait()

    def forget(self) -> None:
        """Let go of what was heard so far."""
        del self.heard[: self._taken]
        self._taken = 0

    def command(self, command: PhoneCommand) -> tuple[float, "asyncio.Task[Any]"]:
        """Begin a command; answers with the moment before it was sent."""
        return time.monotonic(), asyncio.create_task(self.phone.call(command.METHOD, command))


def _hello(token: str) -> Hello:
    return Hello(role=ClientRole.DRIVER, instance="bench-ear", token=token)


def _settings(folder: Path, more: Sections) -> Sections:
    chosen: dict[str, Mapping[str, Any]] = {
        "bridge": {"port": 0},
        "sip": {"bind": "127.0.0.1", "port": 0, "transport": ["udp"], "trusted": ["127.0.0.1"]},
        "audio": {"input": "silence", "output": "null", "ringer": "null", "codecs": ["pcmu"], "echo": "off"},
        "agent": {"wrap_up": "off"},
        "history": {"directory": str(folder / "data")},
        "log": {"directory": str(folder / "log")},
        "recording": {"directory": str(folder / "recordings")},
    }
    for section, values in more.items():
        chosen[section] = {**chosen.get(section, {}), **values}
    account = {"name": "bench", "uri": "sip:agent@127.0.0.1", "srtp": "off", **chosen.pop("account", {})}
    return {**chosen, "account": [account]}  # type: ignore[dict-item]


def surroundings(folder: Path) -> dict[str, str]:
    """Give a process folders of its own, and nothing of the desktop that the bench runs on."""
    own = {name: str(folder / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    return {
        **own,
        "PYTHONPATH": str(TREE),
        "SOFTPHONE_RUNTIME_DIR": str(folder / "runtime"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        "PYTHONDONTWRITEBYTECODE": "",  # an installed phone has its bytecode: compiling again is no part of its start
        "SOFTPHONE_PASSWORD": os.environ.get("SOFTPHONE_PASSWORD", "unused"),
    }


async def _ready(process: PeerProcess) -> dict[str, Any]:
    """Wait for the ready line, looking often: the wait itself is measured."""

    def line() -> str | None:
        return next((line for line in process.output().splitlines() if '"ready"' in line), None)

    async with asyncio.timeout(START_WITHIN_S):
        while (found := line()) is None:
            assert process.exit_code is None, f"the engine ended\n{process.tail()}"
            await asyncio.sleep(0.002)
    parsed: dict[str, Any] = json.loads(found)
    return parsed
