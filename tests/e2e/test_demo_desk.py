"""The demonstration with a display, as a newcomer meets it: a simulated customer calls the desk."""

import asyncio
import contextlib
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from softphone.settings import Settings
from softphone.ui.registry import found_tabs
from softphone.ui.theme.tokens import LIGHT
from tests.e2e.engine import SOFTPHONE, TREE
from tests.e2e.screen import Screen
from tests.peers import Peers, until
from tests.peers.process import PeerProcess

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "openbox", "xdotool", "xprop"))), reason="needs Xvfb, openbox and xdotool"
    ),
]
SETTINGS = ("--set", "simulator.first_call_after_s=0", "--set", "desk.theme=light")
Call = dict[str, Any]
TABS = [tab.name for tab in found_tabs(Settings())]
PHONE = 1
"""The phone itself is the first of the tabs."""
LONG_LINES, NEAR = 140, 110
"""How many pixels the lines of some seconds have, more than their legend; how far off they may be in colour."""


def own(folder: Path) -> dict[str, str]:
    """Folders of its own, and the runtime directory by which its engine is found."""
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "SOFTPHONE_RUNTIME_DIR")
    return {
        **{name: str(folder / name) for name in names},
        "PYTHONPATH": str(TREE),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
    }


async def first_call(surroundings: dict[str, str]) -> Call | None:
    """Ask the phone for its first call."""
    process = await asyncio.create_subprocess_exec(
        *(*SOFTPHONE, "ctl", "--json", "status"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, **surroundings},
    )
    out, _ = await asyncio.wait_for(process.communicate(), 20)
    calls = json.loads(out)["calls"] if process.returncode == 0 else []
    return calls[0] if calls else None


async def becomes(surroundings: dict[str, str], condition: Callable[[Call | None], bool], what: str) -> None:
    """Wait until the first call is so."""
    for _ in range(60):
        if condition(await first_call(surroundings)):
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"not in time: {what}")


@contextlib.asynccontextmanager
async def opened(peers: Peers) -> AsyncIterator[tuple[Screen, str, dict[str, str]]]:
    """Open the demonstration as `make run` does, and give its screen, its window and its surroundings."""
    screen = await peers.started(Screen(peers.folder / "screen"))
    surroundings = own(peers.folder)
    words = [sys.executable, "-m", "softphone", "demo", "--no-machine", *SETTINGS]
    demo = PeerProcess("demo", words, peers.folder, split=True, **{**surroundings, **screen.environment})
    try:
        window = await screen.window("^softphone$", within_s=30)
        await screen.window("Incoming call", within_s=30)
        yield screen, window, surroundings
        await screen.press(window, "ctrl+q")
        await demo.ended(within_s=20)
    finally:
        await demo.stop(within_s=8)
    runtime = Path(surroundings["SOFTPHONE_RUNTIME_DIR"]) / "engine.json"
    await until(lambda: not runtime.exists(), "the engine has gone with it")


async def test_a_newcomer_answers_holds_and_ends_a_simulated_call(peers: Peers) -> None:
    recordings = Path(own(peers.folder)["XDG_DATA_HOME"]) / "softphone/demo/recordings"
    async with opened(peers) as (screen, window, surroundings):
        await screen.press(window, "F2")
        await becomes(surroundings, lambda call: call is not None and call["phase"] == "connected", "it is answered")
        await screen.press(window, "ctrl+h")
        await becomes(surroundings, lambda call: call is not None and call["isHeld"], "it is held")
        await screen.press(window, "ctrl+h")
        await becomes(surroundings, lambda call: call is not None and not call["isHeld"], "it is resumed")
        await screen.press(window, "F4")
        await becomes(surroundings, lambda call: call is None, "it is ended")
        await until(lambda: [*recordings.glob("**/*.wav")], "it can be heard again")


async def test_a_newcomer_finds_a_colleague_confers_and_hands_the_call_over(peers: Peers) -> None:
    people = Path(own(peers.folder)["XDG_DATA_HOME"]) / "softphone/demo/people.csv"
    async with opened(peers) as (screen, window, surroundings):
        await screen.press(window, "F2")
        await becomes(surroundings, lambda call: call is not None and call["phase"] == "connected", "it is answered")
        await until(lambda: "Petra Lang" in people.read_text(), "the colleague can be called", within_s=20)
        await found(surroundings, "Petra Lang")

        await screen.press(window, "ctrl+n")
        await screen.hands("type", "--delay", "40", "petra l")
        await suggested(screen, window, surroundings)
        await becomes(surroundings, lambda call: _talking(call) == 2, "the colleague has answered")
        await screen.press(window, "ctrl+j")
        await becomes(surroundings, lambda call: call is not None and call["isMerged"], "all three talk")
        await screen.press(window, "ctrl+t")
        await becomes(surroundings, lambda call: call is None, "the two others go on alone")


async def suggested(screen: Screen, window: str, surroundings: dict[str, str]) -> None:
    """Take the first suggestion, and call it: before there is one, what is typed is no number: Enter does nothing."""
    for _ in range(20):
        await screen.press(window, "Down", "Return", "Return")
        for _ in range(5):
            call = await first_call(surroundings)
            if call is not None and len(call["legs"]) == 2:
                return
    pytest.fail("nobody was suggested")


async def test_a_newcomer_watches_how_a_simulated_call_sounds(peers: Peers) -> None:
    async with opened(peers) as (screen, window, surroundings):
        begun = (await screen.place(window)).size()
        await screen.press(window, f"ctrl+{PHONE + 1 + TABS.index('quality')}")
        await pictures(screen, window, lambda seen: ink(seen) == 0, "that nobody talks yet")
        await screen.press(window, "F2")
        await becomes(surroundings, lambda call: call is not None and call["phase"] == "connected", "it is answered")
        drawn = await pictures(screen, window, lambda seen: ink(seen) > LONG_LINES, "a line")
        await pictures(screen, window, lambda seen: seen != drawn, "more of it than at first")

        await screen.press(window, f"ctrl+{PHONE}", "F4")
        await becomes(surroundings, lambda call: call is None, "it is ended")
        await screen.press(window, f"ctrl+{PHONE + 1 + TABS.index('quality')}")
        await pictures(screen, window, lambda seen: ink(seen) > LONG_LINES, "what is kept of it")
        assert (await screen.place(window)).size() == begun, "it has not grown with what was shown in it"


async def pictures(screen: Screen, window: str, shows: Callable[[QImage], bool], what: str) -> QImage:
    """Take pictures of a window until one shows it."""
    for _ in range(60):
        if shows(seen := await screen.picture(window)):
            return seen
    pytest.fail(f"not in the window in time: {what}")


def ink(picture: QImage) -> int:
    """Count the pixels in the colour of the lines that say how we hear the other end, where the graphs are."""
    top, height = picture.height() * 2 // 5, picture.height() * 9 // 20
    picture = picture.copy(0, top, picture.width(), height).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.width(), 4)
    line = QColor(LIGHT.accent)
    off = abs(pixels[:, :, :3].astype(int) - (line.blue(), line.green(), line.red()))
    return int((off.sum(axis=2) < NEAR).sum())


def _talking(call: Call | None) -> int:
    return sum(leg["phase"] == "talking" for leg in call["legs"]) if call else 0


async def found(surroundings: dict[str, str], name: str) -> None:
    """Wait until the phone book has somebody."""
    for _ in range(60):
        process = await asyncio.create_subprocess_exec(
            *(*SOFTPHONE, "ctl", "--json", "contacts", name),
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, **surroundings},
        )
        out, _ = await asyncio.wait_for(process.communicate(), 20)
        if process.returncode == 0 and json.loads(out)["contacts"]:
            return
        await asyncio.sleep(0.2)
    pytest.fail(f"{name} is not in the phone book")
