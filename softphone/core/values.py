"""The words everything else is said in: ids, instants, origins, roles, people and reasons.

May not know calls or rules; these are values only.
"""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import NewType

CallId = NewType("CallId", str)
"""Names a conversation: the vendor call key that Salesforce and the PBX know it by."""

LegId = NewType("LegId", str)
"""Names one SIP leg of ours; Salesforce's `connectionId`."""

RequestId = NewType("RequestId", str)
"""Names a request that somebody waits for; unique across all clients of one engine."""

AccountName = NewType("AccountName", str)
"""Names a SIP account of the settings."""

Instant = NewType("Instant", float)
"""Seconds on a monotonic clock. Only differences mean something."""


@unique
class Origin(StrEnum):
    """Where a message came from; what is published to whom depends on it."""

    DESK = "desk"
    CONNECTOR = "connector"
    REMOTE = "remote"
    PBX = "pbx"
    TIMER = "timer"
    HEADSET = "headset"
    SCRIPT = "script"


@unique
class Direction(StrEnum):
    """Who sent the INVITE of a leg."""

    IN = "in"
    OUT = "out"


@unique
class Role(StrEnum):
    """What a party is to the conversation, in Salesforce's words."""

    INITIAL_CALLER = "Initial_Caller"
    THIRD_PARTY = "Third_Party"
    AGENT = "Agent"
    SUPERVISOR = "Supervisor"


@unique
class Mode(StrEnum):
    """Whom a supervisor's voice reaches, each one more than the one before."""

    LISTEN = "listen"
    """Nobody."""
    WHISPER = "whisper"
    """The supervised agent."""
    BARGE = "barge"
    """Everybody in the call."""


@unique
class CallType(StrEnum):
    """What kind of conversation it is, in Salesforce's words."""

    INBOUND = "Inbound"
    OUTBOUND = "Outbound"
    INTERNAL = "InternalCall"
    TRANSFER = "Transfer"
    CALLBACK = "Callback"
    DIALED_CALLBACK = "DialedCallback"
    ADD_PARTICIPANT = "AddParticipant"
    CONSULT = "Consult"


@unique
class EndReason(StrEnum):
    """Why a leg or a conversation ended."""

    HUNG_UP = "hung_up"
    DECLINED = "declined"
    MISSED = "missed"
    ABANDONED = "abandoned"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    GIVEN_UP = "given_up"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    FAILED_HERE = "failed_here"
    LOST = "lost"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True)
class Ending:
    """How something ended: why, by whom, and what SIP said."""

    reason: EndReason
    by: Origin
    code: int = 0
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """The other end of a leg as the network names it."""

    uri: str
    name: str = ""
    number: str = ""
    is_asserted: bool = False


@dataclass(frozen=True, slots=True)
class Tags:
    """What a trusted INVITE says about its call in headers of its own (design: calls)."""

    key: CallId | None = None
    call_type: CallType = CallType.INBOUND
    voice_call_id: str = ""
    parent_call_id: str = ""
    queue_id: str = ""
    queue_name: str = ""
    queue_timestamp: str = ""
    diverted_from: tuple[str, ...] = ()
    wants_auto_answer: bool = False
    is_preview: bool = False
    """A dialer showed the agent whom to call before it was dialled."""
    wants_to_supervise: bool = False


NO_TAGS = Tags()


@dataclass(frozen=True, slots=True)
class Media:
    """What a leg's audio runs on, as the stack reports it."""

    codec: str = ""
    clock_rate_hz: int = 0
    encryption: str = ""
    is_held_by_peer: bool = False
    remote_address: str = ""
    digits_method: str = ""


NO_MEDIA = Media()


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for something, and the request that waits for the answer, if one does."""

    origin: Origin
    request: RequestId | None = None
