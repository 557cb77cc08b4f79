"""One client's conversation with the bridge, without I/O: frames in, actions out.

All that a session knows and forbids is here: hello comes first and once, roles are fixed by it, an id is used once, a
bad message is refused and changes nothing. It may not know sockets, clocks or what a command does; the shell around it
carries the actions out and hands results back to be written.
"""

import hmac
from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

from softphone.protocol import codec
from softphone.protocol.enquiries import Ping, Status, Subscribe
from softphone.protocol.envelope import Id, Request
from softphone.protocol.greeting import Client, ClientRole, Hello
from softphone.protocol.methods import Command, Executable
from softphone.protocol.refusals import Fault, Problem, Refused, problem

REMEMBERED_IDS = 10_000
MOST_AT_ONCE = 64
MOST_MISTAKES = 200
"""In a row; who makes nothing but mistakes does not speak this protocol."""
MISTAKES = frozenset(
    {
        Fault.PARSE_ERROR,
        Fault.INVALID_REQUEST,
        Fault.BINARY_FRAME,
        Fault.UNKNOWN_METHOD,
        Fault.INVALID_PARAMS,
        Fault.HELLO_TWICE,
    }
)
POLICY_VIOLATION = 1008


@dataclass(frozen=True, slots=True)
class Rules:
    """What the door knows about a connection before it says anything."""

    session: str
    token: str


@dataclass(frozen=True, slots=True)
class Greet:
    """The client is in: answer its hello with a `Welcome`."""

    id: Id
    client: Client


@dataclass(frozen=True, slots=True)
class Inform:
    """The bridge answers this by itself."""

    id: Id
    enquiry: Ping | Status | Subscribe


@dataclass(frozen=True, slots=True)
class Execute:
    """The engine is to do this; its result comes back through `finish`."""

    id: Id
    client: Client
    command: Executable


@dataclass(frozen=True, slots=True)
class Refuse:
    """A message is refused: send `frame`, count `why`."""

    why: str
    frame: bytes


@dataclass(frozen=True, slots=True)
class Close:
    """Nothing more is to be heard from this client."""

    code: int
    reason: str


Action = Greet | Inform | Execute | Refuse | Close


@dataclass(slots=True)
class Patience:
    """How long a client is listened to that is not let in, or makes nothing but mistakes."""

    is_let_in: bool = False
    is_over: bool = False
    _mistakes: int = 0

    def understood(self) -> None:
        """It did not make a mistake this time."""
        self._mistakes = 0

    def refuse(self, identity: Id | None, why: Problem) -> tuple[Refuse] | tuple[Refuse, Close]:
        """Refuse a message, and the client with it once it has been listened to long enough."""
        self._mistakes += why.data.type in MISTAKES
        refusal = Refuse(why.data.type, codec.write_failure(identity, why))
        if self.is_let_in and self._mistakes < MOST_MISTAKES:
            return (refusal,)
        self.is_over = True
        return refusal, Close(POLICY_VIOLATION, why.data.type)


class Session:
    """What one client may do next."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._client: Client | None = None
        self._used: OrderedDict[Id, None] = OrderedDict()
        self._under_way: set[Id] = set()
        self._patience = Patience()

    @property
    def client(self) -> Client | None:
        """Who it is, once it has said hello."""
        return self._client

    def receive(self, frame: str | bytes) -> tuple[Action, ...]:
        """Take one frame and say what is to be done about it."""
        if self._patience.is_over:
            return ()
        if isinstance(frame, bytes):
            return self._patience.refuse(None, problem(Fault.BINARY_FRAME, "binary frames are not read; send text"))
        try:
            action = self._consider(codec.read_request(frame))
        except Refused as refused:
            return self._patience.refuse(codec.read_id(frame), refused.problem)
        self._patience.understood()
        return (action,)

    def finish(self, identity: Id) -> None:
        """Note that a request has been answered."""
        self._under_way.discard(identity)

    def _consider(self, request: Request) -> Action:
        """Decide about a request that is well-formed."""
        if request.id in self._used:
            raise Refused(problem(Fault.REPEATED_ID, f"id {request.id!r} was used before; nothing was done"))
        self._remember(request.id)
        if self._client is None and request.method != Hello.METHOD:
            raise Refused(problem(Fault.HELLO_FIRST, "say hello first"))
        params = codec.read_params(request)
        if isinstance(params, Hello):
            return self._greet(request.id, params)
        return self._admit(request.id, cast("Client", self._client), cast("Command", params))

    def _remember(self, identity: Id) -> None:
        """Keep an id, so that nothing is ever done twice; the oldest are let go."""
        self._used[identity] = None
        if len(self._used) > REMEMBERED_IDS:
            self._used.popitem(last=False)

    def _greet(self, identity: Id, hello: Hello) -> Greet:
        """Let a client in, or not."""
        if self._client is not None:
            raise Refused(problem(Fault.HELLO_TWICE, "hello was said before"))
        if hello.role is ClientRole.CONNECTOR:
            raise Refused(problem(Fault.FORBIDDEN_ROLE, "a connector is a web page"))
        if hello.token is None or not hmac.compare_digest(hello.token.encode(), self._rules.token.encode()):
            raise Refused(problem(Fault.WRONG_TOKEN, "the token is missing or wrong; it is in the runtime file"))
        self._client = Client(self._rules.session, hello.role, hello.instance)
        self._patience.is_let_in = True
        return Greet(identity, self._client)

    def _admit(self, identity: Id, client: Client, command: Command) -> Action:
        """Pass a command on, unless too many wait for their answer."""
        if isinstance(command, Ping | Status | Subscribe):
            return Inform(identity, command)
        if len(self._under_way) >= MOST_AT_ONCE:
            raise Refused(problem(Fault.TOO_MANY_REQUESTS, f"{MOST_AT_ONCE} requests wait for their answers already"))
        self._under_way.add(identity)
        return Execute(identity, client, command)
