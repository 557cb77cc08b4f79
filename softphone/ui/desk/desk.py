"""The desk put together: phone, window, small window, tray. It only wires, opens and closes."""

import asyncio
import contextlib
import signal
import time
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from softphone.adapters.bridge.runtime_file import find_engine
from softphone.ui.desk.application import DeskPlan, chosen_language
from softphone.ui.desk.desktop_entries import keep_entries
from softphone.ui.desk.engine_starter import EngineStarter
from softphone.ui.desk.last_called import LastCalled
from softphone.ui.desk.leaving import Leaving
from softphone.ui.desk.memory import Collector
from softphone.ui.desk.one_desk import OneDesk
from softphone.ui.desk.outfitting import services
from softphone.ui.desk.phone import DeskPhone
from softphone.ui.desk.placement import Placement, bring_back, follow_screens
from softphone.ui.desk.presenter import Presenter
from softphone.ui.desk.reach import Reach
from softphone.ui.desk.tray import TrayIcon
from softphone.ui.registry import found_entries, found_tabs
from softphone.ui.theme.look import Look
from softphone.ui.views.chips import COPY_ADDRESS, ChipChoice
from softphone.ui.views.desk import DeskView
from softphone.ui.widgets.call_popup import CallPopup
from softphone.ui.widgets.main_window import MainWindow
from softphone.ui.widgets.workplace import Tools, Workplace


@dataclass(frozen=True, slots=True)
class Windows:
    """What can be seen of the desk."""

    main: MainWindow
    popup: CallPopup
    tray: TrayIcon | None


class Desk:
    """One desk, from its start to its end."""

    def __init__(self, app: QApplication, plan: DeskPlan, one: OneDesk) -> None:
        self._app, self._plan, self._one = app, plan, one
        wishes = plan.settings.desk
        look = Look(wishes.theme, is_animated=wishes.animations)
        look.dress(app)
        tools = Tools(look, chosen_language(wishes.language))
        starter = EngineStarter(plan.engine_options, plan.runtime, plan.state / "engine-start.log", time.monotonic)
        self._phone = DeskPhone(starter, plan.runtime, tools.say)
        outfit = services(plan.office, tools.say, plan.engine_options)
        self._place = Workplace(self._phone, tools, plan.settings, outfit, time.monotonic)
        self._presenter = Presenter(self._place, plan.trouble, time.monotonic)
        self._last_called = LastCalled(self._phone)
        self._placement = Placement(plan.state / "window.json")
        self._windows = self._open(tools)
        self._reach = Reach(self._place)
        has_tray = self._windows.tray is not None
        self._leaving = Leaving(self._place, self._phone, self._windows.main, has_tray=has_tray)
        self._closed = asyncio.Event()

    async def live(self) -> bool:
        """Be there until the window is closed for good; tell whether simulated callers are wanted next."""
        collector = Collector()
        self._connect()
        self._obey_signals()
        self._phone.start()
        self._presenter.show_anew()
        self._keep_entries()
        self._placement.restore(self._windows.main)
        if not self._plan.is_hidden or self._windows.tray is None:
            self._show()
        self._reach.open()
        if self._plan.link:
            self._windows.main.show_dial(self._plan.link)
        if self._plan.is_first_start:
            self._windows.main.show_place("assistant")
        await self._closed.wait()
        collector.deleteLater()
        await self._leave()
        return self._leaving.wants_demo

    def _open(self, tools: Tools) -> Windows:
        presenter, settings = self._presenter, self._plan.settings
        main = MainWindow(self._place, presenter.judge, presenter.judge_target, found_tabs(settings), found_entries())
        wishes = settings.desk
        tray = TrayIcon(tools, notifies=wishes.notifications) if wishes.tray and TrayIcon.is_possible() else None
        return Windows(main, CallPopup(tools), tray)

    def _connect(self) -> None:
        main, popup, tray = self._windows.main, self._windows.popup, self._windows.tray
        self._presenter.shown.connect(self._display)
        self._presenter.suggested.connect(main.phone.suggest)
        self._last_called.told.connect(main.phone.dial.remember)
        main.asked.connect(self._phone.ask)
        main.line_pressed.connect(self._presenter.press_line)
        main.dialling.connect(self._presenter.choose_dial_pad)
        main.phone.wondered.connect(self._presenter.wonder)
        main.top.chosen.connect(self._choose)
        main.notices.opened.connect(self._open_place)
        main.closing.connect(self._leaving.close)
        popup.asked.connect(self._phone.ask)
        popup.looked_at.connect(self._show)
        self._one.called.connect(self._called)
        self._leaving.left.connect(self._closed.set)
        self._leaving.hidden.connect(main.hide)
        self._leaving.asks.connect(self._show)
        self._place.wants_quit.connect(self._leaving.quit)
        self._place.wants_restart.connect(self._leaving.restart)
        self._place.wants_address.connect(self._copy_address)
        self._place.wants_demo.connect(self._leaving.begin_demo)
        self._place.settings_changed.connect(self._use_settings)
        self._reach.opened.connect(self._show)
        follow_screens(self._app, partial(bring_back, main))
        follow_screens(self._app, popup.find_corner)
        if tray:
            main.minimised.connect(self._withdraw)
            tray.opened.connect(self._show)
            tray.quit_asked.connect(self._leaving.quit)

    def _keep_entries(self) -> None:
        """Begin with the desktop and open links, as the settings say."""
        if self._plan.entries is not None and self._plan.trouble is None:
            wishes = self._place.settings.desk
            options = list(self._plan.engine_options)
            keep_entries(self._plan.entries, options, starts=wishes.autostart, opens_links=wishes.handle_links)

    def _use_settings(self) -> None:
        """Other settings were saved: what the window can do at once, it does."""
        wishes = self._place.settings.desk
        self._place.look.is_animated = wishes.animations
        self._place.look.use(wishes.theme)
        self._presenter.forget_trouble()
        self._keep_entries()

    def _obey_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(number, self._closed.set)

    def _display(self, view: DeskView) -> None:
        self._windows.main.display(view)
        self._windows.popup.display(view.popup if self._place.settings.desk.popup else None)
        self._reach.display(view.popup)
        if self._windows.tray:
            self._windows.tray.display(view.tray)
            self._windows.tray.announce(None if self._reach.notifies else view.popup)

    def _show(self) -> None:
        main = self._windows.main
        main.setWindowState(main.windowState() & ~Qt.WindowState.WindowMinimized)
        main.show()
        main.raise_()
        main.activateWindow()
        bring_back(main)

    def _withdraw(self) -> None:
        """Go into the tray; that it is no longer minimised is said when it comes back, for saying so would show it."""
        self._windows.main.hide()

    def _called(self, link: str) -> None:
        """Another start: show the window, with the number that was clicked."""
        self._show()
        if link:
            self._windows.main.show_dial(link)

    def _choose(self, choice: ChipChoice) -> None:
        if choice.command is not None:
            self._phone.ask(choice.command)
        elif choice.opens:
            self._open_place(choice.opens)

    def _open_place(self, name: str) -> None:
        if name == COPY_ADDRESS:
            self._copy_address()
        elif name == "engine":
            self._phone.try_again()
        else:
            self._windows.main.show_place(name)

    def _copy_address(self) -> None:
        if engine := find_engine(self._plan.runtime):
            address = engine.bridge.replace("ws://", "http://").removesuffix("bridge") + "connector/"
            QGuiApplication.clipboard().setText(address)
            self._windows.main.notices.say(self._place.say("Copied: {text}", text=address))

    async def _leave(self) -> None:
        main, popup, tray = self._windows.main, self._windows.popup, self._windows.tray
        self._placement.keep(main)
        popup.hide()
        main.hide()
        if tray:
            tray.leave()
        self._one.leave()
        await self._reach.close()
        if self._leaving.ends_engine:
            await self._phone.end_engine()
        await self._phone.stop()
        main.may_close = True
        main.close()
        popup.close()
