"""The bridge on 127.0.0.1: WebSocket clients and connector pages in, commands to the engine, events out.

A thin shell: who comes in is received in `entrance`, how an event reaches everybody is in `subscriptions`. One client's
silence, slowness or nonsense never reaches another client.
"""

import asyncio
import logging
import socket
from pathlib import Path

from websockets.asyncio.server import Server, serve
from websockets.typing import Subprotocol

from softphone.adapters.bridge.conversation import ConversationParts
from softphone.adapters.bridge.door import BRIDGE, Door, Turned
from softphone.adapters.bridge.entrance import Entrance, Guard, Inside
from softphone.adapters.bridge.gate import Gate, gated
from softphone.adapters.bridge.link import Link
from softphone.adapters.bridge.login_conversation import LoginConversationParts
from softphone.adapters.bridge.page_conversation import PageConversationParts
from softphone.adapters.bridge.site import Site
from softphone.adapters.bridge.subscriptions import Subscriptions
from softphone.adapters.bridge.tally import Tally
from softphone.engine.ports.bridge import BridgeHandler, BridgeUnavailable
from softphone.engine.ports.pages import PageHandler
from softphone.protocol.events import AnyEvent, RegistrationChanged
from softphone.protocol.exchanges import Exchange
from softphone.protocol.words import MAX_FRAME_BYTES, PROTOCOL
from softphone.settings.sections.network import BridgeSettings

wire = logging.getLogger(f"{__name__}.wire")
wire.setLevel(logging.WARNING)

ADDRESS = "127.0.0.1"
OPENING_S = 5.0
CLOSING_S = 1.0
STOPPING_S = 2.0
ANSWERING_S = 0.25
GOING_AWAY = 1001
NEVER_PAUSED_BYTES = 1 << 30
"""The heartbeat must not wait for a full socket, or it would never miss a client; `Backlog` bounds what is unsent."""


class BridgeServer:
    """Implements `softphone.engine.ports.bridge.BridgePort` with the websockets library."""

    def __init__(self, settings: BridgeSettings, token: str, base: int = 4) -> None:
        self._settings = settings
        self._token = token
        self._base = base
        tally = Tally(settings.refusals_per_min)
        self._guard = Guard(Gate(tally, settings.max_clients), tally, programs=tally.beside(), origins=tally.beside())
        self._links: set[Link] = set()
        self._inside: Inside | None = None
        self._server: Server | None = None

    @property
    def refusals(self) -> dict[str, int]:
        """What was refused since the start, by reason."""
        return self._guard.all.counts

    @property
    def clients(self) -> int:
        """How many clients have said hello and are still there."""
        return len(self._links) + (len(self._inside.pages.lines) if self._inside else 0)

    async def start(self, handler: BridgeHandler, pages: PageHandler) -> str:
        """Begin to listen; answers with the URL."""
        try:
            listener = _listener(self._settings.port)
        except (OSError, OverflowError) as wrong:
            raise BridgeUnavailable(self._unavailable(wrong)) from wrong
        port = listener.getsockname()[1]
        inside = self._inside = self._furnished(port, handler, pages)
        door = Door(port, frozenset(self._settings.pages))
        entrance = Entrance(door, self._guard, inside, self._token, self._settings.max_queue)
        self._server = await self._serving(entrance, listener)
        return f"ws://{ADDRESS}:{port}{BRIDGE}"

    def broadcast(self, event: AnyEvent) -> None:
        """Tell an event to everybody who subscribed; before the start that is nobody."""
        if self._inside is None:
            return
        self._inside.consoles.subscriptions.tell(event)
        if isinstance(event, RegistrationChanged):
            self._inside.login.registration_changed()

    def changed(self) -> None:
        """Tell the state again soon to everybody who watches it."""
        if self._inside is not None:
            self._inside.consoles.subscriptions.changed()

    def measured(self) -> None:
        """Tell the figures again soon to everybody who watches them."""
        if self._inside is not None:
            self._inside.consoles.subscriptions.measured()

    def exchanged(self, exchange: Exchange) -> None:
        """Tell what Salesforce asked or was told to everybody who watches that."""
        if self._inside is not None:
            self._inside.consoles.subscriptions.exchanged(exchange)

    def lend(self, file: Path, for_s: float) -> str:
        """Give a recording an address on this workstation that works for so long."""
        if self._inside is None:
            raise BridgeUnavailable("The bridge does not listen, so nothing can be fetched from it.")
        return self._inside.site.lend(file, for_s)

    async def stop(self) -> None:
        """Answer what can be answered, say goodbye to all clients, and drop those who do not listen."""
        server, inside = self._server, self._inside
        if server is None or inside is None:  # it could not start
            return
        inside.consoles.subscriptions.stop()
        inside.site.close()
        if under_way := set(inside.consoles.under_way):
            _, late = await asyncio.wait(under_way, timeout=ANSWERING_S)
            for task in late:
                task.cancel()
        self._guard.gate.drop_strangers()
        server.close(code=GOING_AWAY, reason="the phone is switched off")
        try:
            async with asyncio.timeout(STOPPING_S):
                await server.wait_closed()
        except TimeoutError:
            self._guard.gate.drop_all()
            await server.wait_closed()

    def _furnished(self, port: int, handler: BridgeHandler, pages: PageHandler) -> Inside:
        """Put together what clients, pages and browsers find inside."""
        gate, programs, origins = self._guard.gate, self._guard.programs, self._guard.origins
        site = Site(port, self._settings.parents, self._base, self._guard.all)
        subscriptions = Subscriptions(self._links, handler.snapshot, handler.figures, self._cut_off)
        return Inside(
            site,
            ConversationParts(handler, subscriptions, programs, gate),
            PageConversationParts(pages, site.tickets, origins, gate),
            LoginConversationParts(handler, site.login_tickets, origins, pages.logged_in, gate),
        )

    def _serving(self, entrance: Entrance, listener: socket.socket) -> Server:
        """Describe the server. Nothing is compressed: events are small and must not wait."""
        return serve(
            entrance.converse,
            sock=listener,
            subprotocols=[Subprotocol(PROTOCOL)],
            compression=None,
            process_request=entrance.judge,
            process_response=entrance.protect,
            server_header=None,
            open_timeout=OPENING_S,
            close_timeout=CLOSING_S,
            ping_interval=self._settings.heartbeat_s,
            ping_timeout=self._settings.heartbeat_s,
            max_size=MAX_FRAME_BYTES,
            write_limit=NEVER_PAUSED_BYTES,
            logger=wire,
            create_connection=gated(self._guard.gate),
        )

    def _cut_off(self, _: Link) -> None:
        """Count a client that stopped reading."""
        self._guard.all.note(Turned.STOPPED_READING)

    def _unavailable(self, wrong: OSError | OverflowError) -> str:
        """Say why we cannot listen, and what to do."""
        return (
            f"The bridge cannot listen on {ADDRESS}:{self._settings.port} ({wrong}). Another program, or the phone of "
            "another user of this machine, has that port; choose another one in [bridge] port."
        )


def _listener(port: int) -> socket.socket:
    """Open the port. The protocol is named because asyncio sends small messages at once on such sockets only."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        listener.listen()
    except (OSError, OverflowError):
        listener.close()
        raise
    return listener
