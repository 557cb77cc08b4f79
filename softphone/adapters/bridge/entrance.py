"""Receives everybody who connects: judges the request, answers it, or lets a conversation begin.

Who may come in is judged in `gate` and `door`, what can be fetched is in `site`, what is said in the conversations.
"""

import uuid
from collections.abc import Awaitable
from dataclasses import dataclass
from http import HTTPStatus

from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from softphone.adapters.bridge.conversation import Conversation, ConversationParts
from softphone.adapters.bridge.door import BRIDGE, HEADERS, LOGIN_SESSION, Door, Turned, shows_token
from softphone.adapters.bridge.gate import Gate
from softphone.adapters.bridge.link import Link
from softphone.adapters.bridge.login_conversation import LoginConversation, LoginConversationParts
from softphone.adapters.bridge.page_conversation import PageConversation, PageConversationParts
from softphone.adapters.bridge.site import Site
from softphone.adapters.bridge.tally import Tally
from softphone.protocol.session import Rules, Session


@dataclass(frozen=True, slots=True)
class Guard:
    """Who bounds how many come in, and counts who was turned away: in all, of the programs, of the web pages."""

    gate: Gate
    all: Tally
    programs: Tally
    origins: Tally


@dataclass(frozen=True, slots=True)
class Inside:
    """What lies behind the entrance."""

    site: Site
    consoles: ConversationParts
    pages: PageConversationParts
    login: LoginConversationParts


class Entrance:
    """Stands between the server of the websockets library and what lies inside."""

    def __init__(self, door: Door, guard: Guard, inside: Inside, token: str, max_queue: int) -> None:
        self._door = door
        self._guard = guard
        self._inside = inside
        self._token = token
        self._max_queue = max_queue

    def judge(self, connection: ServerConnection, request: Request) -> Response | Awaitable[Response | None] | None:
        """Answer a request that is not to become a WebSocket."""
        now, is_session = connection.loop.time(), request.path in {BRIDGE, LOGIN_SESSION}
        rejection = self._door.judge(request.method, request.path, request.headers)
        if rejection is not None:
            if self._guard.all.is_flooded(now):
                return self._drop(connection)
            self._guard.all.turn_away(rejection.why, now)
            return connection.respond(rejection.status, rejection.says + "\n")
        if is_session and self._is_flooded_by_such(request, now):
            return self._drop(connection)
        if is_session and self._guard.gate.is_full:
            self._guard.all.note(Turned.TOO_MANY_CONNECTIONS)
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "Too many clients.\n")
        return None if is_session else self._inside.site.answer(request, connection.transport)

    def protect(self, connection: ServerConnection, _: Request, response: Response) -> None:
        """Put the protecting headers on every answer, and count handshakes that failed."""
        for name, value in HEADERS.items():
            if name not in response.headers:
                response.headers[name] = value
        if connection.protocol.handshake_exc is not None:
            self._guard.all.turn_away(Turned.BAD_HANDSHAKE, connection.loop.time())

    async def converse(self, connection: ServerConnection) -> None:
        """Serve one client."""
        link = Link(connection, self._max_queue)
        request = connection.request
        origin = request.headers.get("Origin") if request else None
        is_login = request is not None and request.path == LOGIN_SESSION
        name = uuid.uuid4().hex
        if origin is None:
            await Conversation(link, Session(Rules(name, self._token)), self._inside.consoles).run()
        elif is_login:
            await LoginConversation(link, self._inside.login, name).run()
        else:
            hosted_at = None if self._door.is_ours(origin) else origin
            await PageConversation(link, self._inside.pages, hosted_at).run()

    def _is_flooded_by_such(self, request: Request, now: float) -> bool:
        """Tell whether so many guess tokens, or tickets, that nobody like this one is heard."""
        if "Origin" in request.headers:
            return self._guard.origins.is_flooded(now)
        return self._guard.programs.is_flooded(now) and not shows_token(request.headers, self._token)

    def _drop(self, connection: ServerConnection) -> Response:
        """Do not even answer: the socket is gone before the answer is written."""
        self._guard.all.note(Turned.FLOOD)
        connection.transport.abort()
        return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "")
