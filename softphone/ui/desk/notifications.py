"""Notifications of the desktop about ringing calls, with keys to answer and decline where the desktop shows keys.

They go away when the call no longer rings here. On desktops without a tray, such as GNOME's, and on Wayland, where no
window can keep itself on top, they are what the agent sees first. Where there is no service for them, nobody misses it;
one that failed, or that comes later, is looked for again.
"""

import asyncio
import html
import logging
from typing import Any

from jeepney import DBusAddress
from PySide6.QtCore import QObject, Signal

from softphone.ui.desk.session_bus import BusFailed, SessionBus
from softphone.ui.views.language import Language
from softphone.ui.views.popup import Popup

log = logging.getLogger(__name__)
SERVICE = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
URGENT = 2
FOR_EVER = 0
"""The call says when it is over."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
"""Before a service that failed is looked for again."""
WINDOW = "default"


class Notifications(QObject):
    """Shows a `Popup` as a notification, as long as it is there."""

    asked = Signal(object)
    opened = Signal()
    is_served: bool | None = None
    """Whether the desktop shows notifications; None while unknown, False from a failure until one is shown."""

    def __init__(self, say: Language) -> None:
        super().__init__()
        self._say = say
        self._wanted: Popup | None = None
        self._shown: Popup | None = None
        self._number = 0
        self._pause_s = FIRST_PAUSE_S
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Look for the service; from inside the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._live())

    async def close(self) -> None:
        """Take away what is shown."""
        self.display(None)
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def display(self, popup: Popup | None) -> None:
        """Show this call from now on, or none."""
        if self._name(popup) != self._name(self._wanted):
            self._wanted = popup
            self._changed.set()

    async def _live(self) -> None:
        while True:
            try:
                await self._attend()
            except BusFailed as failure:
                log.info("no notifications for %g s: %s", self._pause_s, failure)
            self.is_served = False
            pause_s, self._pause_s = self._pause_s, min(LONGEST_PAUSE_S, self._pause_s * 2)
            await asyncio.sleep(pause_s)

    async def _attend(self) -> None:
        bus = await SessionBus.open()
        try:
            await self._serve(bus)
        finally:
            await self._take_away(bus)
            await bus.close()

    async def _serve(self, bus: SessionBus) -> None:
        able = set((await bus.call(SERVICE, "GetCapabilities"))[0])
        if self.is_served is None:
            self.is_served = True
        self._changed.set()  # a call that was to be shown when it failed
        async with bus.signals(SERVICE.interface or "", "ActionInvoked") as invoked:
            listening = asyncio.get_running_loop().create_task(self._listen(invoked))
            try:
                while True:
                    await self._changed.wait()
                    self._changed.clear()
                    await self._follow(bus, able)
            finally:
                listening.cancel()

    async def _follow(self, bus: SessionBus, able: set[str]) -> None:
        """Show what is wanted now, in place of what was."""
        await self._take_away(bus)
        if (popup := self._wanted) is not None:
            (self._number,) = await bus.call(SERVICE, "Notify", "susssasa{sv}i", *self._written(popup, able))
            self._shown, self.is_served, self._pause_s = popup, True, FIRST_PAUSE_S

    async def _take_away(self, bus: SessionBus) -> None:
        if self._shown is not None:
            self._shown = None
            try:
                await bus.call(SERVICE, "CloseNotification", "u", self._number)
            except BusFailed as gone:
                log.debug("the notification has gone already: %s", gone)

    def _written(self, popup: Popup, able: set[str]) -> tuple[object, ...]:
        card = popup.card
        text = "\n".join(filter(None, (card.number, *(remark.text for remark in card.remarks))))
        body = html.escape(text, quote=False) if "body-markup" in able else text
        keys = [part for key in card.main_keys if key.is_enabled for part in (key.name, key.text)]
        actions = [WINDOW, self._say("Show the phone"), *keys] if "actions" in able else []
        hints = {"urgency": ("y", URGENT), "category": ("s", "call.incoming"), "desktop-entry": ("s", "softphone")}
        return ("softphone", 0, "softphone", f"{card.state}: {card.title}", body, actions, hints, FOR_EVER)

    async def _listen(self, invoked: "asyncio.Queue[Any]") -> None:
        while True:
            number, name = (await invoked.get()).body[:2]
            if self._shown is None or number != self._number:
                continue
            key = next((key for key in self._shown.card.main_keys if key.name == name), None)
            if name == WINDOW:
                self.opened.emit()
            elif key is not None and key.command is not None:
                self.asked.emit(key.command)

    @staticmethod
    def _name(popup: Popup | None) -> str | None:
        return popup.card.call_id if popup else None
