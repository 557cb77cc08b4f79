"""Stands at the socket: drops strangers and floods before a byte of theirs is read, and bounds how many come in."""

import asyncio
from collections.abc import Callable

from websockets.asyncio.server import ServerConnection

from softphone.adapters.bridge.door import Turned
from softphone.adapters.bridge.peer_user import is_ours
from softphone.adapters.bridge.tally import Tally


class Gate:
    """All sockets that are open, whatever they have said so far."""

    def __init__(self, tally: Tally, most_clients: int, is_ours: Callable[[int, int], bool] = is_ours) -> None:
        self._tally = tally
        self._most_clients = most_clients
        self._is_ours = is_ours
        self._open: set[asyncio.Transport] = set()

    @property
    def is_full(self) -> bool:
        """Whether there are more connections than clients are allowed."""
        return len(self._open) > self._most_clients

    def arrive(self, transport: asyncio.Transport, now: float) -> None:
        """Let a new socket in, or drop it."""
        self._open.add(transport)
        if why := self._objection(transport, now):
            transport.abort()
            if why is Turned.FLOOD:
                self._tally.note(why)
            else:
                self._tally.turn_away(why, now)

    def leave(self, transport: asyncio.Transport) -> None:
        """Forget a socket that is closed."""
        self._open.discard(transport)

    def clear(self) -> None:
        """Drop everybody."""
        for transport in tuple(self._open):
            transport.abort()

    def _objection(self, transport: asyncio.Transport, now: float) -> Turned | None:
        """Say why a socket must not stay. Twice as many as may be clients leaves room for a polite refusal."""
        if self._tally.is_flooded(now):
            return Turned.FLOOD
        if len(self._open) > 2 * self._most_clients:
            return Turned.TOO_MANY_CONNECTIONS
        peer, ours = transport.get_extra_info("peername"), transport.get_extra_info("sockname")
        if not peer or not ours or not self._is_ours(peer[1], ours[1]):
            return Turned.FOREIGN_USER
        return None


def gated(gate: Gate) -> type[ServerConnection]:
    """Make the kind of connection that passes this gate."""

    class GatedConnection(ServerConnection):
        """Tells the gate when its socket opens and closes."""

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            gate.arrive(self.transport, self.loop.time())

        def connection_lost(self, exc: Exception | None) -> None:
            gate.leave(self.transport)
            super().connection_lost(exc)

    return GatedConnection
