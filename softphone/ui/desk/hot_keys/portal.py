"""Global shortcuts on Wayland: the desktop portal is asked for them, and the user has the last word on the keys.

The portal's ways: https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html
"""

import asyncio
import itertools
import logging
from collections.abc import Mapping
from typing import Any

from jeepney import DBusAddress
from PySide6.QtCore import QObject, Signal

from softphone.ui.desk.session_bus import BusFailed, SessionBus
from softphone.ui.views.hot_keys import TITLES, Combination, HotKey, HotKeyReport, Standing
from softphone.ui.views.language import Language

log = logging.getLogger(__name__)
NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = DBusAddress(PATH, NAME, "org.freedesktop.portal.GlobalShortcuts")
REGISTRY = DBusAddress(PATH, NAME, "org.freedesktop.host.portal.Registry")
REQUEST = "org.freedesktop.portal.Request"
ASKED_S = 300.0
"""The desktop may ask the user first."""
WORDS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}


class PortalHotKeys(QObject):
    """Shortcuts that the desktop keeps for us."""

    pressed = Signal(str)
    told = Signal(object)
    """The `HotKeyReport` has changed."""

    def __init__(self, wanted: Mapping[HotKey, Combination], say: Language) -> None:
        super().__init__()
        self._wanted, self._say = dict(wanted), say
        self._tokens = itertools.count(1)
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Ask for them, and listen; from inside the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._live())

    def close(self) -> None:
        """Give them back: the portal forgets a session whose program has gone from the bus."""
        if self._task is not None:
            self._task.cancel()

    async def _live(self) -> None:
        try:
            bus = await SessionBus.open()
            try:
                await self._serve(bus)
            finally:
                await bus.close()
        except BusFailed as failure:
            log.info("no global shortcuts: %s", failure)
            self.told.emit(HotKeyReport())

    async def _serve(self, bus: SessionBus) -> None:
        """Have the keys bound, then tell of each that is pressed."""
        await _introduce(bus)
        async with bus.signals(SHORTCUTS.interface or "", "Activated") as activated:
            session = (await self._asked(bus, "CreateSession", "a{sv}", {"session_handle_token": ("s", "softphone")}))[
                "session_handle"
            ][1]
            shortcuts = [(which.value, self._described(which, keys)) for which, keys in self._wanted.items()]
            bound = await self._asked(bus, "BindShortcuts", "oa(sa{sv})sa{sv}", session, shortcuts, "", {})
            self.told.emit(_report(bound))
            while True:
                _, name, *_ = (await activated.get()).body
                if name in set(HotKey):
                    self.pressed.emit(name)

    def _described(self, which: HotKey, keys: Combination) -> dict[str, tuple[str, str]]:
        return {
            "description": ("s", self._say(TITLES[which])),
            "preferred_trigger": ("s", "+".join([*sorted(WORDS[word] for word in keys.modifiers), keys.key])),
        }

    async def _asked(self, bus: SessionBus, method: str, signature: str, *body: Any) -> dict[str, Any]:  # noqa: ANN401 - D-Bus says
        """Ask, and wait for the answer, which comes as a signal of the request's own object."""
        token = f"softphone{next(self._tokens)}"
        path = f"{PATH}/request/{bus.name.removeprefix(':').replace('.', '_')}/{token}"
        *before, options = body
        async with bus.signals(REQUEST, "Response", path) as answers:
            await bus.call(SHORTCUTS, method, signature, *before, {**options, "handle_token": ("s", token)})
            try:
                async with asyncio.timeout(ASKED_S):
                    code, results = (await answers.get()).body
            except TimeoutError as late:
                raise BusFailed(f"{method}: nobody answered") from late
        if code:
            raise BusFailed(f"{method}: refused ({code})")
        return dict(results)


async def _introduce(bus: SessionBus) -> None:
    """Say who we are: portals of today give shortcuts only to programs with a name; older ones do not ask."""
    try:
        await bus.call(REGISTRY, "Register", "sa{sv}", "softphone", {})
    except BusFailed as failure:
        log.debug("the portal takes no names: %s", failure)


def _report(bound: Mapping[str, Any]) -> HotKeyReport:
    given = {HotKey(name): facts for name, facts in bound.get("shortcuts", ("", []))[1] if name in set(HotKey)}
    triggers = {which: str(facts.get("trigger_description", ("s", ""))[1]) for which, facts in given.items()}
    standings = {which: Standing.WORKS if which in given else Standing.TAKEN for which in HotKey}
    return HotKeyReport(standings, triggers)
