"""Stands at the socket: drops other users before a byte of theirs is read, and bounds how many are there.

Whoever has not been let in yet is a stranger, and strangers have as many places as clients. When these are taken, the
one who has been there longest makes room: a crowd that says nothing cannot keep out who knows what to say.
"""

import asyncio
from collections import OrderedDict
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
        self._clients: set[asyncio.Transport] = set()
        self._strangers: OrderedDict[asyncio.Transport, None] = OrderedDict()

    @property
    def is_full(self) -> bool:
        """Whether there are as many clients as are allowed."""
        return len(self._clients) >= self._most_clients

    def arrive(self, transport: asyncio.Transport, now: float) -> None:
        """Let a new socket say who it is, or drop it."""
        if not self._is_of_our_user(transport):
            transport.abort()
            self._tally.turn_away(Turned.FOREIGN_USER, now)
            return
        self._strangers[transport] = None
        if len(self._strangers) > self._most_clients:
            oldest, _ = self._strangers.popitem(last=False)
            oldest.abort()
            self._tally.note(Turned.TOO_MANY_CONNECTIONS)

    def welcome(self, transport: asyncio.Transport) -> None:
        """A stranger has said the right words and is a client now; ask first whether there is a place."""
        if transport in self._strangers:
            del self._strangers[transport]
            self._clients.add(transport)

    def leave(self, transport: asyncio.Transport) -> None:
        """Forget a socket that is closed."""
        self._clients.discard(transport)
        self._strangers.pop(transport, None)

    def drop_strangers(self) -> None:
        """Drop whoever has not been let in: browsers keep connections open on which they may never ask for anything."""
        for transport in [*self._strangers]:
            transport.abort()

    def drop_all(self) -> None:
        """Drop everybody."""
        for transport in (*self._clients, *self._strangers):
            transport.abort()

    def _is_of_our_user(self, transport: asyncio.Transport) -> bool:
        peer, ours = transport.get_extra_info("peername"), transport.get_extra_info("sockname")
        return bool(peer and ours) and self._is_ours(peer[1], ours[1])


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
