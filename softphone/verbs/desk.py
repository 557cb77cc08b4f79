"""Open the desk phone: a window, an icon in the tray, calls as they come.

It attaches to the engine that runs, or starts one. With a link (tel:, sip:, callto:) it shows it ready to be called; if
a desk is open already, that one does.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from softphone.adapters.bridge.runtime_file import runtime_dir
from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.settings import Settings
from softphone.settings.checking import Checked
from softphone.settings.problems import has_errors
from softphone.ui.views.notices import SettingsTrouble
from softphone.verbs import settings_options

if TYPE_CHECKING:
    from softphone.ui.desk.application import DeskPlan
    from softphone.ui.desk.desktop_entries import EntryFolders

NO_WINDOW = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the choice of settings."""
    settings_options.add_options(parser)
    parser.add_argument("--hidden", action="store_true", help="start in the tray, if there is one")
    parser.add_argument("--no-entries", action="store_true", help="do not touch the desktop's menu entries")
    parser.add_argument("--link", default="", metavar="NUMBER", help="a number or a tel:, sip: or callto: link")


def run(args: argparse.Namespace) -> int:
    """Open it, and return when it is closed."""
    if sys.platform == "linux" and not has_display():
        sys.stderr.write("softphone: there is no display here; `softphone engine` and `softphone watch` need none\n")
        return NO_WINDOW
    from softphone.ui.desk import application  # noqa: PLC0415 - Qt is slow to load

    code = application.run(_plan(args))
    return _demo() if code == application.TRY_DEMO else code


def _plan(args: argparse.Namespace) -> "DeskPlan":
    """Read the settings, and say what the desk has to know."""
    from softphone.ui.desk.application import DeskPlan  # noqa: PLC0415 - the same

    office = SettingsOffice(settings_options.files(args))
    checked = settings_options.load(args)
    for problem in checked.problems:
        sys.stderr.write(f"{problem}\n")
    is_broken = checked.settings is None or has_errors(checked.problems)
    return DeskPlan(
        settings=checked.settings or Settings(),
        trouble=SettingsTrouble(checked.problems) if is_broken else None,
        engine_options=settings_options.words(args),
        runtime=runtime_dir(),
        state=platformdirs.user_state_path("softphone", appauthor=False),
        office=office,
        is_first_start=not (office.is_there or args.config or args.overrides) and _knows_no_account(checked),
        entries=_entry_folders() if sys.platform == "linux" and not args.no_entries else None,
        link=args.link,
        is_hidden=args.hidden,
    )


def _knows_no_account(checked: Checked) -> bool:
    """Tell whether nobody, the administrator included, has entered an account."""
    return checked.settings is not None and not checked.settings.accounts


def _demo() -> int:
    """Go on with simulated callers, in the place of this process: nothing of the desk is needed for it."""
    os.execv(sys.executable, [sys.executable, "-m", "softphone", "demo"])  # noqa: S606 - our own program


def _entry_folders() -> "EntryFolders":
    """Name the user's folders in which desktops look for entries (XDG)."""
    from softphone.ui.desk.desktop_entries import EntryFolders  # noqa: PLC0415 - with the rest of the desk

    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return EntryFolders.of_user(config, data)


def has_display() -> bool:
    """Tell whether a window could be seen, or is at least wanted (Qt's own choice of platform)."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
