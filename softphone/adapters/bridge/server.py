"""The bridge on 127.0.0.1: WebSocket clients and connector pages in, commands to the engine, events out.

A thin shell: who may come in is judged in `gate` and `door`, what a client may say in `softphone.protocol.session` and
`page_session`, how an event reaches everybody in `subscriptions`, what can be fetched is in `site`. One client's
silence, slowness or nonsense never reaches another client.
"""

import asyncio
import logging
import uuid
from collections.abc import Awaitable
from http import HTTPStatus
from pathlib import Path

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from softphone.adapters.bridge.conversation import Conversation, ConversationParts
from softphone.adapters.bridge.door import BRIDGE, HEADERS, LOGIN_SESSION, Door, Turned, shows_token
from softphone.adapters.bridge.gate import Gate, gated
from softphone.adapters.bridge.link import Link
from softphone.adapters.bridge.login_conversation import LoginConversation, LoginConversationParts
from softphone.adapters.bridge.page_conversation import PageConversation, PageConversationParts
from softphone.adapters.bridge.site import Site
from softphone.adapters.bridge.subscriptions import Subscriptions
from softphone.adapters.bridge.tally import Tally
from softphone.engine.ports.bridge import BridgeHandler, BridgeUnavailable
from softphone.engine.ports.pages import PageHandler
from softphone.protocol.events import AnyEvent, RegistrationChanged
from softphone.protocol.exchanges import Exchange
from softphone.protocol.session import Rules, Session
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

    _house: ConversationParts
    _pages: PageConversationParts
    _login: LoginConversationParts
    _site: Site
    _door: Door

    def __init__(self, settings: BridgeSettings, token: str, base: int = 4) -> None:
        self._settings = settings
        self._token = token
        self._base = base
        self._tally = Tally(settings.refusals_per_min)
        self._programs, self._origins = self._tally.beside(), self._tally.beside()
        self._gate = Gate(self._tally, settings.max_clients)
        self._links: set[Link] = set()
        self._server: Server | None = None

    @property
    def refusals(self) -> dict[str, int]:
        """What was refused since the start, by reason."""
        return self._tally.counts

    @property
    def clients(self) -> int:
        """How many clients have said hello and are still there."""
        return len(self._links) + len(self._pages.lines)

    async def start(self, handler: BridgeHandler, pages: PageHandler) -> str:
        """Begin to listen; answers with the URL."""
        self._site = Site(self._settings.parents, self._base, self._tally)
        self._login = LoginConversationParts(
            handler, self._site.login_tickets, self._origins, pages.logged_in, self._gate
        )
        self._pages = PageConversationParts(pages, self._site.tickets, self._origins, self._gate)
        subscriptions = Subscriptions(self._links, handler.snapshot, handler.figures, self._cut_off)
        self._house = ConversationParts(handler, subscriptions, self._programs, self._gate)
        try:
            server = self._server = await self._serving()
        except (OSError, OverflowError) as wrong:
            raise BridgeUnavailable(self._unavailable(wrong)) from wrong
        port = server.sockets[0].getsockname()[1]
        self._door = Door(port, frozenset(self._settings.pages))
        self._site.open(port)
        await server.start_serving()
        return f"ws://{ADDRESS}:{port}{BRIDGE}"

    def broadcast(self, event: AnyEvent) -> None:
        """Tell an event to everybody who subscribed."""
        self._house.subscriptions.tell(event)
        if isinstance(event, RegistrationChanged):
            self._login.registration_changed()

    def changed(self) -> None:
        """Tell the state anew soon to everybody who watches it."""
        self._house.subscriptions.changed()

    def measured(self) -> None:
        """Tell the figures anew soon to everybody who watches them."""
        self._house.subscriptions.measured()

    def exchanged(self, exchange: Exchange) -> None:
        """Tell what Salesforce asked or was told to everybody who watches that."""
        self._house.subscriptions.exchanged(exchange)

    def lend(self, file: Path, for_s: float) -> str:
        """Give a recording an address on this workstation that works for so long."""
        return self._site.lend(file, for_s)

    async def stop(self) -> None:
        """Answer what can be answered, say goodbye to all clients, and drop those who do not listen."""
        server = self._server
        if server is None:  # it could not start
            return
        self._house.subscriptions.stop()
        self._site.close()
        if under_way := set(self._house.under_way):
            _, late = await asyncio.wait(under_way, timeout=ANSWERING_S)
            for task in late:
                task.cancel()
        self._gate.drop_strangers()
        server.close(code=GOING_AWAY, reason="the phone is switched off")
        try:
            async with asyncio.timeout(STOPPING_S):
                await server.wait_closed()
        except TimeoutError:
            self._gate.drop_all()
            await server.wait_closed()

    def _serving(self) -> Server:
        """Describe the server. Nothing is compressed: events are small and must not wait."""
        return serve(
            self._converse,
            ADDRESS,
            self._settings.port,
            subprotocols=[Subprotocol(PROTOCOL)],
            compression=None,
            process_request=self._judge,
            process_response=self._protect,
            server_header=None,
            open_timeout=OPENING_S,
            close_timeout=CLOSING_S,
            ping_interval=self._settings.heartbeat_s,
            ping_timeout=self._settings.heartbeat_s,
            max_size=MAX_FRAME_BYTES,
            write_limit=NEVER_PAUSED_BYTES,
            logger=wire,
            create_connection=gated(self._gate),
            start_serving=False,
        )

    def _judge(self, connection: ServerConnection, request: Request) -> Response | Awaitable[Response | None] | None:
        """Answer a request that is not to become a WebSocket."""
        now, is_session = connection.loop.time(), request.path in {BRIDGE, LOGIN_SESSION}
        rejection = self._door.judge(request.method, request.path, request.headers)
        if rejection is not None:
            if self._tally.is_flooded(now):
                return self._drop(connection)
            self._tally.turn_away(rejection.why, now)
            return connection.respond(rejection.status, rejection.says + "\n")
        if is_session and self._is_flooded_by_such(request, now):
            return self._drop(connection)
        if is_session and self._gate.is_full:
            self._tally.note(Turned.TOO_MANY_CONNECTIONS)
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "Too many clients.\n")
        return None if is_session else self._site.answer(request, connection.transport)

    def _is_flooded_by_such(self, request: Request, now: float) -> bool:
        """Tell whether so many guess tokens, or tickets, that nobody like this one is heard."""
        if "Origin" in request.headers:
            return self._origins.is_flooded(now)
        return self._programs.is_flooded(now) and not shows_token(request.headers, self._token)

    def _drop(self, connection: ServerConnection) -> Response:
        """Do not even answer: the socket is gone before the answer is written."""
        self._tally.note(Turned.FLOOD)
        connection.transport.abort()
        return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "")

    def _protect(self, connection: ServerConnection, _: Request, response: Response) -> None:
        """Put the protecting headers on every answer, and count handshakes that failed."""
        for name, value in HEADERS.items():
            if name not in response.headers:
                response.headers[name] = value
        if connection.protocol.handshake_exc is not None:
            self._tally.turn_away(Turned.BAD_HANDSHAKE, connection.loop.time())

    async def _converse(self, connection: ServerConnection) -> None:
        """Serve one client."""
        link = Link(connection, self._settings.max_queue)
        request = connection.request
        origin = request.headers.get("Origin") if request else None
        is_login = request is not None and request.path == LOGIN_SESSION
        name = uuid.uuid4().hex
        if origin is None:
            await Conversation(link, Session(Rules(name, self._token)), self._house).run()
        elif is_login:
            await LoginConversation(link, self._login, name).run()
        else:
            hosted_at = None if self._door.is_ours(origin) else origin
            await PageConversation(link, self._pages, hosted_at).run()

    def _cut_off(self, _: Link) -> None:
        """Count a client that stopped reading."""
        self._tally.note(Turned.STOPPED_READING)

    def _unavailable(self, wrong: OSError | OverflowError) -> str:
        """Say why we cannot listen, and what to do."""
        return (
            f"The bridge cannot listen on {ADDRESS}:{self._settings.port} ({wrong}). Another program, or the phone of "
            "another user of this machine, has that port; choose another one in [bridge] port."
        )
