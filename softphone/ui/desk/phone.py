"""The phone as the window has it: a mirror of its state, and a way to ask it. One client of the bridge, in Qt's loop.

No slot waits: asking begins a task, and what comes of it is told by a signal. How many may be under way is bounded.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from softphone.adapters.bridge.client import BridgeClient, ConnectionLost, NoEngine
from softphone.adapters.bridge.reconnecting import connections
from softphone.protocol.answers import Done
from softphone.protocol.enquiries import ShutDown
from softphone.protocol.events import ActionFailed
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures
from softphone.protocol.greeting import ClientRole
from softphone.protocol.methods import METHODS, Command
from softphone.protocol.refusals import Refused
from softphone.protocol.state import State
from softphone.protocol.words import PROTOCOL_VERSION, Told
from softphone.ui.desk.engine_starter import EngineStarter
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Connection, Mirror, lost, told
from softphone.ui.views.refusals import LATE, LOST, failure_text, own_words, refusal_text

MOST_AT_ONCE = 32
ANSWER_S = 15.0
REFUSED_PAUSE_S = 5.0
T = TypeVar("T", bound=Told)


def _nothing() -> None:
    """Most who ask have nothing to do without an answer."""


class DeskPhone(QObject):
    """The one client of the desk; everything in the window shares it."""

    changed = Signal(object)
    """The `Mirror` is another."""
    happened = Signal(object)
    """An event (`softphone.protocol.events.AnyEvent`)."""
    measured = Signal(object)
    """How the calls sound now (`softphone.protocol.figures.Figures`), about once a second while somebody talks."""
    exchanged = Signal(object)
    """Salesforce asked something or was told it (`softphone.protocol.exchanges.Exchange`), or that has got on."""
    said = Signal(str)
    """Something was refused or failed; a sentence for the agent."""
    answered = Signal(object)
    """A command was carried out: (command, `Done`)."""

    def __init__(self, starter: EngineStarter | None, folder: Path, say: Language) -> None:
        super().__init__()
        self.mirror = Mirror()
        self._starter, self._folder, self._say = starter, folder, say
        self._client: BridgeClient | None = None
        self._wants_restart = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._asking = 0

    def start(self) -> None:
        """Begin to look for the engine, and stay with it; from inside the running loop."""
        self._begin(self._stay())

    async def stop(self) -> None:
        """Let go of the engine, and of everything that still waits for it."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def ask(self, command: Command) -> None:
        """Ask for something; a refusal is said, success shows in the state. Never waits."""
        if self._client is None:
            self.said.emit(self._say("The phone is not running."))
        elif self._asking >= MOST_AT_ONCE:
            self.said.emit(self._say("The phone is busy with what it was asked before."))
        else:
            self._begin(self._ask(command))

    def enquire(self, what: Command, then: Callable[[Any], None], *, otherwise: Callable[[], None] = _nothing) -> None:
        """Ask to know something; `then` gets the answer, `otherwise` hears that there is none. Never waits."""
        if self._client is not None and self._asking < MOST_AT_ONCE:
            self._begin(self._enquire(what, then, otherwise))
        else:
            otherwise()

    async def request(self, what: Command, kind: type[T]) -> T:
        """Ask and wait for the answer; raises `Refused`, `NoEngine`, `ConnectionLost` or TimeoutError."""
        if self._client is None:
            raise NoEngine(self._say("The phone is not running."))
        self._asking += 1
        try:
            return await self._client.ask(what, kind, ANSWER_S)
        finally:
            self._asking -= 1

    def try_again(self) -> None:
        """Start the engine now, although it failed before."""
        if self._starter:
            self._starter.try_again()

    @property
    def is_engine_ours(self) -> bool:
        """Whether the engine was started by a desk, so that it may end with it."""
        return self._starter is not None and self._starter.is_ours()

    @property
    def is_engine_anothers(self) -> bool:
        """Whether the engine that is there was started by no desk, so that it is not ours to end."""
        return self.mirror.is_up and not self.is_engine_ours

    def restart_engine(self) -> None:
        """Have the engine end; another one is started in its place. One that only just begins ends when it is there."""
        self.try_again()
        self._wants_restart = self._client is None
        if not self._wants_restart:
            self.ask(ShutDown())

    async def end_engine(self) -> None:
        """Ask the engine to end, and wait until it has gone, for a while."""
        client = self._client
        if client is None:
            if self._starter:
                self._starter.end()
            return
        try:
            async with asyncio.timeout(ANSWER_S):
                await client.ask(ShutDown(), Done)
                await client.gone()
        except (Refused, ConnectionLost, TimeoutError):
            return

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            raise error

    async def _ask(self, command: Command) -> None:
        try:
            self.answered.emit((command, await self.request(command, METHODS[command.METHOD].answers)))
        except Refused as refused:
            self.said.emit(refusal_text(refused, self._say))
        except (NoEngine, ConnectionLost):
            self.said.emit(self._say(LOST))
        except TimeoutError:
            self.said.emit(self._say(LATE))

    async def _enquire(self, what: Command, then: Callable[[Any], None], otherwise: Callable[[], None]) -> None:
        try:
            answer = await self.request(what, METHODS[what.METHOD].answers)
        except (Refused, NoEngine, ConnectionLost, TimeoutError):
            otherwise()
        else:
            then(answer)

    async def _stay(self) -> None:
        while True:
            try:
                await self._follow_all()
            except Refused as refused:
                self._put(lost(self.mirror, Connection.REFUSED, refusal_text(refused, self._say)))
            except msgspec.DecodeError as wrong:
                self._put(lost(self.mirror, Connection.REFUSED, own_words(str(wrong), self._say)))
            except (ConnectionLost, TimeoutError):
                self._put(lost(self.mirror, Connection.SEEKING))
            await asyncio.sleep(REFUSED_PAUSE_S)

    async def _follow_all(self) -> None:
        engines = connections(ClientRole.CONSOLE, folder=self._folder, absent=self._absent)
        async with contextlib.aclosing(engines):
            async for client in engines:
                await self._follow(client)
                self._put(lost(self.mirror, Connection.SEEKING))

    def _absent(self, nobody: NoEngine) -> None:
        if self._starter is None:
            self._put(lost(self.mirror, Connection.SEEKING, str(nobody)))
        elif failure := self._starter.see_to_it():
            self._put(lost(self.mirror, Connection.FAILED, own_words(failure, self._say)))
        elif self.mirror.connection is not Connection.FAILED:
            self._put(lost(self.mirror, Connection.STARTING))

    async def _follow(self, client: BridgeClient) -> None:
        card = client.welcome.phone
        if card.protocol != PROTOCOL_VERSION:
            says = self._say(
                "It is version {version} and speaks another protocol; end it or install the same version.",
                version=card.version,
            )
            self._put(lost(self.mirror, Connection.REFUSED, says))
            await client.gone()
            return
        subscribed = await client.subscribe(events=True, state=True, figures=True, exchanges=True)
        self._client = client
        if self._starter:
            self._starter.is_up()
        if self._wants_restart:
            self.restart_engine()
        self._put(told(Mirror(phone=card), subscribed.state, time.monotonic()))
        try:
            async for news in client.news():
                self._hear(news)
        finally:
            self._client = None

    def _hear(self, news: Any) -> None:  # noqa: ANN401 - any event, of which there are dozens
        if isinstance(news, State):
            self._put(told(self.mirror, news, time.monotonic()))
            return
        if isinstance(news, Figures):
            self.measured.emit(news)
            return
        if isinstance(news, Exchange):
            self.exchanged.emit(news)
            return
        if isinstance(news, ActionFailed):
            self.said.emit(failure_text(news.payload, self._say))
        self.happened.emit(news)

    def _put(self, mirror: Mirror) -> None:
        if mirror != self.mirror:
            self.mirror = mirror
            self.changed.emit(mirror)
