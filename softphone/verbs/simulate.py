"""Play customers and third parties with real SIP calls.

`customer` is one party: it calls the phone, or waits to be called. `room` lets several come and go round one phone.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable

from softphone.simulator.report import ReportLine, as_json, as_words
from softphone.simulator.script import ScriptFaulty
from softphone.simulator.words import Misread
from softphone.verbs import settings_options, simulate_options

DONE, FAILED, USAGE_ERROR = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the parties that can be played."""
    kinds = parser.add_subparsers(dest="kind", metavar="WHO", required=True)
    simulate_options.add_customer(kinds.add_parser("customer", help="one party, described by options or a script"))
    room = kinds.add_parser("room", help="customers who call now and then, colleagues, a third party, a supervisor")
    room.add_argument("--call", metavar="SIP_URI", help="the phone to call (default: the one running here)")
    settings_options.add_options(room)
    for kind in kinds.choices.values():
        kind.add_argument("--until-eof", action="store_true", help="end when standard input ends")
        kind.add_argument("--json", action="store_true", help="report as lines of JSON")


def run(args: argparse.Namespace) -> int:
    """Play."""
    tell = reporter(as_json if args.json else as_words)
    return _customer(args, tell) if args.kind == "customer" else _room(args, tell)


def reporter(write: Callable[[ReportLine], str]) -> Callable[[ReportLine], None]:
    """Report on stdout, line by line, also into a pipe."""

    def tell(line: ReportLine) -> None:
        sys.stdout.write(write(line) + "\n")
        sys.stdout.flush()

    return tell


def _customer(args: argparse.Namespace, tell: Callable[[ReportLine], None]) -> int:
    from softphone.simulator import customer  # noqa: PLC0415 - the SIP stack is slow to load, and --help needs none
    from softphone.simulator.outfit import Unfit  # noqa: PLC0415 - the same

    try:
        order = simulate_options.customer_of(args)
        return asyncio.run(customer.play(order, tell, until_eof=args.until_eof))
    except ScriptFaulty as faulty:
        sys.stderr.writelines(f"{args.script}:{problem.line}: {problem.text}\n" for problem in faulty.problems)
    except UnicodeDecodeError:
        sys.stderr.write(f"softphone simulate: {args.script} is no text in UTF-8\n")
    except (Unfit, Misread, OSError) as unfit:
        sys.stderr.write(f"softphone simulate: {unfit}\n")
    return USAGE_ERROR


def _room(args: argparse.Namespace, tell: Callable[[ReportLine], None]) -> int:
    from softphone.simulator.room_process import NoPhone, play  # noqa: PLC0415 - the same

    settings = settings_options.load_or_explain(args)
    if settings is None:
        return USAGE_ERROR
    try:
        return asyncio.run(play(args.call, settings, tell, until_eof=args.until_eof))
    except NoPhone as error:
        sys.stderr.write(f"softphone simulate: {error}\n")
        return FAILED
