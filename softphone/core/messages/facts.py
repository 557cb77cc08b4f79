"""What happened, for everybody who watches: desk, Salesforce, scripts, history. Who is told is not decided here."""

from softphone.core.messages.actions import Action
from softphone.core.messages.call_facts import (
    AudioBack,
    AudioMissing,
    CallbackAccepted,
    CallConnected,
    CallEnded,
    CallRedirected,
    CallStarted,
    DigitHeard,
    DigitsSent,
    HoldChanged,
    MediaNegotiated,
    MuteChanged,
    PeerHoldChanged,
    ProgressReceived,
    RecordingChanged,
)
from softphone.core.messages.party_facts import (
    ParticipantAdded,
    ParticipantConnected,
    ParticipantRemoved,
    PartiesMerged,
    PartiesSplit,
    PartiesSwapped,
    PartyFact,
    PeerChanged,
    ReferralTurnedAway,
    TransferMoved,
)
from softphone.core.messages.phone_facts import (
    ActionFailed,
    AfterCallWorkStarted,
    AudioDeviceChanged,
    AvailabilityChanged,
    CallRefused,
    DoNotDisturbChanged,
    MailboxChanged,
    RecordingKept,
    RegistrationChanged,
    StatusChanged,
    StatusesKnown,
    StatusPending,
    StrangerTurnedAway,
    TroubleTold,
    WrapUpEnded,
)
from softphone.core.messages.supervision_facts import ModeChanged, SupervisionFact, SupervisorGone, SupervisorPresent
from softphone.core.state.conversations import Conversation
from softphone.core.values import LegId

CallFact = (
    CallStarted
    | CallbackAccepted
    | CallConnected
    | CallEnded
    | CallRedirected
    | ProgressReceived
    | PartyFact
    | SupervisionFact
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
AgentFact = DoNotDisturbChanged | StatusChanged | StatusPending | StatusesKnown | MailboxChanged | AvailabilityChanged
PhoneFact = (
    CallRefused
    | AfterCallWorkStarted
    | WrapUpEnded
    | RecordingKept
    | ActionFailed
    | RegistrationChanged
    | StrangerTurnedAway
    | AudioDeviceChanged
    | TroubleTold
    | AgentFact
)
Fact = CallFact | PhoneFact

__all__ = [
    "Action",
    "ActionFailed",
    "AfterCallWorkStarted",
    "AgentFact",
    "AudioBack",
    "AudioDeviceChanged",
    "AudioMissing",
    "AvailabilityChanged",
    "CallConnected",
    "CallEnded",
    "CallFact",
    "CallRedirected",
    "CallRefused",
    "CallStarted",
    "CallbackAccepted",
    "DigitHeard",
    "DigitsSent",
    "DoNotDisturbChanged",
    "Fact",
    "HoldChanged",
    "MailboxChanged",
    "MediaNegotiated",
    "ModeChanged",
    "MuteChanged",
    "ParticipantAdded",
    "ParticipantConnected",
    "ParticipantRemoved",
    "PartiesMerged",
    "PartiesSplit",
    "PartiesSwapped",
    "PartyFact",
    "PeerChanged",
    "PeerHoldChanged",
    "PhoneFact",
    "ProgressReceived",
    "RecordingChanged",
    "RecordingKept",
    "ReferralTurnedAway",
    "RegistrationChanged",
    "StatusChanged",
    "StatusPending",
    "StatusesKnown",
    "StrangerTurnedAway",
    "SupervisionFact",
    "SupervisorGone",
    "SupervisorPresent",
    "TransferMoved",
    "TroubleTold",
    "WrapUpEnded",
    "call_of",
    "leg_of",
]


def call_of(fact: Fact) -> Conversation | None:
    """Give the call that a fact is about, as it was then; None where it is about the phone, or only names a call."""
    return fact.call if isinstance(fact, CallFact | ActionFailed) else None


def leg_of(fact: CallFact) -> LegId | None:
    """Name the leg that something happened to; None where it happened to the whole call."""
    match fact:
        case CallEnded() | MuteChanged() | RecordingChanged() | DigitsSent():
            return None
        case PartiesSwapped() | PartiesMerged() | PartiesSplit():
            return None
        case _:
            return fact.leg
