"""Show the running phone as text: its calls with their timers, what happens, and keys to use it.

Where nobody looks (a pipe, a log) it prints one line for each event instead.
"""

import argparse
import asyncio
import sys

from softphone.adapters.bridge.client import BridgeClient, ConnectionLost, NoEngine
from softphone.protocol.greeting import ClientRole
from softphone.protocol.refusals import Refused
from softphone.simulator.leaving import told_to_leave
from softphone.ui.text.watching import Watcher
from softphone.verbs.ctl_parts.printing import shown_event

DONE, REFUSED, NO_ENGINE = 0, 1, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Show the phone until it, or the watcher, goes."""
    del args
    try:
        asyncio.run(_watch())
    except (NoEngine, ConnectionLost) as absent:
        sys.stderr.write(f"softphone watch: {absent}\n")
        return NO_ENGINE
    except Refused as refused:
        sys.stderr.write(f"softphone watch: {refused}\n")
        return REFUSED
    return DONE


async def _watch() -> None:
    async with await BridgeClient.open(ClientRole.CONSOLE) as phone:
        watcher = Watcher(phone, sys.stdout, shown_event, title_of(phone))
        with told_to_leave(watcher.stop, until_eof=False):
            await watcher.watch()


def title_of(phone: BridgeClient) -> str:
    """Say which phone is looked at."""
    card = phone.welcome.phone
    return f"softphone {card.version}  {card.sip}"
