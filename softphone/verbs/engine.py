"""Run the phone itself, without a window: SIP, audio, calls, and the bridge that everything else connects to.

The composition root of the headless process. It only wires, starts in order, and stops in the opposite one.
"""

import argparse
import asyncio
import contextlib
import gc
import os
import signal
import sys
from pathlib import Path

import msgspec

from softphone import __version__
from softphone.adapters.bridge.runtime_file import (
    EngineRuns,
    RunningEngine,
    RuntimeUnusable,
    Tenancy,
    mint_token,
    runtime_dir,
)
from softphone.adapters.storage.log_files import open_logs
from softphone.engine.local_account import with_an_account
from softphone.engine.ports.bridge import BridgeUnavailable
from softphone.engine.ports.phone import PhoneUnavailable
from softphone.settings import Settings
from softphone.verbs.engine_parts.process import EngineProcess
from softphone.verbs.settings_options import add_options, load_or_explain

REFUSED, USAGE = 1, 2
SWITCH_INTERVAL_S = 0.0001
"""How long another busy thread may keep the call machine waiting, each time that it wants to go on.

It does so a dozen times for one command: while the history is read all the time, half a millisecond makes p99 28 ms, a
tenth of that 18 ms.
"""
NAME_LOOKUPS = "timeout:1 attempts:2"
"""PJSIP asks for names in the thread that it lives in: a silent name server must not stop that for long."""


class Ready(msgspec.Struct, frozen=True):
    """The line on stdout that says: from now on, calls and clients are taken."""

    ready: bool
    bridge: str
    connector: str
    runtime: str
    sip: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the choice of settings."""
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Run until somebody says stop."""
    settings = load_or_explain(args)
    if settings is None:
        return USAGE
    os.environ.setdefault("RES_OPTIONS", NAME_LOOKUPS)
    tenancy = Tenancy(runtime_dir())
    try:
        tenancy.take()
    except (EngineRuns, RuntimeUnusable) as error:
        return _fail(str(error))
    logs = open_logs("engine", settings)
    try:
        return asyncio.run(_live(settings, tenancy, logs.folder))
    except (PhoneUnavailable, BridgeUnavailable) as error:
        return _fail(str(error))
    finally:
        logs.close()
        tenancy.leave()


async def _live(settings: Settings, tenancy: Tenancy, log_folder: Path) -> int:
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    stop = asyncio.Event()
    token = mint_token()
    process = EngineProcess(with_an_account(settings), token, log_folder / "engine.log", stop.set)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: `softphone ctl shutdown` ends it there
            loop.add_signal_handler(name, stop.set)
    try:
        if (started := await _started(process, stop)) is None:
            return 0
        bridge, sip = started
        running = RunningEngine(pid=os.getpid(), bridge=bridge, token=token, version=__version__)
        _say_ready(bridge, sip, tenancy.publish(running))
        gc.collect()
        gc.freeze()
        await stop.wait()
    finally:
        await process.stop()
    return 0


async def _started(process: EngineProcess, stop: asyncio.Event) -> tuple[str, str] | None:
    """Start everything; None when somebody says stop before all of it has been started."""
    starting, stopping = asyncio.ensure_future(process.start()), asyncio.ensure_future(stop.wait())
    await asyncio.wait((starting, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if starting.done():
        return starting.result()
    starting.cancel()
    await asyncio.wait((starting,))
    return None


def _say_ready(bridge: str, sip: str, runtime: Path) -> None:
    page = bridge.replace("ws://", "http://").removesuffix("bridge") + "connector/"
    line = msgspec.json.encode(Ready(ready=True, bridge=bridge, connector=page, runtime=str(runtime), sip=sip))
    sys.stdout.write(line.decode() + "\n")
    sys.stdout.flush()


def _fail(says: str) -> int:
    sys.stderr.write(f"softphone engine: {says}\n")
    return REFUSED
