"""Shows a phone in the terminal until it or the watcher goes: a screen where a person looks, plain lines elsewhere."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TextIO

from softphone.adapters.bridge.client import BridgeClient, ConnectionLost
from softphone.protocol.commands import PhoneCommand
from softphone.protocol.events import AnyEvent
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures
from softphone.protocol.refusals import Refused
from softphone.protocol.state import State
from softphone.ui.text.keys import press
from softphone.ui.text.rows import clean
from softphone.ui.text.screen import View, call_text, paint
from softphone.ui.text.terminal import drawn, is_interactive, size, whole_screen

MOST_EVENTS = 200
SECOND = 1.0
REFRESH_S = 0.05
Describe = Callable[[AnyEvent], str]


@dataclass(slots=True)
class Watcher:
    """One look at one phone."""

    phone: BridgeClient
    out: TextIO
    describe: Describe
    title: str
    _view: View | None = None
    _places: list[str] = field(default_factory=list)
    _events: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_EVENTS))
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _asking: set[asyncio.Task[None]] = field(default_factory=set)
    _is_over: bool = False

    async def watch(self) -> None:
        """Show until the phone is switched off or the watcher has had enough."""
        subscribed = await self.phone.subscribe(events=True, state=True)
        self._view = View(self.title, subscribed.state, self._now(), places=tuple(self._places))
        listening = asyncio.create_task(self._listen())
        try:
            if is_interactive(self.out):
                await self._show_screen()
            else:
                await self._show_lines(listening)
        finally:
            await _ended(listening, *self._asking)

    def stop(self) -> None:
        """Look no longer; from the loop's thread."""
        self._is_over = True
        self._changed.set()

    def place(self, text: str) -> None:
        """Add somebody who can be called."""
        self._places.append(text)
        if not is_interactive(self.out):
            self._events.append(f"can be called: {text}")
        if self._view:
            self._show(replace(self._view, places=tuple(self._places)))

    async def _show_screen(self) -> None:
        with whole_screen(self.out, self._press):
            while not self._is_over and self._view:
                self._changed.clear()
                self.out.write(drawn(paint(self._view, self._now(), size())))
                self.out.flush()
                await asyncio.sleep(REFRESH_S)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), SECOND)

    async def _show_lines(self, listening: asyncio.Task[None]) -> None:
        self._say(self.title)
        for call in self._view.state.calls if self._view else ():
            self._say(call_text(call, 0))
        while not self._is_over and not listening.done():
            await self._changed.wait()
            self._changed.clear()
            while self._events:
                self._say(self._events.popleft())

    def _say(self, text: str) -> None:
        self.out.write(clean(text) + "\n")
        self.out.flush()

    async def _listen(self) -> None:
        async for news in self.phone.news():
            if isinstance(news, State):
                self._show(replace(self._view or View(self.title, news, 0), state=news, since=self._now()))
            elif not isinstance(news, Figures | Exchange):
                self._events.append(self.describe(news))
                self._show(replace(self._view, events=tuple(self._events)) if self._view else None)
        self.stop()

    def _show(self, view: View | None) -> None:
        self._view = view
        self._changed.set()

    def _press(self, key: str) -> None:
        if self._view is None:
            return
        meaning = press(key, self._view.state, self._view.typing)
        self._show(replace(self._view, typing=meaning.typing, says=meaning.says))
        if meaning.is_end:
            self.stop()
        elif meaning.command:
            task = asyncio.create_task(self._ask(meaning.command))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _ask(self, command: PhoneCommand) -> None:
        try:
            await self.phone.call(command.METHOD, command)
        except (Refused, ConnectionLost, TimeoutError) as refusal:
            if self._view:
                self._show(replace(self._view, says=str(refusal) or "no answer"))

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


async def _ended(*tasks: Awaitable[object]) -> None:
    for task in tasks:
        if isinstance(task, asyncio.Task):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
