"""Open the desk phone: a window, an icon in the tray, calls as they come.

It attaches to the engine that runs, or starts one. With a link (tel:, sip:, callto:) it shows it ready to be called; if
a desk is open already, that one does.
"""

import argparse
import os
import sys

import platformdirs

from softphone.adapters.bridge.runtime_file import runtime_dir
from softphone.adapters.storage.settings_files import user_file
from softphone.settings import Settings
from softphone.settings.problems import has_errors
from softphone.ui.views.notices import SettingsTrouble
from softphone.verbs import settings_options

NO_WINDOW = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the choice of settings."""
    settings_options.add_options(parser)
    parser.add_argument("--hidden", action="store_true", help="begin in the tray, where there is one")
    parser.add_argument("--link", default="", metavar="NUMBER", help="a number or a tel:, sip: or callto: link")


def run(args: argparse.Namespace) -> int:
    """Open it, and return when it is closed."""
    if sys.platform == "linux" and not has_display():
        sys.stderr.write("softphone: there is no display here; `softphone engine` and `softphone watch` need none\n")
        return NO_WINDOW
    from softphone.ui.desk.application import DeskPlan, run as open_desk  # noqa: PLC0415 - Qt is slow to load

    checked = settings_options.load(args)
    problems = tuple(str(problem) for problem in checked.problems)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    is_broken = checked.settings is None or has_errors(checked.problems)
    return open_desk(
        DeskPlan(
            settings=checked.settings or Settings(),
            trouble=SettingsTrouble(str(args.config or user_file()), problems) if is_broken else None,
            engine_options=settings_options.words(args),
            runtime=runtime_dir(),
            state=platformdirs.user_state_path("softphone", appauthor=False),
            link=args.link,
            is_hidden=args.hidden,
        )
    )


def has_display() -> bool:
    """Tell whether a window could be seen, or is at least wanted (Qt's own choice of platform)."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
