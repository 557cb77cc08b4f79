"""Listens to one connector page and hands what it says to the engine's page desk, whose answers go straight back.

A page is known by its origin: every browser tells it, and no page can change it.
"""

import asyncio
from dataclasses import dataclass, field

from softphone.adapters.bridge.door import Turned
from softphone.adapters.bridge.gate import Gate
from softphone.adapters.bridge.link import Link
from softphone.adapters.bridge.listening import listen
from softphone.adapters.bridge.page_session import PageAsks, PageGreets, PageSession, PageTells
from softphone.adapters.bridge.tally import Tally
from softphone.adapters.bridge.tickets import Tickets
from softphone.connector.frames import write_answer
from softphone.connector.wire import ConnectorHello
from softphone.engine.ports.pages import PageHandler, Proof
from softphone.protocol.refusals import Fault, Problem, Refused, problem
from softphone.protocol.session import Close, Refuse


class OpenLine:
    """Implements `softphone.engine.ports.pages.PageLine` on one connection."""

    def __init__(self, link: Link, tally: Tally) -> None:
        self._link = link
        self._tally = tally
        self._closing: asyncio.Task[None] | None = None

    def send(self, frame: bytes) -> None:
        """Send one message; a page that stops reading is cut off."""
        if not self._link.send(frame):
            self._tally.note(Turned.STOPPED_READING)

    def close(self, code: int, reason: str) -> None:
        """End the connection."""
        self._closing = asyncio.get_running_loop().create_task(self._link.connection.close(code, reason))


@dataclass(frozen=True, slots=True)
class PageConversationParts:
    """What all pages share."""

    handler: PageHandler
    tickets: Tickets
    tally: Tally
    gate: Gate
    lines: set[OpenLine] = field(default_factory=set)
    """The pages that have been let in."""


class PageConversation:
    """Listens to one page until either side has had enough. `hosted_at` is None for the page that we serve."""

    def __init__(self, link: Link, parts: PageConversationParts, hosted_at: str | None) -> None:
        self._link = link
        self._parts = parts
        self._hosted_at = hosted_at
        self._line = OpenLine(link, parts.tally)
        self._session = PageSession()
        self._loop = asyncio.get_running_loop()

    async def run(self) -> None:
        """Listen until the connection is closed."""
        try:
            await listen(self._link.connection, self._take, self._parts.tally)
        finally:
            self._leave()

    async def _take(self, frame: str | bytes) -> bool:
        """Do what one frame leads to; False ends the conversation."""
        for action in self._session.receive(frame):
            match action:
                case PageGreets(id=identity, hello=hello):
                    if why := self._greet(identity, hello):
                        return await self._turn_away(identity, why)
                case PageAsks(id=identity, method=method, params=params):
                    self._parts.handler.asked(self._line, identity, method, params)
                case PageTells(method=method, params=params):
                    self._parts.handler.told(self._line, method, params)
                case Refuse(why=reason, frame=refusal):
                    self._parts.tally.note(reason)
                    self._link.send(refusal)
                case Close(code=code, reason=says):
                    self._parts.tally.cut_short(self._loop.time())
                    await self._link.connection.close(code, says)
                    return False
        return True

    def _greet(self, identity: str, hello: ConnectorHello) -> Problem | None:
        """Let a page in, or say why not."""
        self._link.name = f"page {hello.instance}"
        proof = self._proof(hello)
        if self._parts.gate.is_full:
            return problem(Fault.UNAVAILABLE, "Too many clients are connected to the phone.")
        try:
            welcome = self._parts.handler.hello(hello, proof, self._line)
        except Refused as refused:
            return refused.problem
        self._parts.gate.welcome(self._link.connection.transport)
        self._session.let_in()
        self._parts.lines.add(self._line)
        self._link.send(write_answer(identity, welcome))
        self._parts.handler.welcomed(self._line)
        return None

    def _proof(self, hello: ConnectorHello) -> Proof:
        """Say what is known about a page; its ticket is used up by that."""
        has_ticket = hello.ticket is not None and self._parts.tickets.redeem(hello.ticket, self._loop.time())
        return Proof(has_ticket=has_ticket and self._hosted_at is None, hosted_at=self._hosted_at)

    async def _turn_away(self, identity: str, why: Problem) -> bool:
        """Refuse a hello."""
        for action in self._session.refuse(identity, why):
            match action:
                case Refuse(why=reason, frame=refusal):
                    self._parts.tally.turn_away(reason, self._loop.time())
                    self._link.send(refusal)
                case Close(code=code, reason=says):
                    await self._link.connection.close(code, says)
                case _:
                    pass
        return False

    def _leave(self) -> None:
        """Tell the engine that the page has gone."""
        if self._line in self._parts.lines:
            self._parts.lines.discard(self._line)
            self._parts.handler.gone(self._line)
