"""The desk where screens come and go, and where there is a tray."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from functools import partial

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from softphone.ui.theme.tokens import LIGHT
from tests.e2e.calls import rings
from tests.e2e.desks import engine_at
from tests.e2e.screen import SIZE, DeskWindow, Screen, TrayPanel
from tests.peers import Peers

TOOLS = ("Xvfb", "openbox", "xdotool", "xprop")
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="needs Xvfb, openbox, xdotool and xprop"),
]
HALF, HIGH = SIZE[0] // 2, SIZE[1]
LEFT, RIGHT = QRect(0, 0, HALF, HIGH), QRect(HALF, 0, HALF, HIGH)
NEAR = 40
"""How far off a colour may be, where it is drawn small."""


@pytest.fixture
async def screen(peers: Peers) -> Screen:
    return await peers.started(Screen(peers.folder / "screen"))


async def becomes(condition: Callable[[], Awaitable[bool]], what: str) -> None:
    """Wait until something is so."""
    for _ in range(100):
        if await condition():
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"not in time: {what}")


@pytest.mark.skipif(not shutil.which("xrandr"), reason="needs xrandr, which set-up installs")
async def test_windows_on_a_screen_that_is_taken_away_come_back(peers: Peers, screen: Screen) -> None:
    await screen.divide("left", "right")
    engine = await engine_at(peers)
    first = await peers.started(DeskWindow(screen, engine.desk))
    window = await screen.window("^softphone$")
    await screen.hands("windowmove", "--sync", window, str(HALF + 90), "60")
    chosen = await screen.place(window)
    await screen.press(window, "ctrl+q")
    await first.ended()

    await peers.started(DeskWindow(screen, engine.desk, name="again"))
    window = await screen.window("^softphone$")
    await becomes(partial(lies_at, screen, window, chosen), "it is where it was")
    await screen.hands("mousemove", str(HALF + 200), "700")
    call = await rings(engine, peers, "invite ringing answered bye_received")
    popup = await screen.window("Incoming call")
    for one in (window, popup):
        assert RIGHT.contains(await screen.place(one))

    await screen.arrange("--delmonitor", "right")
    await becomes(partial(lies_in, screen, window, LEFT), "the window can be seen")
    await becomes(partial(lies_in, screen, popup, LEFT), "the small window can be seen")
    assert (await screen.place(popup)).bottom() > HIGH * 3 // 4, "in the corner, not in the middle"

    await screen.press(window, "F2")
    await engine.event("CALL_CONNECTED", callId=call.id)
    await screen.press(window, "F4")
    await call.is_over()


async def lies_in(screen: Screen, window: str, area: QRect) -> bool:
    return area.contains(await screen.place(window))


async def lies_at(screen: Screen, window: str, place: QRect) -> bool:
    return place == await screen.place(window)


@pytest.mark.skipif(not shutil.which("trayer"), reason="needs trayer, which set-up installs")
async def test_the_icon_in_a_real_tray_shows_a_call_and_brings_the_window_back(peers: Peers, screen: Screen) -> None:
    await peers.started(TrayPanel(screen))
    panel = await screen.window("^panel$")
    engine = await engine_at(peers, desk={"theme": "light", "background": "ring"})
    desk = await peers.started(DeskWindow(screen, engine.desk))
    window = await main_window(screen)

    async def shows(*colours: str) -> bool:
        picture = await screen.picture(panel)
        return {name for name in (LIGHT.good, LIGHT.bad) if has(picture, name)} == {*colours}

    await becomes(lambda: is_drawn(screen, panel), "the icon is there")
    await becomes(shows, "it has no dot while nothing happens")
    call = await rings(engine, peers, "invite ringing answered bye_received")
    await becomes(partial(shows, LIGHT.good), "it rings")
    await screen.press(window, "F2")
    await engine.event("CALL_CONNECTED", callId=call.id)
    await becomes(partial(shows, LIGHT.bad), "a call is up")

    await screen.hands("windowminimize", window)
    await becomes(partial(is_gone, screen), "the window goes into the tray")
    icon = await screen.place(panel)
    await screen.hands("mousemove", str(icon.right() - 10), str(icon.center().y()), "click", "1")
    window = await main_window(screen)
    await screen.press(window, "F4")
    await call.is_over()
    await screen.press(window, "ctrl+q")
    await desk.ended()


async def is_drawn(screen: Screen, panel: str) -> bool:
    """Tell whether the icon's own colour is in the panel."""
    return has(await screen.picture(panel), "#445cdd")


async def main_window(screen: Screen) -> str:
    """Wait for the window; the icon in the tray has the same name, but is small."""
    found: list[str] = []

    async def is_there() -> bool:
        found[:] = await large_windows(screen)
        return bool(found)

    await becomes(is_there, "there is a window")
    return found[0]


async def is_gone(screen: Screen) -> bool:
    return not await large_windows(screen)


async def large_windows(screen: Screen) -> list[str]:
    names = (await screen.hands("search", "--onlyvisible", "--name", "^softphone$")).split()
    return [name for name in names if (await screen.place(name)).width() > 300]


def has(picture: QImage, colour: str) -> bool:
    """Tell whether a picture has more than a few dots of a colour."""
    wanted = QColor(colour)
    dots = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    off = (abs(d.red() - wanted.red()) + abs(d.green() - wanted.green()) + abs(d.blue() - wanted.blue()) for d in dots)
    return sum(one < NEAR for one in off) > 3
