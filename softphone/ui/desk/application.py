"""Starts the desk as a process: one for each user, in Qt's event loop and asyncio's, which are the same one here."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QMessageBox
from qasync import QEventLoop

from softphone.adapters.storage.log_files import open_logs
from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.settings import Settings
from softphone.ui.desk.desktop_entries import EntryFolders
from softphone.ui.desk.one_desk import OneDesk
from softphone.ui.desk.qt_words import speak
from softphone.ui.resources import LANGUAGES, language
from softphone.ui.views.language import Language
from softphone.ui.views.notices import SettingsTrouble

TRY_DEMO = -1


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """What the desk is told when it starts."""

    settings: Settings
    trouble: SettingsTrouble | None
    engine_options: Sequence[str]
    runtime: Path
    """The folder by which the engine is found."""
    state: Path
    """The folder for what the desk remembers."""
    office: SettingsOffice
    """Where settings are kept."""
    entries: EntryFolders | None = None
    """Where the desktop looks for programs to start; none where the desktop has no such folders."""
    is_first_start: bool = False
    link: str = ""
    is_hidden: bool = False


def run(plan: DeskPlan) -> int:
    """Open the desk, or hand the link over to the one that is open; return when it is closed.

    The answer is an exit code, or `TRY_DEMO` where simulated callers are to come next.
    """
    from softphone.ui.desk.desk import Desk  # noqa: PLC0415 - a second start needs none of it
    from softphone.ui.desk.tray import application_icon  # noqa: PLC0415 - the same

    app = QApplication(sys.argv[:1])
    app.setApplicationName("softphone")
    app.setDesktopFileName("softphone")
    app.setQuitOnLastWindowClosed(False)
    speak(app, chosen_language(plan.settings.desk.language).code)
    one = OneDesk(plan.runtime)
    if not one.take():
        return 0 if one.hand_over(plan.link) else _say_why_not(one, plan)
    app.setWindowIcon(application_icon())
    logs = open_logs("desk", plan.settings)
    try:
        with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
            wants_demo = runner.run(Desk(app, plan, one).live())
    finally:
        logs.close()
    return TRY_DEMO if wants_demo else 0


def _say_why_not(one: OneDesk, plan: DeskPlan) -> int:
    """Tell whoever started this that there will be no window, and why: an icon that does nothing explains nothing."""
    say = chosen_language(plan.settings.desk.language)
    if one.why_not:
        text = say("The phone cannot open its window: {why} ({place})", why=one.why_not, place=plan.runtime)
    else:
        text = say("The phone is open already, but does not answer. End it, then start it again.")
    sys.stderr.write(f"softphone: {text}\n")
    QMessageBox.critical(None, "softphone", text)
    return 1


def chosen_language(wish: str) -> Language:
    """Give the language of the settings, or of the system, as far as there is a translation."""
    code = QLocale.system().name()[:2] if wish == "auto" else wish
    return language(code if code in LANGUAGES else "en")
