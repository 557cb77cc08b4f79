"""Carries out what one client's session decides: answers, commands to the engine, refusals, the end."""

import asyncio
import logging
from dataclasses import dataclass, field

from websockets.frames import CloseCode

from softphone.adapters.bridge.door import Turned
from softphone.adapters.bridge.gate import Gate
from softphone.adapters.bridge.link import Link
from softphone.adapters.bridge.listening import listen
from softphone.adapters.bridge.subscriptions import Subscriptions
from softphone.adapters.bridge.tally import Tally
from softphone.engine.ports.bridge import BridgeHandler
from softphone.protocol import codec
from softphone.protocol.answers import AnyResult, Pong, Subscribed
from softphone.protocol.enquiries import Ping, Status, Subscribe
from softphone.protocol.envelope import Id
from softphone.protocol.greeting import Welcome
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.protocol.session import Close, Execute, Greet, Inform, Refuse, Session

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConversationParts:
    """What all conversations share."""

    handler: BridgeHandler
    subscriptions: Subscriptions
    tally: Tally
    gate: Gate
    under_way: set[asyncio.Task[AnyResult]] = field(default_factory=set)
    """Commands that the engine is carrying out; they outlive the client who gave them."""


class Conversation:
    """Listens to one client until either side has had enough."""

    def __init__(self, link: Link, session: Session, parts: ConversationParts) -> None:
        self._link = link
        self._session = session
        self._parts = parts
        self._loop = asyncio.get_running_loop()

    async def run(self) -> None:
        """Listen until the connection is closed."""
        try:
            await listen(self._link.connection, self._take, self._parts.tally)
        finally:
            self._parts.subscriptions.links.discard(self._link)

    async def _take(self, frame: str | bytes) -> bool:
        """Do what one frame leads to; False ends the conversation."""
        for action in self._session.receive(frame):
            match action:
                case Greet() if self._parts.gate.is_full:
                    self._parts.tally.turn_away(Turned.TOO_MANY_CONNECTIONS, self._loop.time())
                    await self._link.connection.close(CloseCode.TRY_AGAIN_LATER, "too many clients")
                    return False
                case Greet(id=identity):
                    self._greet(identity, action)
                case Inform(id=identity, enquiry=enquiry):
                    self._inform(identity, enquiry)
                case Execute():
                    self._execute(action)
                case Refuse(why=why, frame=refusal):
                    self._parts.tally.note(why)
                    self._link.send(refusal)
                case Close(code=code, reason=reason):
                    self._parts.tally.cut_short(self._loop.time())
                    await self._link.connection.close(code, reason)
                    return False
        return True

    def _greet(self, identity: Id, greeting: Greet) -> None:
        """Welcome a client."""
        handler = self._parts.handler
        self._parts.gate.welcome(self._link.connection.transport)
        self._parts.subscriptions.links.add(self._link)
        state = handler.snapshot()
        client = greeting.client
        self._link.name = f"{client.role} {client.instance}"
        welcome = Welcome(
            session=client.session, journal=handler.journal, phone=handler.card, seq=state.seq, state=state
        )
        self._link.send(codec.write_answer(identity, welcome))

    def _inform(self, identity: Id, enquiry: Ping | Status | Subscribe) -> None:
        """Answer what needs no engine. Nothing can happen between the answer's state and the first event after it."""
        state = self._parts.handler.snapshot()
        match enquiry:
            case Ping():
                self._link.send(codec.write_answer(identity, Pong(seq=state.seq)))
            case Status():
                self._link.send(codec.write_answer(identity, state))
            case Subscribe(events=events, since=since):
                self._link.wants_events, self._link.wants_state = events, enquiry.state
                self._link.wants_figures, self._link.wants_exchanges = enquiry.figures, enquiry.exchanges
                is_complete = since is None or self._parts.subscriptions.keeps(since, state.seq)
                answer = Subscribed(seq=state.seq, state=state, is_complete=is_complete)
                self._link.send(codec.write_answer(identity, answer))
                if since is not None and events:
                    self._parts.subscriptions.replay(self._link, since)

    def _execute(self, order: Execute) -> None:
        """Hand a command to the engine; its answer is sent when it is done."""
        task = self._loop.create_task(self._parts.handler.execute(order.command, order.client))
        self._parts.under_way.add(task)
        task.add_done_callback(lambda done: self._answer(order, done))

    def _answer(self, order: Execute, done: asyncio.Task[AnyResult]) -> None:
        """Send what came of a command."""
        self._parts.under_way.discard(done)
        self._session.finish(order.id)
        if done.cancelled():
            return
        match done.exception():
            case None:
                self._link.send(codec.write_answer(order.id, done.result()))
            case Refused() as refused:
                self._link.send(codec.write_failure(order.id, refused.problem))
            case fault:
                log.error("failed: %r", order.command, exc_info=fault)
                says = "the phone made a mistake; its log says more"
                self._link.send(codec.write_failure(order.id, problem(Fault.INTERNAL, says)))
