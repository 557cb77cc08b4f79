"""Drive the running phone from a script or a terminal.

Exit codes: 0 done, 1 refused (the reason is on stderr), 2 wrong usage, 3 no engine.
"""

import argparse
import asyncio
import os
import sys

import msgspec

from softphone.protocol.refusals import Problem, Refused
from softphone.ui.text.rows import clean
from softphone.verbs.ctl_parts.verbs import VERBS, check

DONE = 0
REFUSED = 1
USAGE = 2
NO_ENGINE = 3
INTERRUPTED = 130
ANSWER_S = 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe all verbs."""
    _add_common(parser, default_json=False, default_timeout=None)
    common = argparse.ArgumentParser(add_help=False)
    _add_common(common, default_json=argparse.SUPPRESS, default_timeout=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs", required=True)
    for name, verb in VERBS.items():
        verb.shape(verbs.add_parser(name, help=verb.purpose, description=verb.purpose, parents=[common]))


def _add_common(parser: argparse.ArgumentParser, *, default_json: object, default_timeout: object) -> None:
    """Describe what all verbs have; it may stand before the verb or after it."""
    parser.add_argument("--json", action="store_true", default=default_json, help="print JSON, one message per line")
    parser.add_argument(
        "--timeout",
        type=float,
        metavar="S",
        default=default_timeout,
        help=f"wait at most this many seconds ({ANSWER_S:g} for an answer, unlimited when following)",
    )


def run(args: argparse.Namespace) -> int:
    """Do it, and say on stderr why not."""
    try:
        command = check(VERBS[args.verb].ask(args))
    except msgspec.ValidationError as wrong:
        return _say(args, f"{args.verb}: {wrong}", USAGE)
    from softphone.adapters.bridge.client import ConnectionLost, NoEngine  # noqa: PLC0415 - usage errors stay fast
    from softphone.verbs.ctl_parts.asking import carry_out  # noqa: PLC0415 - the same

    try:
        asyncio.run(carry_out(args, command))
    except Refused as refused:
        return _say_refused(args, refused.problem)
    except (NoEngine, ConnectionLost) as nobody:
        return _say(args, str(nobody), NO_ENGINE)
    except TimeoutError:
        return _say(args, "no answer in time; what becomes of it is not known", REFUSED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _say_refused(args: argparse.Namespace, problem: Problem) -> int:
    """Say why not: a sentence for people, the whole problem for scripts."""
    if args.json:
        sys.stderr.write(msgspec.json.encode(problem).decode() + "\n")
        return REFUSED
    code = f", SIP {problem.data.sip_code}" if problem.data.sip_code else ""
    return _say(args, f"{clean(problem.message)} ({problem.data.type}{code})", REFUSED)


def _say(args: argparse.Namespace, what: str, code: int) -> int:
    """Say something on stderr and give the exit code back."""
    says = msgspec.json.encode({"message": what}).decode() if args.json else f"softphone ctl: {what}"
    sys.stderr.write(says + "\n")
    return code
