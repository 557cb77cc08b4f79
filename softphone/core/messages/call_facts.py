"""What happened to a conversation. Each fact carries the conversation as it was at that moment."""

from dataclasses import dataclass, field

from softphone.core.state.conversations import Conversation
from softphone.core.values import Ending, LegId


@dataclass(frozen=True, slots=True)
class CallStarted:
    """A conversation began to ring, here or there."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class CallbackAccepted:
    """The agent took a callback: the customer is being called, or brought by the PBX."""

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
class MuteChanged:
    """The agent is no longer heard, or is heard again."""

    call: Conversation


@dataclass(frozen=True, slots=True)
class HoldChanged:
    """We hold somebody, or no longer."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class PeerHoldChanged:
    """Somebody holds us, or no longer."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class MediaNegotiated:
    """A leg's codec or encryption is known, or changed."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class RecordingChanged:
    """Recording was paused, went on, or failed."""

    call: Conversation


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
