"""A session bus of its own with a desktop on it: a notification service, and the portal's global shortcuts.

It speaks the published interfaces, over jeepney as server; `presses` and `invokes` are what its user does.
"""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.asyncio import DBusConnection, DBusRouter, Proxy, open_dbus_connection

from tests.peers.process import PeerProcess, installed
from tests.peers.waiting import until

PORTAL = "org.freedesktop.portal.Desktop"
DESKTOP = "/org/freedesktop/portal/desktop"
NOTES = "org.freedesktop.Notifications"
SHORTCUTS = DBusAddress(DESKTOP, PORTAL, "org.freedesktop.portal.GlobalShortcuts")
NOTIFIER = DBusAddress("/org/freedesktop/Notifications", NOTES, NOTES)
SESSION = f"{DESKTOP}/session/1"


class DesktopBus:
    """The bus and its services. `refuses` makes the portal's user say no."""

    def __init__(self, folder: Path, *, refuses: bool = False) -> None:
        command = [installed("dbus-daemon", "dbus-daemon"), "--session", "--nofork", "--print-address=1"]
        self.process = PeerProcess("bus", command, folder, split=True)
        self.refuses = refuses
        self.failures = 0
        """How many notifications are still to fail."""
        self.bound: dict[str, Any] = {}
        self.shown: dict[int, tuple[Any, ...]] = {}
        """The notifications that can be seen, by their numbers."""
        self._number = 0
        self._connection: DBusConnection | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """How programs find it."""
        return {"DBUS_SESSION_BUS_ADDRESS": self.process.output().strip().partition(",")[0]}

    async def ready(self) -> None:
        """Wait until the services are on it."""
        await self.process.ready(lambda: self.process.output().strip(), "has an address")
        self._connection = await open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"])
        async with DBusRouter(self._connection) as router:
            for name in (PORTAL, NOTES):
                await Proxy(message_bus, router).RequestName(name)
        self._serving = asyncio.create_task(self._serve())

    async def stop(self) -> None:
        """Take the desktop away."""
        if self._serving and self._connection:
            self._serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._serving
            await self._connection.close()
        await self.process.stop(within_s=2)

    async def releases(self, name: str) -> None:
        """Take a service away."""
        assert self._connection is not None
        await self._connection.send(message_bus.ReleaseName(name))

    async def presses(self, name: str) -> None:
        """Press the keys of a shortcut."""
        await until(lambda: name in self.bound, f"{name} is bound")
        await self._tell(new_signal(SHORTCUTS, "Activated", "osta{sv}", (SESSION, name, 1, {})))

    async def invokes(self, number: int, action: str) -> None:
        """Click in a notification."""
        await self._tell(new_signal(NOTIFIER, "ActionInvoked", "us", (number, action)))

    async def _tell(self, message: Message) -> None:
        assert self._connection is not None
        await self._connection.send(message)

    async def _serve(self) -> None:
        assert self._connection is not None
        answers: dict[str, Callable[[Message], Message]] = {
            "GetCapabilities": lambda asked: new_method_return(asked, "as", (["body", "body-markup", "actions"],)),
            "Notify": self._notify,
            "CloseNotification": self._close_notification,
        }
        while True:
            asked = await self._connection.receive()
            if asked.header.message_type is not MessageType.method_call:
                continue
            member = asked.header.fields[HeaderFields.member]
            if member in {"CreateSession", "BindShortcuts"}:
                await self._request(asked, member)
            elif member in answers:
                await self._tell(answers[member](asked))
            else:
                await self._tell(new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod"))

    def _notify(self, asked: Message) -> Message:
        if self.failures:
            self.failures -= 1
            return new_error(asked, "org.freedesktop.Notifications.Error.ExcessNotificationGeneration")
        self._number += 1
        self.shown[self._number] = asked.body
        return new_method_return(asked, "u", (self._number,))

    def _close_notification(self, asked: Message) -> Message:
        self.shown.pop(asked.body[0], None)
        return new_method_return(asked)

    async def _request(self, asked: Message, member: str) -> None:
        """Answer at once with the request's object, and by a signal of it when the user has decided."""
        sender = asked.header.fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
        path = f"{DESKTOP}/request/{sender}/{asked.body[-1]['handle_token'][1]}"
        await self._tell(new_method_return(asked, "o", (path,)))
        results: dict[str, Any] = {"session_handle": ("s", SESSION)}
        if member == "BindShortcuts":
            offered = dict(asked.body[1])
            self.bound = {} if self.refuses else offered
            given = [(name, {"trigger_description": facts["preferred_trigger"]}) for name, facts in offered.items()]
            results = {"shortcuts": ("a(sa{sv})", given)}
        is_refused = self.refuses and member == "BindShortcuts"
        response = (1, {}) if is_refused else (0, results)
        request = DBusAddress(path, PORTAL, "org.freedesktop.portal.Request")
        await self._tell(new_signal(request, "Response", "ua{sv}", response))
