"""A client of the bridge: finds the engine, says hello, asks, listens. For scripts, views and the desk alike."""

import asyncio
import itertools
import logging
import os
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.frames import CloseCode
from websockets.typing import Subprotocol

from softphone.adapters.bridge.runtime_file import RunningEngine, find_engine, runtime_dir
from softphone.protocol import codec
from softphone.protocol.answers import Subscribed
from softphone.protocol.enquiries import Subscribe
from softphone.protocol.envelope import Id, Incoming
from softphone.protocol.events import AnyEvent
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures
from softphone.protocol.greeting import ClientRole, Hello, Welcome
from softphone.protocol.methods import Command
from softphone.protocol.refusals import Refused
from softphone.protocol.state import State
from softphone.protocol.words import PROTOCOL, Asked, Told

log = logging.getLogger(__name__)

MOST_FRAME_BYTES = 64 << 20
"""Answers may be long; they come from our own engine."""
OPENING_S = 5.0
ANSWER_S = 30.0

T = TypeVar("T", bound=Told)
News = AnyEvent | State | Figures | Exchange
"""What a client may hear unasked."""


class NoEngine(Exception):
    """No engine runs, or it does not let us in."""


class ConnectionLost(Exception):
    """The engine has gone; what became of an unanswered request is not known."""


class BridgeClient:
    """One connection to the engine. Use it as `async with await BridgeClient.open(...) as phone`."""

    welcome: Welcome

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._ids = itertools.count(1)
        self._waiting: dict[Id, asyncio.Future[msgspec.Raw]] = {}
        self._heard: deque[News] = deque()
        self._news = asyncio.Event()
        self._is_over = False
        self._reader = asyncio.get_running_loop().create_task(self._read())

    @classmethod
    async def open(cls, role: ClientRole, *, instance: str | None = None, folder: Path | None = None) -> Self:
        """Connect to the engine of the runtime file; raises `NoEngine` or `Refused`."""
        folder = folder or runtime_dir()
        if (engine := find_engine(folder)) is None:
            raise NoEngine(f"No softphone engine runs ({folder} names none).")
        return await cls.open_at(engine, role, instance=instance)

    @classmethod
    async def open_at(cls, engine: RunningEngine, role: ClientRole, *, instance: str | None = None) -> Self:
        """Connect to a certain engine; raises `NoEngine` or `Refused`."""
        client = cls(await _connected(engine))
        hello = Hello(role=role, instance=instance or f"{role}-{os.getpid()}", token=engine.token)
        try:
            client.welcome = await client.ask(hello, Welcome, timeout_s=OPENING_S)
        except BaseException:
            await client.close()
            raise
        return client

    async def ask(self, what: Command | Hello, answer: type[T], timeout_s: float = ANSWER_S) -> T:
        """Ask for something; raises `Refused`, `ConnectionLost` or TimeoutError."""
        return codec.read_result(await self.call(what.METHOD, what, timeout_s), answer)

    async def call(self, method: str, params: Asked, timeout_s: float = ANSWER_S) -> msgspec.Raw:
        """Call a method by its name and give its result back unread."""
        if self._is_over:
            raise ConnectionLost("The engine has gone.")
        identity = next(self._ids)
        answer: asyncio.Future[msgspec.Raw] = asyncio.get_running_loop().create_future()
        self._waiting[identity] = answer
        try:
            await self._connection.send(codec.write_request(identity, method, params), text=True)
            async with asyncio.timeout(timeout_s):
                return await answer
        except ConnectionClosed as closed:
            raise ConnectionLost("The engine has gone.") from closed
        finally:
            self._waiting.pop(identity, None)

    async def subscribe(
        self,
        *,
        events: bool = True,
        state: bool = False,
        figures: bool = False,
        exchanges: bool = False,
        since: int | None = None,
    ) -> Subscribed:
        """Begin to hear what happens; `news` gives it."""
        wish = Subscribe(events=events, state=state, figures=figures, exchanges=exchanges, since=since)
        return await self.ask(wish, Subscribed)

    async def news(self) -> AsyncIterator[News]:
        """Give what is heard, in order, until the engine has gone."""
        while True:
            while self._heard:
                yield self._heard.popleft()
            if self._is_over:
                return
            self._news.clear()
            await self._news.wait()

    def heard(self) -> tuple[News, ...]:
        """Give what has been heard so far and not been given by `news`."""
        heard = tuple(self._heard)
        self._heard.clear()
        return heard

    async def gone(self) -> None:
        """Wait until the engine has gone."""
        await self._connection.wait_closed()

    async def close(self) -> None:
        """Say goodbye."""
        await self._connection.close()
        await self._reader

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _read(self) -> None:
        """Take what comes until the end; whoever still waits is told."""
        try:
            while True:
                self._take(codec.read_incoming(await self._connection.recv(decode=False)))
        except ConnectionClosed:
            pass
        except msgspec.DecodeError as wrong:
            log.warning("the engine sent what this client does not understand: %s", wrong)
            await self._connection.close(CloseCode.INVALID_DATA)
        finally:
            self._is_over = True
            self._news.set()
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(
                        ConnectionLost("The engine has gone; what became of the request is not known.")
                    )

    def _take(self, message: Incoming) -> None:
        """Take one message."""
        match message:
            case Incoming(method="event", params=params):
                self._hear(codec.read_event(params))
            case Incoming(method="state", params=params):
                self._hear(codec.read_state(params))
            case Incoming(method="figures", params=params):
                self._hear(codec.read_figures(params))
            case Incoming(method="exchange", params=params):
                self._hear(codec.read_exchange(params))
            case Incoming(id=identity, error=error, result=result):
                answer = self._waiting.get(identity) if identity is not None else None
                if answer is None or answer.done():
                    return
                if error is not None:
                    answer.set_exception(Refused(error))
                elif result:
                    answer.set_result(result)

    def _hear(self, item: News) -> None:
        """Keep something for whoever listens."""
        self._heard.append(item)
        self._news.set()


async def _connected(engine: RunningEngine) -> ClientConnection:
    """Open the socket; raises `NoEngine`. The token at the door lets us in even while others guess tokens."""
    try:
        return await connect(
            engine.bridge,
            additional_headers={"Authorization": f"Bearer {engine.token}"},
            subprotocols=[Subprotocol(PROTOCOL)],
            compression=None,
            proxy=None,
            open_timeout=OPENING_S,
            close_timeout=1,
            max_size=MOST_FRAME_BYTES,
        )
    except (OSError, InvalidHandshake) as wrong:
        raise NoEngine(f"No softphone engine answers at {engine.bridge} ({wrong}).") from wrong
