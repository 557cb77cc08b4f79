"""Why a message is refused: JSON-RPC's numbers, a type for programs and a sentence for people."""

from enum import IntEnum, StrEnum, unique

from softphone.core.messages.refusals import Refusal
from softphone.protocol.words import Told


@unique
class Code(IntEnum):
    """JSON-RPC 2.0 error codes; those from -32000 on are ours."""

    PARSE_ERROR = -32700
    INVALID_REQUEST = -32600
    UNKNOWN_METHOD = -32601
    INVALID_PARAMS = -32602
    INTERNAL = -32603
    REFUSED = -32000
    """The phone understood, and refuses; `type` is one of the machine's reasons."""
    """This version cannot do it."""
    FORBIDDEN = -32002
    """Not for this client."""


@unique
class Fault(StrEnum):
    """The types of refusal that come from the bridge itself; the machine's own are `core.messages.refusals.Why`."""

    PARSE_ERROR = "parse_error"
    INVALID_REQUEST = "invalid_request"
    REPEATED_ID = "repeated_id"
    UNKNOWN_METHOD = "unknown_method"
    INVALID_PARAMS = "invalid_params"
    HELLO_FIRST = "hello_first"
    HELLO_TWICE = "hello_twice"
    WRONG_TOKEN = "wrong_token"  # noqa: S105 - the name of a refusal, not a password
    FORBIDDEN_ROLE = "forbidden_role"
    BINARY_FRAME = "binary_frame"
    TOO_MANY_REQUESTS = "too_many_requests"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


CODES = {
    Fault.PARSE_ERROR: Code.PARSE_ERROR,
    Fault.INVALID_REQUEST: Code.INVALID_REQUEST,
    Fault.REPEATED_ID: Code.INVALID_REQUEST,
    Fault.UNKNOWN_METHOD: Code.UNKNOWN_METHOD,
    Fault.INVALID_PARAMS: Code.INVALID_PARAMS,
    Fault.HELLO_FIRST: Code.FORBIDDEN,
    Fault.HELLO_TWICE: Code.INVALID_REQUEST,
    Fault.WRONG_TOKEN: Code.FORBIDDEN,
    Fault.FORBIDDEN_ROLE: Code.FORBIDDEN,
    Fault.BINARY_FRAME: Code.INVALID_REQUEST,
    Fault.TOO_MANY_REQUESTS: Code.REFUSED,
    Fault.UNAVAILABLE: Code.REFUSED,
    Fault.INTERNAL: Code.INTERNAL,
}


class Reason(Told, frozen=True, kw_only=True):
    """The `data` of an error: its type, and SIP's code where SIP had the say."""

    type: str
    sip_code: int = 0


class Problem(Told, frozen=True, kw_only=True):
    """The `error` of an answer."""

    code: int
    message: str
    data: Reason


class Refused(Exception):
    """The answer to a request is no. Raised by whoever executes requests, and by a client that was refused."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem

    @property
    def type(self) -> str:
        """The reason for programs."""
        return self.problem.data.type


def problem(fault: Fault, says: str) -> Problem:
    """Say what is wrong with a message."""
    return Problem(code=CODES[fault], message=says, data=Reason(type=fault))


def refusal(why: Refusal) -> Refused:
    """Carry a refusal of the machine to the client."""
    return Refused(Problem(code=Code.REFUSED, message=why.says, data=Reason(type=why.why, sip_code=why.code)))
