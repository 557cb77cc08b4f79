"""Make one file with everything that helps to find a problem, and nothing that is secret.

A zip with the versions, the settings without secrets, the logs of both sides, the last calls with their statistics and
what happened in them, and the doctor's verdicts. Passwords, keys and dialled digits never are in it; names and numbers
neither, unless [privacy] redact = false lets logs have them.
"""

import argparse
import sys
from datetime import datetime
from pathlib import Path

import msgspec
import platformdirs

from softphone.adapters.bridge.runtime_file import find_engine, runtime_dir
from softphone.adapters.storage import log_files
from softphone.settings import DEFAULTS
from softphone.verbs import settings_options
from softphone.verbs.diagnosing.bundle import Bundle
from softphone.verbs.diagnosing.logs import logs
from softphone.verbs.diagnosing.machine import versions
from softphone.verbs.diagnosing.phone import of_phone
from softphone.verbs.diagnosing.settings_in_force import settings_in_force
from softphone.verbs.doctor_checks.examining import examine
from softphone.verbs.doctor_checks.verdict import Patient

DONE, NOT_WRITTEN = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the choice of settings, and of the file."""
    settings_options.add_options(parser)
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="the zip file to write (default: in this folder, named by the time)"
    )


def run(args: argparse.Namespace) -> int:
    """Gather and write; the file's name goes to stdout, what is in it to stderr."""
    file: Path = args.output or Path(f"softphone-diagnostics-{datetime.now().astimezone():%Y%m%d-%H%M%S}.zip")
    bundle = gather(args)
    try:
        bundle.write(file)
    except OSError as error:
        sys.stderr.write(f"softphone diagnostics: {file} cannot be written: {error.strerror}\n")
        return NOT_WRITTEN
    for name, text in bundle.parts.items():
        sys.stderr.write(f"{len(text):9,}  {name}\n")
    sys.stdout.write(f"{file}\n")
    return DONE


def gather(args: argparse.Namespace) -> Bundle:
    """Look everywhere, and put what is found into a bundle."""
    checked = settings_options.load(args)
    settings = checked.settings or DEFAULTS
    runtime = runtime_dir()
    bundle = Bundle(keep_people=not settings.privacy.redact, home=Path.home())
    bundle.add_values("versions.json", versions())
    bundle.add_values("settings.json", settings_in_force(checked))
    patient = Patient(checked, runtime, find_engine(runtime))
    bundle.add_values("doctor.json", [msgspec.to_builtins(verdict) for verdict in examine(patient)])
    for name, values in of_phone(runtime).items():
        bundle.add_values(name, values)
    state = platformdirs.user_state_path("softphone", appauthor=False)
    for name, text in logs(log_files.folder(settings), state):
        bundle.add_text(name, text)
    return bundle
