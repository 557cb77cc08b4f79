"""A colleague's call is entered, barged into and left at the desk on a real screen, with the keyboard alone."""

import shutil

import pytest

from softphone.settings import Settings
from softphone.settings.sections.supervision import SupervisionSettings
from softphone.ui.registry import found_tabs
from tests.e2e.calls import DESK_HZ, FAR_HZ
from tests.e2e.desks import engine_at
from tests.e2e.screen import DeskWindow, Screen
from tests.peers import Peers, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "openbox", "xdotool", "xprop"))), reason="needs Xvfb, openbox and xdotool"
    ),
]
TABS = [tab.name for tab in found_tabs(Settings(supervision=SupervisionSettings(is_supervisor=True)))]
PHONE = 1
"""The phone itself is the first of the tabs."""


async def test_a_supervisor_listens_barges_in_and_leaves(peers: Peers) -> None:
    ear = await peers.rtp(says_hz=FAR_HZ)
    pbx = await peers.sipp("offered ring answer bye_received", media_port=ear.port)
    spy = {"is_supervisor": True, "way": "pbx", "target": pbx.uri, "send_notices": False}
    engine = await engine_at(peers, supervision=spy)
    screen = await peers.started(Screen(peers.folder / "screen"))
    await peers.started(DeskWindow(screen, engine.desk))
    window = await screen.window("^softphone$")

    await screen.press(window, f"ctrl+{PHONE + 1 + TABS.index('supervisor')}")
    await screen.hands("type", "1001")
    await screen.hands("key", "Return")
    began = await engine.event("CALL_CONNECTED")
    assert began["payload"]["call"]["mode"] == "listen"
    await until(lambda: ear.heard().seconds > 1, "the window has long shown it")
    for key in ("Return", "Tab", "Tab", "Tab", "space"):
        await screen.hands("key", key)
    await engine.event("SUPERVISION_MODE_CHANGED")
    await until(lambda: ear.heard().hears(DESK_HZ, 0.5, share=0.2), "the supervisor is heard")
    for key in ("Tab", "space"):
        await screen.hands("key", key)
    await engine.event("HANGUP", callId=began["callId"])

    await pbx.done()
    assert ear.pressed() == "6"
