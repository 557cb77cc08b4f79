"""What happened to the phone as a whole: its agent, accounts, devices and recordings."""

from dataclasses import dataclass

from softphone.core.messages.actions import Action
from softphone.core.messages.refusals import Refusal
from softphone.core.state.conversations import Conversation
from softphone.core.state.presence import Availability, Mailbox, Status
from softphone.core.state.registration import Registration
from softphone.core.values import CallId


@dataclass(frozen=True, slots=True)
class CallRefused:
    """An INVITE was turned away without ringing: busy, do not disturb, after-call work."""

    caller: str
    code: int
    why: str


@dataclass(frozen=True, slots=True)
class AfterCallWorkStarted:
    """The agent has work to do about a conversation that is over."""

    call_id: CallId


@dataclass(frozen=True, slots=True)
class WrapUpEnded:
    """After-call work is done."""

    call_id: CallId


@dataclass(frozen=True, slots=True)
class RecordingKept:
    """A recording is complete on disk."""

    call_id: CallId
    path: str
    seconds: float


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
class TroubleTold:
    """Something around the calls does not work, or does again."""

    part: str
    says: str


@dataclass(frozen=True, slots=True)
class DoNotDisturbChanged:
    """New calls are refused, or taken again."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class MailboxChanged:
    """Other messages wait in a voice mailbox than before."""

    mailbox: Mailbox


@dataclass(frozen=True, slots=True)
class AvailabilityChanged:
    """Somebody who is watched can be called, or not, or nobody knows."""

    address: str
    availability: Availability | None


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
