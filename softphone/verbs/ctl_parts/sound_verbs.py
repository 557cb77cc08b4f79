"""The verbs of `softphone ctl` that are about sound: what they take, and what they ask."""

import argparse
from pathlib import Path

from softphone.protocol.methods import Command
from softphone.protocol.sound import SetLevel, UseDevices

USES = ("input", "output", "ringer")
AUDIBLE = ("output", "ringer")
FILE = "file:"


def shape_use(parser: argparse.ArgumentParser) -> None:
    """Take a use and the devices for it."""
    parser.add_argument("use", choices=USES, help="microphone, headset or the loudspeaker that rings")
    parser.add_argument(
        "devices",
        nargs="+",
        metavar="DEVICE",
        help='best first: an identity or a name, "default", "silence" or "null" (none), or file:PATH',
    )


def ask_use(args: argparse.Namespace) -> Command:
    """Ask for devices; a file is meant from here, wherever the engine lives."""
    return UseDevices(use=args.use, devices=tuple(map(_anchored, args.devices)))


def shape_level(parser: argparse.ArgumentParser) -> None:
    """Take a use and its level."""
    parser.add_argument("use", choices=USES, help="microphone, headset or the loudspeaker that rings")
    parser.add_argument("level_db", type=float, metavar="DB", help="-30 to 20; 0 leaves it as it is")


def ask_level(args: argparse.Namespace) -> Command:
    """Ask for a level."""
    return SetLevel(use=args.use, level_db=args.level_db)


def shape_meters(parser: argparse.ArgumentParser) -> None:
    """Take how often to look."""
    parser.add_argument("--watch", action="store_true", help="repeat until the engine stops")
    parser.add_argument("--interval", type=float, default=0.2, metavar="S", help="seconds between two lines (0.2)")
    parser.add_argument("--count", type=int, metavar="N", help="stop after this many")


def shape_tone(parser: argparse.ArgumentParser) -> None:
    """Take what is to be heard."""
    parser.add_argument("use", choices=AUDIBLE, nargs="?", default="output", help="headset (default) or ringer")


def shape_trial(parser: argparse.ArgumentParser) -> None:
    """Take how long to record."""
    parser.add_argument("--seconds", type=float, default=4.0, metavar="S", help="how long to record: 1 to 6 (4)")


def _anchored(device: str) -> str:
    return f"{FILE}{Path(device.removeprefix(FILE)).absolute()}" if device.startswith(FILE) else device
