"""What a verb of `softphone ctl` is, and the arguments that several of them take."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from softphone.protocol.methods import METHODS, Command

Shape = Callable[[argparse.ArgumentParser], None]
Ask = Callable[[argparse.Namespace], Command]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its arguments, and the message they make."""

    name: str
    shape: Shape
    ask: Ask
    method: str

    @property
    def purpose(self) -> str:
        """What it is for, in one line, as the protocol says it."""
        return METHODS[self.method].says.partition(". ")[0].rstrip(".")


def call(parser: argparse.ArgumentParser) -> None:
    """Take a call's id."""
    parser.add_argument("call", nargs="?", metavar="CALL", help="id of the call; the one you would mean if left out")


def party(parser: argparse.ArgumentParser) -> None:
    """Take a call's id, and that of one party."""
    call(parser)
    parser.add_argument("--leg", help="id of one party")


def target(parser: argparse.ArgumentParser) -> None:
    """Take whom to call, and a call's id."""
    parser.add_argument("target", metavar="TARGET", help="a number or a SIP URI")
    call(parser)


def verb(asks: type[Command], shape: Shape, ask: Ask, name: str | None = None) -> Verb:
    """Make a row of the table; the name is the method's, unless another reads better."""
    return Verb(name or asks.METHOD, shape, ask, asks.METHOD)
