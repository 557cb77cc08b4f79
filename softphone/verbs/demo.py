"""Run the phone with simulated callers, for a first look: no PBX, no account, nothing outside this machine.

It starts an engine of its own, lets customers call now and then, and opens the desk; without a display it shows
everything as text. With --config the engine is the one that the file describes. It all ends together.
"""

import argparse
import asyncio
import json
import socket
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path

import platformdirs

from softphone.adapters.bridge.client import BridgeClient, ConnectionLost, NoEngine
from softphone.adapters.bridge.runtime_file import find_engine, runtime_dir
from softphone.protocol.greeting import ClientRole
from softphone.protocol.refusals import Refused
from softphone.settings import Settings
from softphone.simulator.leaving import told_to_leave
from softphone.simulator.report import ReportLine
from softphone.simulator.room import Room
from softphone.simulator.room_process import room_round
from softphone.ui.text.watching import Watcher
from softphone.verbs import settings_options
from softphone.verbs.ctl_parts.printing import shown_event
from softphone.verbs.demo_people import FILE as PEOPLE, PeopleFile
from softphone.verbs.desk import has_display
from softphone.verbs.engine_parts.child import EngineChild, EngineFailed, end_with_parent
from softphone.verbs.watch import title_of

DONE, FAILED, USAGE_ERROR = 0, 1, 2
PORT = 17171


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the choice of settings, and of the view."""
    settings_options.add_options(parser)
    parser.add_argument("--text", action="store_true", help="show the phone as text even if there is a display")


def run(args: argparse.Namespace) -> int:
    """Show the phone at work until the watcher has seen enough."""
    if engine := find_engine(runtime_dir()):
        sys.stderr.write(f"softphone demo: an engine is running (pid {engine.pid}); stop it: softphone ctl shutdown\n")
        return FAILED
    folder = platformdirs.user_data_path("softphone", appauthor=False) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    args.config = args.config or _demo_file(folder)
    settings = settings_options.load_or_explain(args)
    if settings is None:
        return USAGE_ERROR
    try:
        words = settings_options.words(args)
        asyncio.run(
            _show(settings, words, folder) if args.text or not has_display() else _open(settings, words, folder)
        )
    except (EngineFailed, NoEngine, ConnectionLost, Refused) as failure:
        sys.stderr.write(f"softphone demo: {failure}\n")
        return FAILED
    return DONE


async def _show(settings: Settings, words: Sequence[str], folder: Path) -> None:
    """Run the engine, the room round it and the view of it, and end them in the opposite order."""
    people = PeopleFile(folder, settings.simulator)
    engine = await EngineChild.start(words, folder / "engine.err")
    try:
        async with await BridgeClient.open(ClientRole.CONSOLE) as phone:
            watcher = Watcher(phone, sys.stdout, shown_event, title_of(phone))
            with told_to_leave(watcher.stop, until_eof=False):
                await _accompanied(_room(phone.welcome.phone.sip, settings, watcher, people), watcher.watch())
    finally:
        await engine.stop()


async def _open(settings: Settings, words: Sequence[str], folder: Path) -> None:
    """Run the engine, the room round it and the desk in front of it; when the desk is closed, all of it ends."""
    people = PeopleFile(folder, settings.simulator)
    engine = await EngineChild.start(words, folder / "engine.err")
    try:
        async with await BridgeClient.open(ClientRole.DRIVER, instance="demo") as phone:
            room = room_round(phone.welcome.phone.sip, settings, people.hear)
        desk = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "softphone", *words, "--no-entries"),
            preexec_fn=end_with_parent if sys.platform == "linux" else None,
        )
        with told_to_leave(desk.terminate, until_eof=False):
            await _accompanied(room, desk.wait())
    finally:
        await engine.stop()


async def _accompanied(room: Room, view: Coroutine[None, None, object]) -> None:
    """Let people call as long as somebody looks."""
    company = asyncio.create_task(room.run())
    try:
        await view
    finally:
        room.leave()
        await company


def _room(sip: str, settings: Settings, watcher: Watcher, people: PeopleFile) -> Room:
    """Let people in, and show those who can be called."""

    def tell(line: ReportLine) -> None:
        people.hear(line)
        if title := people.title(line):
            watcher.place(f"{line.party} ({title})  {line.text}")

    return room_round(sip, settings, tell)


def _demo_file(folder: Path) -> Path:
    """Write the settings of a phone that needs nothing: this machine only, no registrar, its own history."""
    place = json.dumps(str(folder))
    text = f"""\
[bridge]
port = {PORT if _is_free(PORT) else 0}
[sip]
bind = "127.0.0.1"
[[account]]
name = "demo"
uri = "sip:agent@127.0.0.1"
display_name = "You"
[calls]
waiting = "on"
[agent]
wrap_up = 10
[history]
directory = {place}
[log]
directory = {place}
[recording]
enabled = true
directory = {json.dumps(str(folder / "recordings"))}
keep_days = 1
[contacts]
files = [{json.dumps(str(folder / PEOPLE))}]
"""
    file = folder / "demo.toml"
    file.write_text(text)
    return file


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
