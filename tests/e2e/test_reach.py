"""The phone reaches the agent who works in another window: global shortcuts and notifications, with real calls."""

import shutil

import pytest

from tests.e2e.calls import rings
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.e2e.screen import DeskWindow, Screen, Typewriter
from tests.peers import Peers, until
from tests.peers.desktop_bus import DesktopBus

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "openbox", "xdotool", "xprop", "dbus-daemon"))),
        reason="needs Xvfb, openbox, xdotool and dbus-daemon",
    ),
]
WAYLAND = {"XDG_SESSION_TYPE": "wayland"}
"""What makes the desk ask the portal; its windows stay on the X server, where the test can see them."""


@pytest.fixture
async def screen(peers: Peers) -> Screen:
    return await peers.started(Screen(peers.folder / "screen"))


async def elsewhere(peers: Peers, screen: Screen) -> Typewriter:
    """Another program has the keyboard, which is in use: at its first key of all the X server exchanges the keymap."""
    typewriter = await peers.started(Typewriter(screen))
    await screen.hands("windowactivate", "--sync", await screen.window("typewriter"))
    await screen.hands("type", "ab")
    await until(lambda: typewriter.text == "ab", "the other window has the keyboard")
    return typewriter


async def muted(engine: Engine, call: str, *, is_muted: bool) -> None:
    event = await engine.event("MUTE_TOGGLE", callId=call)
    assert event["payload"]["call"]["isMuted"] is is_muted


async def test_keys_answer_mute_and_decline_while_another_window_is_typed_in(peers: Peers, screen: Screen) -> None:
    engine = await engine_at(peers)
    await peers.started(DeskWindow(screen, engine.desk))
    await screen.window("^softphone$")
    typewriter = await elsewhere(peers, screen)
    first = await rings(engine, peers, "invite ringing answered bye_received")
    await screen.window("Incoming call")

    await screen.hands("key", "ctrl+alt+a")
    await engine.event("CALL_CONNECTED", callId=first.id)
    await screen.hands("keydown", "ctrl", "keydown", "alt", "keydown", "m", "sleep", "1", "keyup", "m")
    await muted(engine, first.id, is_muted=True)
    await screen.hands("keyup", "alt", "keyup", "ctrl", "key", "ctrl+alt+m")
    await muted(engine, first.id, is_muted=False)
    await screen.hands("type", " is still here")
    await until(lambda: typewriter.text == "ab is still here", "no letter of ours goes to the other window")
    await engine.ctl("hangup")
    await first.is_over()

    second = await rings(engine, peers, "invite ringing refused:486")
    await screen.window("Incoming call")
    await screen.hands("key", "ctrl+alt+d")
    assert (await second.is_over())["payload"]["ending"]["reason"] == "declined"
    toggles = [event for event in engine.told() if event["type"] == "MUTE_TOGGLE"]
    assert len(toggles) == 2, "a key that is held down counts once"


async def test_the_portal_is_asked_on_wayland_and_a_notification_answers(peers: Peers, screen: Screen) -> None:
    bus = await peers.started(DesktopBus(peers.folder))
    engine = await engine_at(peers)
    await peers.started(DeskWindow(screen, engine.desk, **bus.environment, **WAYLAND))
    await screen.window("^softphone$")
    first = await rings(engine, peers, "invite ringing answered bye_received", display="Anna")
    await until(lambda: bus.shown, "a notification is shown")

    await bus.presses("answer")
    await engine.event("CALL_CONNECTED", callId=first.id)
    await until(lambda: not bus.shown, "the notification has gone with the ringing")
    await bus.presses("mute")
    await muted(engine, first.id, is_muted=True)
    await engine.ctl("hangup")
    await first.is_over()

    second = await rings(engine, peers, "invite ringing answered bye_received")
    number = await until(lambda: next(iter(bus.shown), 0), "a notification is shown")
    await bus.invokes(number, "answer")
    await engine.event("CALL_CONNECTED", callId=second.id)
    await engine.ctl("hangup")
    await second.is_over()
