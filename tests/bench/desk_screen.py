"""A screen for the desk under measurement: sees at once when a window comes or goes, and clicks without detours."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadWindow
from Xlib.ext import xtest
from Xlib.xobject.drawable import Window

from tests.bench.figure import Bench
from tests.e2e.screen import Screen

LOOK_S = 0.002
WITHIN_S = 20.0
LEFT = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window is."""

    window: Window
    x: int
    y: int
    width: int
    height: int


class Watched:
    """An X server, its windows by their names, and a pointer."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._display = Display(screen.environment["DISPLAY"])
        self._root = self._display.screen().root
        self._known: dict[int, str] = {}

    async def comes(self, name: str) -> Place:
        """Wait until a window of that name can be seen."""
        async with asyncio.timeout(WITHIN_S):
            while (place := self._find(name)) is None:  # noqa: ASYNC110 - how soon it comes is what is measured
                await asyncio.sleep(LOOK_S)
            return place

    async def goes(self, name: str) -> None:
        """Wait until it can be seen no more."""
        async with asyncio.timeout(WITHIN_S):
            while self._find(name) is not None:  # noqa: ASYNC110 - the same
                await asyncio.sleep(LOOK_S)

    def click(self, x: int, y: int) -> None:
        """Click there."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        xtest.fake_input(self._display, X.ButtonPress, LEFT)
        xtest.fake_input(self._display, X.ButtonRelease, LEFT)
        self._display.flush()

    def _find(self, name: str) -> Place | None:
        atom = self._display.get_atom("_NET_CLIENT_LIST")
        listed = self._root.get_full_property(atom, X.AnyPropertyType)
        for number in listed.value if listed else ():
            window = self._display.create_resource_object("window", number)
            try:
                if self._name(number, window) == name and window.get_attributes().map_state == X.IsViewable:
                    return self._place(window)
            except BadWindow:
                continue
        return None

    def _name(self, number: int, window: Window) -> str:
        if number not in self._known:
            title = window.get_full_text_property(self._display.get_atom("_NET_WM_NAME"))
            self._known[number] = title or ""
        return self._known[number]

    def _place(self, window: Window) -> Place:
        shape = window.get_geometry()
        corner = self._root.translate_coords(window, 0, 0)
        return Place(window, corner.x, corner.y, shape.width, shape.height)

    def close(self) -> None:
        """Look away."""
        self._display.close()


@asynccontextmanager
async def a_screen(bench: Bench, name: str) -> AsyncIterator[Watched]:
    """Give a screen with a window manager."""
    screen = Screen(bench.own(f"{name}-screen"))
    try:
        await screen.ready()
        watched = Watched(screen)
        try:
            yield watched
        finally:
            watched.close()
    finally:
        await screen.stop()
