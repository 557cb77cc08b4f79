"""The desktop's session bus (D-Bus), as far as the desk uses it: calls and signals, in our own words.

A desktop without one, or without a service on it, is an everyday thing: `BusFailed` says which, nothing hangs.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, Self

from jeepney import DBusAddress, DBusErrorResponse, MatchRule, MessageType, message_bus, new_method_call
from jeepney.auth import AuthenticationError
from jeepney.io.asyncio import DBusConnection, DBusRouter, Proxy, open_dbus_connection
from jeepney.io.common import RouterClosed

OPENING_S = 5.0
ANSWER_S = 5.0
MOST_SIGNALS = 64
_ABSENT = (KeyError, OSError, EOFError, RuntimeError, ValueError, AuthenticationError, TimeoutError)
"""All that opening a bus raises where there is none, or none that lets us in."""


class BusFailed(Exception):
    """There is no bus, no such service, or it refused; the text says which."""


class SessionBus:
    """One connection to the bus. From inside the running loop."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._router = DBusRouter(connection)

    @classmethod
    async def open(cls) -> Self:
        """Connect; raises `BusFailed`."""
        try:
            async with asyncio.timeout(OPENING_S):
                return cls(await open_dbus_connection("SESSION"))
        except _ABSENT as error:
            raise BusFailed(f"no session bus: {error!r}") from error

    @property
    def name(self) -> str:
        """Our own name on it."""
        return str(self._router.unique_name)

    async def call(self, address: DBusAddress, method: str, signature: str = "", *body: object) -> tuple[Any, ...]:
        """Call a method and give its answer; raises `BusFailed`."""
        message = new_method_call(address, method, signature or None, body)
        try:
            async with asyncio.timeout(ANSWER_S):
                reply = await self._router.send_and_get_reply(message)
        except (RouterClosed, OSError, TimeoutError) as error:
            raise BusFailed(f"{method}: no answer ({error!r})") from error
        if reply.header.message_type is MessageType.error:
            raise BusFailed(f"{method}: {DBusErrorResponse(reply)}")
        return tuple(reply.body)

    @contextlib.asynccontextmanager
    async def signals(
        self, interface: str, member: str, path: str | None = None
    ) -> AsyncIterator["asyncio.Queue[Any]"]:
        """Hear a signal; messages come into a queue. Those that nobody takes in time are let go."""
        rule = MatchRule(type="signal", interface=interface, member=member, path=path)
        with self._router.filter(rule, bufsize=MOST_SIGNALS) as queue:
            try:
                async with asyncio.timeout(ANSWER_S):
                    await Proxy(message_bus, self._router).AddMatch(rule)
            except (DBusErrorResponse, RouterClosed, OSError, TimeoutError) as error:
                raise BusFailed(f"{member} cannot be heard: {error!r}") from error
            yield queue

    async def close(self) -> None:
        """Let go of the bus."""
        with contextlib.suppress(OSError, EOFError):
            await self._router.__aexit__(None, None, None)
        with contextlib.suppress(OSError):
            await self._connection.close()
