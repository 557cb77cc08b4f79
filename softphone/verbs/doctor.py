"""Check this machine and say what to do.

Exit code 0: the phone can work here. 1: something keeps it from that.
"""

import argparse
import os
import sys

import msgspec

from softphone.adapters.bridge.runtime_file import find_engine, runtime_dir
from softphone.verbs import settings_options
from softphone.verbs.doctor_checks.examining import examine
from softphone.verbs.doctor_checks.verdict import Grade, Patient, Verdict

WELL, ILL = 0, 1
_MARKS = {Grade.GOOD: "ok", Grade.NOTE: "note", Grade.WARNING: "WARN", Grade.BAD: "BAD"}
_STYLES = {Grade.GOOD: "\x1b[32m", Grade.NOTE: "", Grade.WARNING: "\x1b[33m", Grade.BAD: "\x1b[1;31m"}
_NORMAL = "\x1b[0m"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the choice of settings, and of who reads the outcome."""
    settings_options.add_options(parser)
    parser.add_argument("--json", action="store_true", help="for machines: one line of JSON for each verdict")


def run(args: argparse.Namespace) -> int:
    """Run all checks and print what they find, as they find it."""
    folder = runtime_dir()
    patient = Patient(settings_options.load(args), folder, find_engine(folder))
    is_coloured = not args.json and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    worst = WELL
    for verdict in examine(patient):
        sys.stdout.write((_as_json(verdict) if args.json else shown(verdict, is_coloured=is_coloured)) + "\n")
        sys.stdout.flush()
        worst = ILL if verdict.grade is Grade.BAD else worst
    return worst


def shown(verdict: Verdict, *, is_coloured: bool = False) -> str:
    """Write a verdict for people: what is so, and below it what to do."""
    mark = f"{_MARKS[verdict.grade]:4}"
    if is_coloured:
        mark = f"{_STYLES[verdict.grade]}{mark}{_NORMAL}"
    advice = f"\n{'':20}-> {verdict.advice}" if verdict.advice else ""
    return f"{mark}  {verdict.about:12}  {verdict.says}{advice}"


def _as_json(verdict: Verdict) -> str:
    return msgspec.json.encode(verdict).decode()
