"""Check this machine and say what to do; with --echo, call an echo service and rate how calls from here sound.

With --register: try to register one account with a phone of the doctor's own, and say what the registrar answers.

Exit code 0: the phone can work here. 1: something keeps it from that. 2: nobody said which echo service.
"""

import argparse
import os
import sys
from collections.abc import Sequence

import msgspec

from softphone.adapters.bridge.runtime_file import find_engine, runtime_dir
from softphone.verbs import settings_options
from softphone.verbs.doctor_checks import echo, registration, settings_files
from softphone.verbs.doctor_checks.examining import CHECKS, examine
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict

WELL, ILL, USAGE = 0, 1, 2
NO_SERVICE = "Which echo service? softphone doctor --echo sip:..., or set quality.echo_service.\n"
_MARKS = {Grade.GOOD: "ok", Grade.NOTE: "note", Grade.WARNING: "WARN", Grade.BAD: "BAD"}
_STYLES = {Grade.GOOD: "\x1b[32m", Grade.NOTE: "", Grade.WARNING: "\x1b[33m", Grade.BAD: "\x1b[1;31m"}
_NORMAL = "\x1b[0m"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the choice of settings, and of who reads the outcome."""
    settings_options.add_options(parser)
    parser.add_argument("--json", action="store_true", help="print one line of JSON for each verdict")
    parser.add_argument(
        "--echo",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="only call an echo service (default: the one in the settings) and rate how calls sound",
    )
    parser.add_argument("--register", metavar="ACCOUNT", help="only try to register this account")


def run(args: argparse.Namespace) -> int:
    """Run all checks and print what they find, as they find it."""
    folder = runtime_dir()
    patient = Patient(settings_options.load(args), folder, find_engine(folder))
    checks = _checks(patient, args)
    if not checks:
        sys.stderr.write(NO_SERVICE)
        return USAGE
    is_coloured = not args.json and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    worst = WELL
    for verdict in examine(patient, checks):
        sys.stdout.write((_as_json(verdict) if args.json else shown(verdict, is_coloured=is_coloured)) + "\n")
        sys.stdout.flush()
        worst = ILL if verdict.grade is Grade.BAD else worst
    return worst


def _checks(patient: Patient, args: argparse.Namespace) -> Sequence[Check]:
    """Choose what to look at; nothing where nobody said which echo service."""
    if args.register is not None:
        return (registration.check_of(args.register),)
    return CHECKS if args.echo is None else _line_checks(patient, args.echo)


def _line_checks(patient: Patient, address: str) -> Sequence[Check]:
    """Choose the echo call, unless the settings are so wrong that it would be somebody else's; none without address."""
    target = address or patient.settings.quality.echo_service
    if patient.checked.settings is None:
        return (settings_files.CHECK,)
    return (echo.check_of(target),) if target else ()


def shown(verdict: Verdict, *, is_coloured: bool = False) -> str:
    """Write a verdict for people: what is so, and below it what to do."""
    mark = f"{_MARKS[verdict.grade]:4}"
    if is_coloured:
        mark = f"{_STYLES[verdict.grade]}{mark}{_NORMAL}"
    advice = f"\n{'':20}-> {verdict.advice}" if verdict.advice else ""
    return f"{mark}  {verdict.about:12}  {verdict.says}{advice}"


def _as_json(verdict: Verdict) -> str:
    return msgspec.json.encode(verdict).decode()
