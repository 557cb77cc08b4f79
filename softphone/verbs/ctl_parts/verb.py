"""What a verb of `softphone ctl` is, and the arguments that several of them take."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from softphone.contacts.entries import Kind
from softphone.protocol.methods import METHODS, Command
from softphone.protocol.targets import Callee, ContactTarget

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
    parser.add_argument("call", nargs="?", metavar="CALL", help="id of the call (default: the current one)")


def party(parser: argparse.ArgumentParser) -> None:
    """Take a call's id, and that of one party."""
    call(parser)
    parser.add_argument("--leg", help="id of one party")


def target(parser: argparse.ArgumentParser) -> None:
    """Take whom to call, and a call's id."""
    parser.add_argument("target", metavar="TARGET", help="a number or a SIP URI")
    call(parser)


def callee(parser: argparse.ArgumentParser) -> None:
    """Take what makes a target a contact of the phone book."""
    parser.add_argument("--name", default="", help="the name to show for the called party")
    kinds = [str(kind) for kind in Kind]
    parser.add_argument("--kind", choices=kinds, help="the target is a contact; apply the dial rule for this kind")
    parser.add_argument("--id", default="", help="the contact's id; if it has no number, the same as the target")
    parser.add_argument("--prefix", default="", help="prefix dialled before the contact's number")
    parser.add_argument("--extension", default="", help="extension dialled after the contact has answered")


def named_callee(args: argparse.Namespace) -> Callee:
    """Say whom the arguments name."""
    if not (args.kind or args.id or args.prefix or args.extension):
        target: str = args.target
        return target
    return ContactTarget(
        kind=Kind(args.kind) if args.kind else Kind.PHONE_BOOK,
        name=args.name,
        number="" if args.target == args.id else args.target,
        id=args.id,
        prefix=args.prefix,
        extension=args.extension,
    )


def verb(asks: type[Command], shape: Shape, ask: Ask, name: str | None = None) -> Verb:
    """Make a row of the table; the name is the method's, unless another reads better."""
    return Verb(name or asks.METHOD, shape, ask, asks.METHOD)
