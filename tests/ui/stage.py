"""The whole window on a stage: everything is real but the phone, whose state a test says."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.protocol.methods import Command
from softphone.settings import Settings
from softphone.ui.desk.outfitting import services
from softphone.ui.desk.phone import DeskPhone
from softphone.ui.desk.presenter import Presenter
from softphone.ui.desk.qt_words import speak
from softphone.ui.registry import found_entries, found_tabs
from softphone.ui.resources import language
from softphone.ui.theme.look import Look
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.notices import SettingsTrouble
from softphone.ui.widgets.call_popup import CallPopup
from softphone.ui.widgets.main_window import MainWindow
from softphone.ui.widgets.parts import MenuEntry, Tab
from softphone.ui.widgets.workplace import Tools, Workplace
from tests.fakes.known_passwords import KnownPasswords

NOWHERE = SettingsFiles(Path("nowhere/softphone.toml"), None)


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What somebody wants to know, and how to answer."""

    what: Command
    then: Callable[[Any], None]
    otherwise: Callable[[], None]


class ToldPhone(DeskPhone):
    """A phone that is told how it is, and notes what it is asked."""

    def __init__(self, code: str) -> None:
        super().__init__(None, Path("nowhere"), language(code))
        self.asked: list[Command] = []
        self.enquired: list[Enquiry] = []

    def ask(self, command: Command) -> None:
        """Note it."""
        self.asked.append(command)

    def enquire(
        self, what: Command, then: Callable[[Any], None], *, otherwise: Callable[[], None] = lambda: None
    ) -> None:
        """Note it; a test answers, or does not."""
        self.enquired.append(Enquiry(what, then, otherwise))

    def put(self, mirror: Mirror) -> None:
        """Be like this from now on."""
        self._put(mirror)


class Stage:
    """The window, the small window, and the hands that move them."""

    def __init__(
        self,
        app: QApplication,
        theme: str = "light",
        code: str = "en",
        *,
        settings: Settings | None = None,
        trouble: SettingsTrouble | None = None,
        tabs: tuple[Tab, ...] | None = None,
        entries: tuple[MenuEntry, ...] | None = None,
        files: SettingsFiles | None = None,
    ) -> None:
        self.look = Look(theme, is_animated=False)
        self.look.dress(app)
        self._app, self._words = app, speak(app, code)
        self.phone, self.now, self.passwords = ToldPhone(code), 0.0, KnownPasswords()
        tools = Tools(self.look, language(code))
        outfit = services(SettingsOffice(files or NOWHERE, self.passwords), tools.say)
        self.place = Workplace(self.phone, tools, settings or Settings(), outfit, time.monotonic)
        self.presenter = Presenter(self.place, trouble, lambda: self.now)
        self.window = MainWindow(
            self.place,
            self.presenter.judge,
            self.presenter.judge_target,
            found_tabs(self.place.settings) if tabs is None else tabs,
            found_entries() if entries is None else entries,
        )
        self.popup = CallPopup(tools)
        self._connect()
        self.presenter.show_anew()

    def _connect(self) -> None:
        self.presenter.shown.connect(self.window.display)
        self.presenter.shown.connect(lambda view: self.popup.display(view.popup))
        self.presenter.suggested.connect(self.window.phone.suggest)
        self.window.asked.connect(self.phone.ask)
        self.window.line_pressed.connect(self.presenter.press_line)
        self.window.dialling.connect(self.presenter.choose_dial_pad)
        self.window.phone.wondered.connect(self.presenter.wonder)
        self.popup.asked.connect(self.phone.ask)

    def show(self, mirror: Mirror) -> None:
        """The phone tells that it is like this."""
        self.phone.put(mirror)

    @property
    def asked(self) -> list[Command]:
        """What the phone was asked so far."""
        return self.phone.asked

    def close(self) -> None:
        """Take everything away."""
        if self._words:
            self._app.removeTranslator(self._words)
        self.presenter.shown.disconnect()
        self.presenter.deleteLater()
        self.popup.close()
        self.window.may_close = True
        self.window.close()
        self.window.deleteLater()
        self.popup.deleteLater()
