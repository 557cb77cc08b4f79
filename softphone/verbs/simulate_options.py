"""The options of `softphone simulate customer`, and what they mean.

Not a verb of its own.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from softphone.simulator.options import DIGITS_AFTER_S, HOLD_FOR_S, Wishes, answerers_script, callers_script
from softphone.simulator.outfit import Outfit, Unfit, header_of
from softphone.simulator.script import is_callers, parse
from softphone.simulator.stage import Playbill
from softphone.simulator.steps import CallOut, Line, Refuse, Script
from softphone.simulator.words import PATIENCE_S, Misread, read_seconds, read_sound, read_step

if TYPE_CHECKING:
    from softphone.simulator.customer import Customer

CODECS = ("opus", "g722", "pcma", "pcmu", "gsm")
T = TypeVar("T")


def add_customer(parser: argparse.ArgumentParser) -> None:
    """Offer everything that a party can be and do."""
    parser.add_argument("--call", metavar="SIP_URI", help="whom to call; without it, the party waits to be called")
    parser.add_argument("--script", type=Path, metavar="FILE", help="what to do, step by step, instead of the options")
    _add_behaviour(parser.add_argument_group("what it does"))
    _add_identity(parser.add_argument_group("who it is"))
    _add_phone(parser.add_argument_group("its phone"))


def customer_of(args: argparse.Namespace) -> "Customer":
    """Make a party of the options; raises `Unfit`, `ScriptFaulty` or OSError."""
    from softphone.simulator.customer import Customer  # noqa: PLC0415 - the SIP stack is slow to load

    script = _script(args)
    target = args.call or (script[0].step.target if script and isinstance(script[0].step, CallOut) else "")
    if is_callers(script) and not target:
        raise Unfit("the script calls, but neither it nor --call says whom")
    return Customer(
        outfit=_outfit(args, target),
        script=script,
        bill=Playbill(target or None, args.calls or (1 if target else None), args.pause),
        voice=args.voice,
        headers=tuple(header_of(text) for text in args.header),
        most_calls=args.at_once,
    )


def _add_behaviour(group: "argparse._ArgumentGroup") -> None:
    seconds, sound = _reading(read_seconds), _reading(read_sound)
    group.add_argument("--say", type=sound, default="speech", help="speech, nothing, 'tone 440' or 'file hello.wav'")
    group.add_argument("--patience", type=seconds, default=PATIENCE_S, metavar="S", help="how long to let it ring")
    group.add_argument("--answer-after", type=seconds, default=1.0, metavar="S", help="ring for this long, then answer")
    group.add_argument("--refuse", type=_reading(_code), metavar="CODE", help="refuse calls with this SIP code")
    group.add_argument("--digits", default="", help="press these keys")
    group.add_argument("--digits-after", type=seconds, default=DIGITS_AFTER_S, metavar="S", help="when in the call")
    group.add_argument("--hold-after", type=seconds, metavar="S", help="when to put the far end on hold")
    group.add_argument("--hold-for", type=seconds, default=HOLD_FOR_S, metavar="S", help="how long to hold")
    group.add_argument("--hang-up-after", type=seconds, metavar="S", help="how long into the call to hang up")
    group.add_argument("--calls", type=int, metavar="N", help="how many calls (default: 1 outgoing, or any incoming)")
    group.add_argument("--pause", type=seconds, default=1.0, metavar="S", help="pause between outgoing calls")
    group.add_argument("--at-once", type=int, default=1, metavar="N", help="calls at once; others get 486")


def _add_identity(group: "argparse._ArgumentGroup") -> None:
    group.add_argument("--name", default="", help="name that is shown")
    group.add_argument("--number", default="", help="number that is shown")
    group.add_argument("--voice", type=int, default=1, metavar="N", help="which voice speaks")
    group.add_argument("--header", action="append", default=[], metavar="'X-NAME: VALUE'", help="sent with its calls")


def _add_phone(group: "argparse._ArgumentGroup") -> None:
    group.add_argument("--codec", action="append", default=[], choices=CODECS, help="offer only this (repeatable)")
    group.add_argument("--srtp", choices=("off", "optional", "mandatory"), default="off", help="encryption of audio")
    group.add_argument("--transport", choices=("udp", "tcp", "tls"), default="udp", help="SIP transport")
    group.add_argument("--bind", default="", metavar="ADDRESS", help="own address (default: the one towards --call)")
    group.add_argument("--port", type=int, default=0, help="own SIP port (default: any free one)")
    group.add_argument("--trust", action="append", default=[], metavar="NETWORK", help="who may call, besides --call")
    group.add_argument("--record", type=Path, metavar="FILE.wav", help="write the received audio to this file")
    group.add_argument("--registrar", default="", metavar="SIP_URI", help="register there")
    group.add_argument("--username", default="", help="user name for the registrar")
    group.add_argument("--password-env", default="", metavar="NAME", help="environment variable with the password")
    group.add_argument("--ca-file", default="", metavar="FILE", help="certificates to trust for TLS")


def _script(args: argparse.Namespace) -> Script:
    """Take the script of the file, or write one by the options; one who calls begins by calling."""
    if args.script is None:
        wishes = _wishes(args)
        return callers_script(wishes) if args.call else answerers_script(wishes)
    script = parse(args.script.read_text(encoding="utf-8"))
    return (Line(0, CallOut()), *script) if args.call and not is_callers(script) else script


def _wishes(args: argparse.Namespace) -> Wishes:
    return Wishes(
        say=args.say,
        answer_after_s=args.answer_after,
        refuse=args.refuse,
        patience_s=args.patience,
        digits=args.digits,
        digits_after_s=args.digits_after,
        hold_after_s=args.hold_after,
        hold_for_s=args.hold_for,
        hang_up_after_s=args.hang_up_after,
    )


def _outfit(args: argparse.Namespace, target: str) -> Outfit:
    return Outfit(
        name=args.name,
        number=args.number,
        target=target,
        bind=args.bind,
        port=args.port,
        hears_into=args.record.absolute() if args.record else None,
        codecs=tuple(args.codec),
        srtp=args.srtp,
        transport=args.transport,
        trusted=tuple(args.trust),
        registrar=args.registrar,
        username=args.username,
        password_env=args.password_env,
        ca_file=args.ca_file,
    )


def _code(text: str) -> int:
    step = read_step(f"refuse {text}")
    assert isinstance(step, Refuse)  # noqa: S101 - that is what the word says
    return step.code


def _reading(read: Callable[[str], T]) -> Callable[[str], T]:
    """Let argparse explain what was misread."""

    def convert(text: str) -> T:
        try:
            return read(text)
        except Misread as misread:
            raise argparse.ArgumentTypeError(str(misread)) from None

    return convert
