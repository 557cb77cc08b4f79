"""The options by which every verb finds its settings, and what to say when something is wrong with them.

Not a verb of its own.
"""

import argparse
import sys
from pathlib import Path

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.settings import Settings
from softphone.settings.checking import Checked
from softphone.settings.overrides import BadOverride
from softphone.settings.problems import Problem


def add_options(parser: argparse.ArgumentParser) -> None:
    """Offer the choice of settings files."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="use this settings file instead of the user's own")
    parser.add_argument("--no-machine", action="store_true", help="ignore the machine-wide settings file")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        dest="overrides",
        metavar="KEY=VALUE",
        help="change one setting for this run, such as audio.input=silence or account.office.srtp=off",
    )


def words(args: argparse.Namespace) -> list[str]:
    """Say the same choice to another verb."""
    config = ["--config", str(args.config)] if args.config else []
    machine = ["--no-machine"] if args.no_machine else []
    return [*config, *machine, *(word for one in args.overrides for word in ("--set", one))]


def files(args: argparse.Namespace) -> SettingsFiles:
    """Name the files that the options choose."""
    return SettingsFiles.chosen(args.config, use_machine=not args.no_machine, overrides=args.overrides)


def load(args: argparse.Namespace) -> Checked:
    """Read and check the settings that the options choose."""
    try:
        return files(args).load()
    except BadOverride as error:
        return Checked(None, (Problem("softphone", None, (), str(error)),))


def load_or_explain(args: argparse.Namespace) -> Settings | None:
    """Return the settings; where there are none, say on stderr what is wrong. Notices are said in any case."""
    checked = load(args)
    for problem in checked.problems:
        sys.stderr.write(f"{problem}\n")
    return checked.settings
