"""A bridge on a free port with a fake engine behind it, and raw clients that may say anything."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from softphone.adapters.bridge import page_files
from softphone.adapters.bridge.runtime_file import RunningEngine
from softphone.adapters.bridge.server import BridgeServer
from softphone.connector.page import ASSETS
from softphone.protocol.events import AnyEvent
from softphone.settings.sections.network import BridgeSettings
from tests.fakes.engine import FakeEngine
from tests.fakes.pages import FakePages

TEMPLATE = Path(__file__).resolve().parents[3] / "resources/connector/page/index.html"
TOKEN = "the-right-token"  # noqa: S105 - of a bridge that lives for one test


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the connector page, as the bundler leaves it."""
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / page_files.INDEX).write_bytes(TEMPLATE.read_bytes())
    for name in ASSETS:
        (folder / name).write_text(f"// {name}")
    monkeypatch.setattr(page_files, "page_folder", lambda: folder)
    return folder


@dataclass(slots=True)
class House:
    """The bridge and what is behind it."""

    server: BridgeServer
    engine: FakeEngine
    pages: FakePages
    url: str

    @property
    def port(self) -> int:
        return int(self.url.split(":")[2].split("/")[0])

    @property
    def running(self) -> RunningEngine:
        return RunningEngine(pid=1, bridge=self.url, token=TOKEN, version="1.2.3")

    def tell(self, event: AnyEvent) -> None:
        """Let an event happen."""
        self.engine.seq = event.seq
        self.server.broadcast(event)


@dataclass(slots=True)
class Raw:
    """A client that sends whatever a test wants."""

    connection: ClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, message: object) -> None:
        await self.connection.send(message if isinstance(message, str | bytes) else json.dumps(message))

    async def next(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await self.connection.recv())
        self.heard.append(message)
        return message

    async def ask(self, method: str, identity: int | str = 1, **params: object) -> dict[str, Any]:
        await self.send({"jsonrpc": "2.0", "id": identity, "method": method, "params": params})
        while (message := await self.next()).get("id") != identity:
            pass
        return message

    async def hello(self, **params: object) -> dict[str, Any]:
        return await self.ask("hello", "hello", **{"role": "driver", "instance": "test", "token": TOKEN, **params})


Open = Callable[..., AbstractAsyncContextManager[House]]


@asynccontextmanager
async def a_house(*, base: int = 4, **settings: Any) -> AsyncIterator[House]:
    """Open a bridge with these settings."""
    engine, pages = FakeEngine(), FakePages()
    server = BridgeServer(BridgeSettings(**{"port": 0, **settings}), TOKEN, base)
    url = await server.start(engine, pages)
    try:
        yield House(server, engine, pages, url)
    finally:
        await server.stop()


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


@asynccontextmanager
async def a_client(house: House, *, origin: str | None = None, **options: Any) -> AsyncIterator[Raw]:
    """Connect without saying hello."""
    async with connect(
        house.url,
        origin=None if origin is None else Origin(origin),
        subprotocols=[Subprotocol("softphone.v1")],
        compression=None,
        close_timeout=0.2,
        **options,
    ) as connection:
        yield Raw(connection)


@asynccontextmanager
async def a_driver(house: House, **options: Any) -> AsyncIterator[Raw]:
    """Connect and say hello."""
    async with a_client(house, **options) as client:
        await client.hello()
        yield client
