"""One connector page's conversation with the bridge, without I/O: frames in, actions out.

What every page must keep to, whoever it turns out to be: hello comes first and once, requests have names, notifications
have none, nothing is nested without end. Who it is, and what its requests lead to, the engine decides.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Raw, field

from softphone.connector.table import Method
from softphone.connector.wire import Ack, Admit, ConnectorHello, TakeOver
from softphone.protocol import codec
from softphone.protocol.greeting import ClientRole
from softphone.protocol.refusals import Fault, Problem, Refused, problem
from softphone.protocol.session import Close, Patience, Refuse
from softphone.protocol.words import MAX_NAME, Asked

ASKED = frozenset({*Method, Admit.METHOD, TakeOver.METHOD} - {Method.LOG_MESSAGE_TO_VENDOR})
TOLD = frozenset({Ack.METHOD, str(Method.LOG_MESSAGE_TO_VENDOR)})
DEEPEST = 100
"""No message of Salesforce's is nested deeper; what reads it later must never run out of stack."""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True)
class PageGreets:
    """A page says hello; whether it comes in, the engine says."""

    id: str
    hello: ConnectorHello


@dataclass(frozen=True, slots=True)
class PageAsks:
    """A page asks for something; the engine answers under its name."""

    id: str
    method: str
    params: Raw


@dataclass(frozen=True, slots=True)
class PageTells:
    """A page says something that needs no answer."""

    method: str
    params: Raw


PageAction = PageGreets | PageAsks | PageTells | Refuse | Close


class _Message(Asked, frozen=True, kw_only=True):
    jsonrpc: Literal["2.0"]
    method: Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
    id: Annotated[str, Meta(min_length=1, max_length=MAX_NAME, pattern=r"\A[^\x00-\x1f\x7f]+\Z")] | None = None
    params: Raw = field(default_factory=lambda: Raw(b"{}"))


_message = msgspec.json.Decoder(_Message)
_hello = msgspec.json.Decoder(ConnectorHello)


class PageSession:
    """What one page may say next."""

    def __init__(self) -> None:
        self._has_greeted = False
        self._patience = Patience()

    def receive(self, frame: str | bytes) -> tuple[PageAction, ...]:
        """Take one frame and say what is to be done about it."""
        if self._patience.is_over:
            return ()
        if isinstance(frame, bytes):
            return self.refuse(None, problem(Fault.BINARY_FRAME, "binary frames are not read; send text"))
        try:
            action = self._consider(_read(frame))
        except Refused as refused:
            return self.refuse(_id_in(frame), refused.problem)
        self._patience.understood()
        return (action,)

    def let_in(self) -> None:
        """The engine knows this page."""
        self._patience.is_let_in = True

    def refuse(self, identity: str | None, why: Problem) -> tuple[PageAction, ...]:
        """Refuse a message; who is not in, or makes nothing but mistakes, is not listened to any longer."""
        return self._patience.refuse(identity, why)

    def _consider(self, message: _Message) -> PageAction:
        """Decide about a message that is well-formed."""
        if message.method == ConnectorHello.METHOD:
            return self._greet(message)
        if not self._patience.is_let_in:
            raise Refused(problem(Fault.HELLO_FIRST, "say hello first"))
        if message.method in TOLD and message.id is None:
            return PageTells(message.method, message.params)
        if message.method in ASKED and message.id is not None:
            return PageAsks(message.id, message.method, message.params)
        if message.method in ASKED | TOLD:
            raise Refused(problem(Fault.INVALID_REQUEST, f"{message.method} with an id, or without one"))
        raise Refused(problem(Fault.UNKNOWN_METHOD, f"there is no method {message.method[:40]!r}"))

    def _greet(self, message: _Message) -> PageGreets:
        """Read a hello."""
        if self._has_greeted:
            raise Refused(problem(Fault.HELLO_TWICE, "hello was said before"))
        if message.id is None:
            raise Refused(problem(Fault.INVALID_REQUEST, "a hello needs an id"))
        try:
            hello = _hello.decode(message.params)
        except msgspec.DecodeError as wrong:
            raise Refused(_wrong_hello(message.params, wrong)) from None
        self._has_greeted = True
        return PageGreets(message.id, hello)


def _wrong_hello(params: Raw, wrong: msgspec.DecodeError) -> Problem:
    """Say what is wrong with a hello; to be somebody else is not a mistake of form."""
    said: Any = msgspec.json.decode(params)
    role = said.get("role") if isinstance(said, dict) else None
    if role in (ClientRole.CONSOLE, ClientRole.DRIVER):
        return problem(Fault.FORBIDDEN_ROLE, f"a web page cannot be a {role}")
    return problem(Fault.INVALID_PARAMS, f"hello: {wrong}")


def _read(frame: str) -> _Message:
    """Read a message's envelope; raises `Refused`."""
    if is_too_deep(frame):
        raise Refused(problem(Fault.PARSE_ERROR, "nested too deeply"))
    try:
        return _message.decode(frame)
    except msgspec.ValidationError as wrong:
        raise Refused(problem(Fault.INVALID_REQUEST, f"not a JSON-RPC 2.0 message: {wrong}")) from None
    except (msgspec.DecodeError, UnicodeEncodeError) as wrong:
        raise Refused(problem(Fault.PARSE_ERROR, f"not JSON: {wrong}")) from None


def is_too_deep(frame: str) -> bool:
    """Tell whether a message is nested deeper than any has to be, without reading it."""
    if frame.count("[") + frame.count("{") <= DEEPEST:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", frame)):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _id_in(frame: str) -> str | None:
    """Find the id of a message that could not be read, if it has a proper one."""
    found = codec.read_id(frame)
    return found if isinstance(found, str) else None
