"""Why the phone does not do what it was asked: values, never exceptions."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Why(StrEnum):
    """The reasons for a refusal that a client can tell apart."""

    NO_SUCH_CALL = "no_such_call"
    NO_SUCH_PARTY = "no_such_party"
    NO_SUCH_ACCOUNT = "no_such_account"
    NO_SUCH_STATUS = "no_such_status"
    WRONG_STATE = "wrong_state"
    ALREADY_UNDER_WAY = "already_under_way"
    BUSY = "busy"
    BAD_TARGET = "bad_target"
    BAD_DIGITS = "bad_digits"
    NOT_REGISTERED = "not_registered"
    NOT_ALLOWED = "not_allowed"
    NETWORK_REFUSED = "network_refused"
    FAILED_HERE = "failed_here"
    TIMED_OUT = "timed_out"
    CALL_ENDED = "call_ended"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason for programs and a sentence for people; `code` is SIP's, where SIP had the say."""

    why: Why
    says: str
    code: int = 0
