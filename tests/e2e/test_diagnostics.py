"""Diagnostics of a real phone after a real call: the call's figures and traces are in the file, the people are not."""

import asyncio
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.e2e.calls import answered
from tests.e2e.desks import engine_at
from tests.e2e.engine import SOFTPHONE
from tests.e2e.screen import DeskWindow, Screen
from tests.peers import Peers, until

pytestmark = pytest.mark.e2e
PLANTED = ("Schmidt", "4930901820", "774411")


async def test_the_last_calls_are_told_without_the_people_in_them(peers: Peers) -> None:
    line = {"name": "Office", "uri": "sip:774411@127.0.0.1"}
    engine = await engine_at(peers, accounts=[line], sip={"trace": True})
    call = await answered(engine, peers, "wait:2500 bye", display='"Anna Schmidt"', user="+4930901820")
    await engine.ctl("digits", "774411")
    await call.is_over()
    token = json.loads((engine.folder / "runtime" / "engine.json").read_text())["token"]

    made = engine.folder / "bundle.zip"
    process = await asyncio.create_subprocess_exec(
        *(*SOFTPHONE, "diagnostics", "--no-machine", "--config", str(engine.desk.write()), "--output", str(made)),
        env={**os.environ, **engine.desk.surroundings()},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, said.decode()

    parts = _parts(made)
    everything = "".join([*parts, *parts.values()])
    assert [secret for secret in (*PLANTED, token) if secret in everything] == []
    told = json.loads(parts["calls/01.json"])
    assert told["call"]["codec"] == "PCMU"
    assert told["call"]["quality"]["mos"] > 3
    assert told["course"]["legs"][0]["received"]
    kinds = [event["type"] for event in json.loads(parts["phone/events.json"])]
    assert {"CALL_STARTED", "CALL_CONNECTED", "HANGUP"} <= set(kinds)
    assert "INVITE" in parts["logs/engine-sip.log"]
    assert call.id in parts["logs/engine.log"]
    assert "registration" in [verdict["about"] for verdict in json.loads(parts["doctor.json"])]


@pytest.mark.skipif(
    not all(map(shutil.which, ("Xvfb", "openbox", "xdotool", "xprop"))), reason="needs Xvfb, openbox and xdotool"
)
async def test_the_window_gathers_shows_and_saves_them(peers: Peers) -> None:
    screen = await peers.started(Screen(peers.folder / "screen"))
    engine = await engine_at(peers)
    await peers.started(DeskWindow(screen, engine.desk))
    await screen.press(await screen.window("^softphone$"), "ctrl+shift+d")
    dialog = await screen.window("^Diagnostics$")
    saved = engine.folder / "saved.zip"

    chooser = await screen.window_after(dialog, "Return", "^Save the diagnostics$")  # once there is something to save
    await screen.press(chooser, "ctrl+a")
    await screen.hands("type", str(saved))
    await screen.press(chooser, "Return")

    await until(lambda: saved.exists() and zipfile.is_zipfile(saved), "the diagnostics are saved")
    assert {"phone/state.json", "logs/engine.log", "logs/desk.log"} <= set(_parts(saved))


def _parts(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as bundle:
        return {name: bundle.read(name).decode() for name in bundle.namelist()}
