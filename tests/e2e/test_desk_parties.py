"""Somebody else is brought into a call at the desk on a real screen: asked first, merged, handed over."""

import shutil

import pytest

from tests.e2e.calls import answered
from tests.e2e.desks import engine_at
from tests.e2e.screen import DeskWindow, Screen
from tests.peers import Peers

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "openbox", "xdotool", "xprop"))), reason="needs Xvfb, openbox and xdotool"
    ),
]


async def test_a_third_party_is_consulted_and_merged_with_the_keyboard(peers: Peers) -> None:
    screen = await peers.started(Screen(peers.folder / "screen"))
    engine = await engine_at(peers)
    await peers.started(DeskWindow(screen, engine.desk))
    window = await screen.window("^softphone$")
    call = await answered(engine, peers, "reinvited:recvonly reinvited:sendrecv bye_received")
    third = await peers.sipp("offered ring answer bye_received")

    await screen.press(window, "ctrl+n")
    await screen.hands("type", third.uri)
    await screen.hands("key", "Return")
    await engine.event("PARTICIPANT_ADDED", callId=call.id)
    await engine.event("PARTICIPANT_CONNECTED", callId=call.id)
    await screen.press(window, "ctrl+j")
    await engine.event("PARTICIPANTS_CONFERENCED", callId=call.id)
    await screen.press(window, "F4")

    await call.is_over()
