"""Listens to the login page, in which the agent enters the SIP password of an account once.

The password goes into the keyring, and Salesforce is told when the registrar has taken it. The page may do nothing
else.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from softphone.adapters.bridge.gate import Gate
from softphone.adapters.bridge.link import Link
from softphone.adapters.bridge.listening import listen
from softphone.adapters.bridge.tally import Tally
from softphone.adapters.bridge.tickets import Tickets
from softphone.core.state.registration import RegistrationState
from softphone.engine.ports.bridge import BridgeHandler
from softphone.protocol import codec
from softphone.protocol.enquiries import KeepSecret
from softphone.protocol.envelope import Id, Request
from softphone.protocol.greeting import Client, ClientRole, Secret
from softphone.protocol.refusals import Code, Fault, Problem, Reason, Refused, problem
from softphone.protocol.session import POLICY_VIOLATION
from softphone.protocol.state import AccountState
from softphone.protocol.words import Asked, Told

REGISTERING_S = 20.0
MOST_TRIES = 20
BUSY = frozenset({RegistrationState.IDLE, RegistrationState.REGISTERING, RegistrationState.UNREGISTERING})

T = TypeVar("T", bound=Asked)


class LoginHello(Asked, frozen=True, kw_only=True):
    """The login page shows the ticket of its HTML."""

    ticket: Secret

    def __repr__(self) -> str:
        """Leave the ticket out of logs and tracebacks."""
        return "LoginHello()"


class LoginAccount(Told, frozen=True, kw_only=True):
    """An account that has a registrar, so that a password makes sense."""

    name: str
    uri: str


class LoginWelcome(Told, frozen=True, kw_only=True):
    """The accounts to choose from."""

    accounts: tuple[LoginAccount, ...]


class LoggedIn(Told, frozen=True, kw_only=True):
    """The registrar has taken the password."""


@dataclass(frozen=True, slots=True)
class LoginConversationParts:
    """What all login pages share."""

    handler: BridgeHandler
    tickets: Tickets
    tally: Tally
    logged_in: Callable[[], None]
    """Salesforce is to be told."""
    gate: Gate
    waiting: set[asyncio.Event] = field(default_factory=set)
    """Those who wait for what a registrar says."""

    def registration_changed(self) -> None:
        """An account's registration is in another state."""
        for one in self.waiting:
            one.set()


class LoginConversation:
    """Listens to one login page: its hello, then one try after the other."""

    def __init__(self, link: Link, parts: LoginConversationParts, session: str) -> None:
        self._link = link
        self._parts = parts
        self._client = Client(session, ClientRole.CONNECTOR, "login")
        self._is_in = False
        self._tries_left = MOST_TRIES
        self._loop = asyncio.get_running_loop()

    async def run(self) -> None:
        """Listen until the connection is closed."""
        await listen(self._link.connection, self._take, self._parts.tally)

    async def _take(self, frame: str | bytes) -> bool:
        """Do what one frame leads to; False ends the conversation."""
        if not self._is_in:
            self._is_in = self._answer(frame, self._greet)
        else:
            self._tries_left -= 1
            await self._try(frame)
        if self._is_in and self._tries_left:
            return True
        await self._link.connection.close(POLICY_VIOLATION, "not listened to any longer")
        return False

    def _answer(self, frame: str | bytes, answer: Callable[[Request], Told]) -> bool:
        """Answer what can be answered at once; False if it was refused."""
        try:
            request = _read(frame)
            self._link.send(codec.write_answer(request.id, answer(request)))
        except Refused as refused:
            self._refuse(frame, refused)
            return False
        return True

    def _greet(self, request: Request) -> LoginWelcome:
        ticket = _params(request, "hello", LoginHello).ticket
        if not self._parts.tickets.redeem(ticket, self._loop.time()):
            says = "This page is too old: load it again."
            raise Refused(Problem(code=Code.FORBIDDEN, message=says, data=Reason(type="wrong_ticket")))
        if self._parts.gate.is_full:
            raise Refused(problem(Fault.UNAVAILABLE, "Too many clients are connected to the phone."))
        self._parts.gate.welcome(self._link.connection.transport)
        accounts = self._parts.handler.snapshot().accounts
        named = [LoginAccount(name=account.name, uri=account.uri) for account in accounts if _can_register(account)]
        return LoginWelcome(accounts=tuple(named))

    async def _try(self, frame: str | bytes) -> None:
        """Keep a password, and wait until the registrar has judged it."""
        try:
            request = _read(frame)
            secret = _params(request, KeepSecret.METHOD, KeepSecret)
            await self._parts.handler.execute(secret, self._client)
            await self._registered(secret.account)
        except Refused as refused:
            self._refuse(frame, refused)
            return
        self._link.send(codec.write_answer(request.id, LoggedIn()))
        self._parts.logged_in()

    async def _registered(self, name: str) -> None:
        """Wait for the registrar's judgement; raises `Refused` when that is no."""
        changed = asyncio.Event()
        self._parts.waiting.add(changed)
        try:
            async with asyncio.timeout(REGISTERING_S):
                while (account := self._account(name)).state in BUSY:
                    changed.clear()
                    await changed.wait()
        except TimeoutError:
            raise _failed("The telephone system does not answer. The password is kept.") from None
        finally:
            self._parts.waiting.discard(changed)
        if account.state is RegistrationState.WAITING:
            raise _failed(f"The telephone system refuses the login: {account.code or ''} {account.says}".strip())

    def _account(self, name: str) -> AccountState:
        found = (account for account in self._parts.handler.snapshot().accounts if account.name == name)
        return next(found, AccountState(name=name, state=RegistrationState.LOCAL))

    def _refuse(self, frame: str | bytes, refused: Refused) -> None:
        self._parts.tally.turn_away(refused.type, self._loop.time())
        identity: Id | None = codec.read_id(frame) if isinstance(frame, str) else None
        self._link.send(codec.write_failure(identity, refused.problem))


def _read(frame: str | bytes) -> Request:
    if isinstance(frame, bytes):
        raise Refused(problem(Fault.BINARY_FRAME, "binary frames are not read; send text"))
    return codec.read_request(frame)


def _params(request: Request, method: str, kind: type[T]) -> T:
    if request.method != method:
        raise Refused(problem(Fault.UNKNOWN_METHOD, f"say {method} here"))
    try:
        return msgspec.json.decode(request.params, type=kind)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise Refused(problem(Fault.INVALID_PARAMS, f"{method}: {wrong}")) from None


def _can_register(account: AccountState) -> bool:
    return account.state is not RegistrationState.LOCAL


def _failed(says: str) -> Refused:
    return Refused(Problem(code=Code.REFUSED, message=says, data=Reason(type="not_registered")))
