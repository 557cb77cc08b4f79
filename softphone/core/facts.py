"""What happened, for everybody who watches: desk, Salesforce, scripts, history. Who is told is not decided here.

A fact that concerns a conversation carries the conversation as it was at that moment.
"""

from dataclasses import dataclass, field
from enum import StrEnum, unique

from softphone.core.conversations import Conversation
from softphone.core.presence import Status
from softphone.core.refusals import Refusal
from softphone.core.registration import Registration
from softphone.core.values import CallId, Ending, LegId


@dataclass(frozen=True, slots=True)
class CallStarted:
    """A conversation began to ring, here or there."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class CallConnected:
    """A conversation's first leg was answered."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class CallEnded:
    """A conversation is over, with all its legs. Exactly one for every `CallStarted`."""

    call: Conversation
    ending: Ending


@dataclass(frozen=True, slots=True)
class CallRefused:
    """An INVITE was turned away without ringing: busy, do not disturb, after-call work."""

    caller: str
    code: int
    why: str


@dataclass(frozen=True, slots=True)
class CallRedirected:
    """The far end sent an outbound call elsewhere, and we follow."""

    call: Conversation
    leg: LegId
    target: str


@dataclass(frozen=True, slots=True)
class ProgressReceived:
    """An outbound leg rings there (180) or lets us hear something (183)."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class AfterCallWorkStarted:
    """The agent has work to do about a conversation that is over."""

    call: CallId


@dataclass(frozen=True, slots=True)
class WrapUpEnded:
    """After-call work is done."""

    call: CallId


@dataclass(frozen=True, slots=True)
class MuteChanged:
    """The agent is heard no more, or again."""

    call: Conversation


@dataclass(frozen=True, slots=True)
class HoldChanged:
    """We hold somebody, or no more."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class PeerHoldChanged:
    """Somebody holds us, or no more."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class MediaNegotiated:
    """A leg's codec or encryption is known, or changed."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class RecordingChanged:
    """Recording started, paused or went on."""

    call: Conversation


@dataclass(frozen=True, slots=True)
class RecordingKept:
    """A recording is complete on disk."""

    call: CallId
    path: str
    seconds: float


@dataclass(frozen=True, slots=True)
class DigitsSent:
    """The agent pressed keys."""

    call: Conversation
    digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DigitHeard:
    """The far end pressed a key."""

    call: Conversation
    leg: LegId
    digit: str = field(repr=False)
    method: str


@dataclass(frozen=True, slots=True)
class AudioMissing:
    """A connected leg is silent on the wire."""

    call: Conversation
    leg: LegId
    known: str


@dataclass(frozen=True, slots=True)
class AudioBack:
    """A leg that was silent on the wire is heard again."""

    call: Conversation
    leg: LegId


@unique
class Action(StrEnum):
    """The things people do that can fail after they were begun."""

    START = "start"
    ANSWER = "answer"
    HOLD = "hold"
    RESUME = "resume"
    DIGITS = "digits"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class ActionFailed:
    """Something that was begun did not work out; the state is as before."""

    action: Action
    call: Conversation | None
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class RegistrationChanged:
    """An account's registration is in another state."""

    registration: Registration


@dataclass(frozen=True, slots=True)
class StrangerTurnedAway:
    """Somebody untrusted tried to call; the count is since start."""

    address: str
    claimed: str
    count: int


@dataclass(frozen=True, slots=True)
class AudioDeviceChanged:
    """Audio runs on another device than before, or than wished."""

    use: str
    device: str
    wished: str
    why: str


@dataclass(frozen=True, slots=True)
class DoNotDisturbChanged:
    """New calls are refused, or taken again."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """The agent is in another status. It `is_news` to Salesforce if Salesforce did not say so itself."""

    status: Status
    before: Status | None
    is_news: bool


@dataclass(frozen=True, slots=True)
class StatusPending:
    """A status waits for the end of the call, or none does any more."""

    status: Status | None


@dataclass(frozen=True, slots=True)
class StatusesKnown:
    """There are other statuses to choose from."""

    statuses: tuple[Status, ...]


CallFact = (
    CallStarted
    | CallConnected
    | CallEnded
    | CallRedirected
    | ProgressReceived
    | MuteChanged
    | HoldChanged
    | PeerHoldChanged
    | MediaNegotiated
    | RecordingChanged
    | DigitsSent
    | DigitHeard
    | AudioMissing
    | AudioBack
)
PhoneFact = (
    CallRefused
    | AfterCallWorkStarted
    | WrapUpEnded
    | RecordingKept
    | ActionFailed
    | RegistrationChanged
    | StrangerTurnedAway
    | AudioDeviceChanged
    | DoNotDisturbChanged
    | StatusChanged
    | StatusPending
    | StatusesKnown
)
Fact = CallFact | PhoneFact
