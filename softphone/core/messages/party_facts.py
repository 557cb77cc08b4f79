"""What happened among the parties of a conversation: who came, who went, who hears whom, and who was sent where."""

from dataclasses import dataclass

from softphone.core.state.conversations import Conversation
from softphone.core.values import Ending, LegId


@dataclass(frozen=True, slots=True)
class ParticipantAdded:
    """A further party is being called; whoever was in the conversation is on hold."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class ParticipantConnected:
    """A further party has answered."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class ParticipantRemoved:
    """A party has gone, and the conversation goes on without it."""

    call: Conversation
    leg: LegId
    ending: Ending


@dataclass(frozen=True, slots=True)
class PartiesSwapped:
    """The agent talks with the other of two parties now."""

    call: Conversation


@dataclass(frozen=True, slots=True)
class PartiesMerged:
    """All parties hear each other."""

    call: Conversation


@dataclass(frozen=True, slots=True)
class PartiesSplit:
    """The parties do not hear each other any more; the agent talks with one of them."""

    call: Conversation


@dataclass(frozen=True, slots=True)
class TransferMoved:
    """A transfer has begun or got on: `code` is what the far end was answered with, 0 if nothing yet."""

    call: Conversation
    leg: LegId
    code: int = 0
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class PeerChanged:
    """Behind a leg there is somebody else now: a peer transferred itself away."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class ReferralTurnedAway:
    """A peer wanted to send us elsewhere, and was not obeyed."""

    call: Conversation
    leg: LegId
    target: str
    why: str


PartyFact = (
    ParticipantAdded
    | ParticipantConnected
    | ParticipantRemoved
    | PartiesSwapped
    | PartiesMerged
    | PartiesSplit
    | TransferMoved
    | PeerChanged
    | ReferralTurnedAway
)
