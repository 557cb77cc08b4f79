"""The desk on a real screen: calls by keyboard, focus that nobody steals, windows that are killed."""

import asyncio
import json
import os
import shutil
import signal

import pytest

from tests.e2e.calls import rings
from tests.e2e.desks import desk, engine_at
from tests.e2e.engine import Engine
from tests.e2e.screen import DeskWindow, Screen, Typewriter
from tests.peers import Peers, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "openbox", "xdotool", "xprop"))), reason="needs Xvfb, openbox and xdotool"
    ),
]


@pytest.fixture
async def screen(peers: Peers) -> Screen:
    return await peers.started(Screen(peers.folder / "screen"))


async def opened(peers: Peers, screen: Screen, engine: Engine, *words: str, name: str = "desk") -> DeskWindow:
    return await peers.started(DeskWindow(screen, engine.desk, *words, name=name))


async def test_a_call_is_answered_held_and_ended_with_the_keyboard(peers: Peers, screen: Screen) -> None:
    engine = await engine_at(peers)
    await opened(peers, screen, engine)
    window = await screen.window("^softphone$")
    call = await rings(engine, peers, "invite ringing answered reinvited:recvonly reinvited:sendrecv bye_received")
    await screen.window("Incoming call")

    await screen.press(window, "F2")
    await engine.event("CALL_CONNECTED", callId=call.id)
    await screen.press(window, "ctrl+h")
    await engine.event("HOLD_TOGGLE", callId=call.id)
    await screen.press(window, "ctrl+h")
    await engine.event("HOLD_TOGGLE", callId=call.id)
    await screen.press(window, "ctrl+q")
    question = await screen.window("^Close the phone$")
    await screen.press(question, "Escape")
    await gone(screen, "^Close the phone$")
    await screen.press(window, "F4")

    ending = (await call.is_over())["payload"]["ending"]
    assert (ending["reason"], ending["by"]) == ("hung_up", "desk")


async def test_an_incoming_call_does_not_steal_the_keyboard(peers: Peers, screen: Screen) -> None:
    engine = await engine_at(peers)
    await opened(peers, screen, engine)
    await screen.window("^softphone$")
    typewriter = await peers.started(Typewriter(screen))
    paper = await screen.window("typewriter")
    await screen.hands("windowactivate", "--sync", paper)
    letter = "the quick brown fox jumps over the lazy dog while it rings"

    typing = asyncio.create_task(screen.hands("type", "--delay", "60", letter))
    call = await rings(engine, peers, "invite ringing wait:6000 cancel")
    popup = await screen.window("Incoming call")
    await screen.hands("windowraise", paper, "windowsize", paper, "100%", "100%")
    assert await screen.uppermost() == popup, "it lies above a window that fills the screen"
    await typing

    await until(lambda: typewriter.text == letter, "every letter is on the paper")
    await call.far.done()
    await gone(screen, "Incoming call")


async def test_a_desk_that_is_killed_takes_no_call_along_and_the_next_one_shows_it(
    peers: Peers, screen: Screen
) -> None:
    engine = await engine_at(peers)
    first = await opened(peers, screen, engine)
    window = await screen.window("^softphone$")
    call = await rings(engine, peers, "invite ringing answered bye_received")
    await screen.window("Incoming call")
    await screen.press(window, "F2")
    await engine.event("CALL_CONNECTED", callId=call.id)

    first.process.signal(signal.SIGKILL)
    await first.ended()
    await call.is_heard_both_ways()
    await opened(peers, screen, engine, name="desk-again")
    again = await screen.window("^softphone$")
    await until_desks(engine, 1)
    await screen.press(again, "F4")

    await call.is_over()


async def test_a_second_start_hands_its_number_over(peers: Peers, screen: Screen) -> None:
    engine = await engine_at(peers)
    await opened(peers, screen, engine)
    window = await screen.window("^softphone$")
    await until_desks(engine, 1)

    second = await opened(peers, screen, engine, "--link", "sip:nobody@127.0.0.1:9", name="second")
    assert await second.ended() == 0
    await screen.press(window, "Return")

    event = await engine.event("CALL_STARTED")
    assert event["payload"]["call"]["peer"]["uri"] == "sip:nobody@127.0.0.1:9"


async def test_the_desk_starts_an_engine_again_when_it_dies_and_ends_it_when_it_is_closed(
    peers: Peers, screen: Screen
) -> None:
    own = desk(peers, "own", None)
    window_process = await peers.started(DeskWindow(screen, own))
    runtime = own.folder / "runtime" / "engine.json"
    await until(runtime.exists, "the desk starts an engine", within_s=20)
    window = await screen.window("^softphone$")
    first = runtime.read_text()

    os.kill(json.loads(first)["pid"], signal.SIGKILL)
    await until(lambda: runtime.exists() and runtime.read_text() != first, "another engine is started", within_s=30)
    await screen.press(window, "ctrl+q")

    assert await window_process.ended() == 0
    await until(lambda: not runtime.exists(), "the engine has ended with the desk", within_s=15)


async def test_broken_settings_and_a_poor_desktop_open_the_window_all_the_same(peers: Peers, screen: Screen) -> None:
    """No usable settings, no engine, no tray, no session bus, no sound: said in the window, and it can be closed."""
    poor = desk(peers, "poor", None, log={"level": "nonsense"})
    window_process = await peers.started(DeskWindow(screen, poor))
    window = await screen.window("^softphone$")

    await screen.press(window, "F1")
    await screen.window("Global shortcuts")
    assert "log.level" in window_process.process.errors()
    await screen.press(await screen.window("Global shortcuts"), "Escape")
    await screen.press(window, "ctrl+q")

    assert await window_process.ended() == 0


async def gone(screen: Screen, title: str) -> None:
    """Wait until there is no such window."""
    for _ in range(100):
        if not await screen.sees(title):
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"{title} is still there")


async def until_desks(engine: Engine, count: int) -> None:
    """Wait until so many desks (beside the test's own follower of events) are connected."""
    for _ in range(100):
        if (await engine.status())["counters"]["clients"] >= count + 2:
            return
        await asyncio.sleep(0.1)
    pytest.fail("the desk does not connect")
