"""The first start, as somebody meets it who has no settings: by keyboard, at a real PBX, with a real keyring file."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.engine import SOFTPHONE, Desk, Engine
from tests.e2e.screen import Screen
from tests.peers import Peers, until
from tests.peers.process import PeerProcess

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "openbox", "xdotool", "xprop"))), reason="needs Xvfb, openbox and xdotool"
    ),
]
WORD = "agent1-password"


class Newcomer(Engine):
    """The desk of somebody who has nothing yet; what it starts is asked by `ctl` like any engine."""

    def __init__(self, desk: Desk, screen: Screen) -> None:
        self.desk, self.events = desk, None
        surroundings = {**desk.surroundings(), **screen.environment}
        command = [*SOFTPHONE, "--no-machine", "--no-entries"]
        self.process = PeerProcess("desk", command, desk.folder, split=True, **surroundings)

    async def ready(self, *, within_s: float = 20.0) -> None:
        """Its window is waited for by name."""
        del within_s

    @property
    def settings_file(self) -> Path:
        """What it writes."""
        return self.folder / "xdg_config_home/softphone/softphone.toml"

    async def accounts(self) -> list[dict[str, Any]]:
        """Its accounts now; none while the phone restarts."""
        try:
            return list((await self.status())["accounts"])
        except AssertionError:
            return []


async def newcomer(peers: Peers, screen: Screen) -> Newcomer:
    """Open the desk of somebody who has nothing yet."""
    folder = peers.folder / "newcomer"
    folder.mkdir()
    keyring = {
        "PYTHON_KEYRING_BACKEND": "tests.fakes.keyring_file.FileKeyring",
        "TEST_KEYRING_FILE": str(folder / "keyring.json"),
    }
    return await peers.started(Newcomer(Desk(folder, {}, keyring), screen))


async def becomes_registered(desk: Newcomer) -> None:
    """Wait until its only account is registered."""
    for _ in range(25):
        states = [account["state"] for account in await desk.accounts() if account["name"] == "office"]
        if states == ["registered"]:
            return
    pytest.fail(f"not registered in time: {await desk.accounts()}")


async def saves_the_voicemail_code(screen: Screen, desk: Newcomer) -> None:
    """Find a setting and change it, by keyboard."""
    await screen.press(await screen.window("^softphone$"), "ctrl+comma")
    settings = await screen.window("^Settings$")
    await screen.press(settings, "ctrl+f")
    await screen.hands("type", "voicemail key")
    await screen.press(settings, "Return", "Down", "Down")
    await screen.hands("type", "*97")
    await screen.press(settings, "ctrl+s")
    await until(lambda: 'voicemail_code = "*97"' in desk.settings_file.read_text(), "the setting is saved")
    await screen.press(settings, "Escape")


async def test_somebody_without_settings_sets_the_phone_up_by_keyboard(peers: Peers) -> None:
    pbx = await peers.asterisk()
    screen = await peers.started(Screen(peers.folder / "screen"))
    desk = await newcomer(peers, screen)
    window = await screen.window("Set up the phone", within_s=30)

    await screen.press(window, "space")
    await screen.hands("type", f"127.0.0.1:{pbx.ports.sip}\tagent1\t{WORD}")
    await screen.press(window, "Tab", "Tab", "Tab", "Tab", "space")
    await pbx.registered("agent1")
    await pbx.ami.event("ContactStatus", where=lambda event: event.get("ContactStatus") == "Removed")
    assert not desk.settings_file.exists()
    await screen.press(window, "Return")
    await until(desk.settings_file.exists, "the settings are written")
    await becomes_registered(desk)

    text = desk.settings_file.read_text()
    assert f'uri = "sip:agent1@127.0.0.1:{pbx.ports.sip}"' in text
    assert json.loads((desk.folder / "keyring.json").read_text()) == {"softphone/office": WORD}
    for file in desk.folder.rglob("*"):
        assert not file.is_file() or file.name == "keyring.json" or WORD.encode() not in file.read_bytes(), file

    await screen.press(window, "Return", "Return")
    await until_gone(screen, "Set up the phone")
    await saves_the_voicemail_code(screen, desk)
    await screen.press(await screen.window("^softphone$"), "ctrl+q")
    await until(lambda: desk.process.exit_code == 0, "the desk has gone", within_s=15)


async def test_simulated_callers_take_the_place_of_a_phone_that_is_not_set_up(peers: Peers) -> None:
    screen = await peers.started(Screen(peers.folder / "screen"))
    desk = await newcomer(peers, screen)
    window = await screen.window("Set up the phone", within_s=30)

    await screen.press(window, "Tab", "space")
    await screen.window("Incoming call", within_s=60)

    assert [account["name"] for account in await desk.accounts()] == ["demo"]
    assert not desk.settings_file.exists()


async def until_gone(screen: Screen, title: str) -> None:
    """Wait until there is no such window any more."""
    for _ in range(100):
        if not await screen.sees(title):
            return
    pytest.fail(f"{title} is still there")
