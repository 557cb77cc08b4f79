"""The `softphone` command: finds the verb that was asked for and runs it.

A verb is a module of `softphone.verbs` with `add_arguments(parser)` and `run(args) -> int`. Only the module of the
verb on the command line is imported, so that `softphone ctl` does not pay for the engine's libraries.
"""

import argparse
import contextlib
import gc
import importlib
import sys
from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from softphone import __version__

VERBS = {
    "engine": "run the phone itself, without a window",
    "ctl": "drive the running phone from a script or a terminal",
    "config": "print, explain and check settings",
    "secret": "keep SIP passwords in the keyring of this desktop",
    "watch": "show the running phone as text in a terminal",
    "demo": "run the phone with simulated callers, for a first look",
    "simulate": "play customers and third parties with real SIP calls",
    "doctor": "check this machine and say what to do",
    "diagnostics": "make one file for troubleshooting, without secrets",
}
DESK = "desk"


class Verb(Protocol):
    """What every module of `softphone.verbs` offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Describe the verb's own arguments."""
        ...

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and return the exit code."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run the verb named on the command line; without one, the desk phone."""
    words = list(sys.argv[1:] if argv is None else argv)
    name = words[0] if words and words[0] in VERBS else None
    if name is None and _asks_for_help(words):
        _overview().parse_args(words)
    return _run(name or DESK, words[1:] if name else words)


def _asks_for_help(words: Sequence[str]) -> bool:
    """Tell whether the words are for the command itself: help, version, or a verb that does not exist."""
    return bool(words) and (words[0] in {"-h", "--help", "--version"} or not words[0].startswith("-"))


def _overview() -> argparse.ArgumentParser:
    """Describe the command as a whole; its parser never accepts anything but help and version."""
    parser = argparse.ArgumentParser(
        prog="softphone",
        description="A desk phone for contact-centre agents. Without a verb it opens the desk phone.",
        epilog="`softphone VERB --help` explains one verb.",
    )
    parser.add_argument("--version", action="version", version=f"softphone {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name, purpose in VERBS.items():
        verbs.add_parser(name, help=purpose)
    return parser


def _run(name: str, words: Sequence[str]) -> int:
    """Import one verb, let it read its arguments, and run it."""
    verb = _load(name)
    parser = argparse.ArgumentParser(
        prog="softphone" if name == DESK else f"softphone {name}",
        description=(verb.__doc__ or "").partition("\n\n")[0],
    )
    verb.add_arguments(parser)
    return verb.run(parser.parse_args(words))


def _load(name: str) -> Verb:
    """Import the module of a verb."""
    with _nothing_collected():
        return cast("Verb", importlib.import_module(f"softphone.verbs.{name}"))


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let nobody look for garbage: modules that come leave none, and looking takes a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
