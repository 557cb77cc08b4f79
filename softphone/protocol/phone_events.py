"""Events about the phone as a whole: callers it turned away, work after calls, accounts, sound, pages, trouble."""

from typing import Any

from softphone.core.messages.facts import Action
from softphone.core.state.presence import Availability
from softphone.protocol.call_events import Event
from softphone.protocol.refusals import Reason
from softphone.protocol.state import AccountState, CallState, DeviceState, MailboxState, PageState, StatusState
from softphone.protocol.words import Count, Told


class OfRefusedCaller(Told, frozen=True, kw_only=True):
    """Who was turned away, and how."""

    caller: str
    code: int
    why: str


class CallRefused(Event, frozen=True, kw_only=True, tag="CALL_REFUSED"):
    """An INVITE was turned away without ringing."""

    payload: OfRefusedCaller


class Nothing(Told, frozen=True, kw_only=True):
    """The type says it all."""


class AfterCallWorkStarted(Event, frozen=True, kw_only=True, tag="AFTER_CALL_WORK_STARTED"):
    """The agent has work to do about a call that is over."""

    payload: Nothing = Nothing()


class WrapUpEnded(Event, frozen=True, kw_only=True, tag="WRAP_UP_ENDED"):
    """After-call work is done."""

    payload: Nothing = Nothing()


class OfRecording(Told, frozen=True, kw_only=True):
    """A recording on disk."""

    path: str
    seconds: float


class RecordingSaved(Event, frozen=True, kw_only=True, tag="RECORDING_SAVED"):
    """A recording is complete on disk."""

    payload: OfRecording


class OfFailure(Told, frozen=True, kw_only=True):
    """What was tried, and why it did not work."""

    action: Action
    says: str
    reason: Reason
    call: CallState | None = None


class ActionFailed(Event, frozen=True, kw_only=True, tag="ACTION_FAILED"):
    """Something that was started has failed; the state is as before."""

    payload: OfFailure


class OfAccount(Told, frozen=True, kw_only=True):
    """The account as it is now."""

    account: AccountState


class RegistrationChanged(Event, frozen=True, kw_only=True, tag="REGISTRATION_CHANGED"):
    """The state of an account's registration has changed."""

    payload: OfAccount


class OfStranger(Told, frozen=True, kw_only=True):
    """Where an untrusted caller came from, who it said it was, and how many there were."""

    address: str
    claimed: str
    count: Count


class StrangerTurnedAway(Event, frozen=True, kw_only=True, tag="STRANGER_TURNED_AWAY"):
    """Somebody untrusted tried to call."""

    payload: OfStranger


class AudioDeviceChanged(Event, frozen=True, kw_only=True, tag="AUDIO_DEVICE_CHANGED"):
    """Sound uses a different device than before, or than configured."""

    payload: DeviceState


class OfDoNotDisturb(Told, frozen=True, kw_only=True):
    """Whether new calls are refused."""

    is_on: bool


class DoNotDisturbChanged(Event, frozen=True, kw_only=True, tag="DO_NOT_DISTURB_CHANGED"):
    """New calls are refused, or accepted again."""

    payload: OfDoNotDisturb


class MailboxChanged(Event, frozen=True, kw_only=True, tag="MAILBOX_CHANGED"):
    """The number of messages in a voice mailbox has changed."""

    payload: MailboxState


class OfAvailability(Told, frozen=True, kw_only=True):
    """Who, and whether; null is not known."""

    address: str
    availability: Availability | None = None


class AvailabilityChanged(Event, frozen=True, kw_only=True, tag="AVAILABILITY_CHANGED"):
    """The availability of somebody who is watched has changed."""

    payload: OfAvailability


class OfStatus(Told, frozen=True, kw_only=True):
    """The status now, and the one before."""

    status: StatusState
    before: StatusState | None = None


class AgentStatusChanged(Event, frozen=True, kw_only=True, tag="AGENT_STATUS_CHANGED"):
    """The agent's status has changed, whoever changed it."""

    payload: OfStatus


class OfPendingStatus(Told, frozen=True, kw_only=True):
    """The status that waits for the end of the call; null is none."""

    status: StatusState | None = None


class AgentStatusPending(Event, frozen=True, kw_only=True, tag="AGENT_STATUS_PENDING"):
    """A status waits for the end of the call, or no longer does."""

    payload: OfPendingStatus


class OfStatuses(Told, frozen=True, kw_only=True):
    """All of them."""

    statuses: tuple[StatusState, ...] = ()


class AgentStatusesKnown(Event, frozen=True, kw_only=True, tag="AGENT_STATUSES_KNOWN"):
    """Salesforce has sent the list of statuses to choose from."""

    payload: OfStatuses


class OfTrouble(Told, frozen=True, kw_only=True):
    """Which part is in trouble, and what people should know about it."""

    part: str
    says: str


class TroubleReported(Event, frozen=True, kw_only=True, tag="TROUBLE_REPORTED"):
    """A part of the phone has a problem; the phone itself continues."""

    payload: OfTrouble


class OfPage(Told, frozen=True, kw_only=True):
    """The page as it is now."""

    page: PageState


class PageChanged(Event, frozen=True, kw_only=True, tag="PAGE_CHANGED"):
    """The connector page has connected, disconnected, or asks to be let in."""

    payload: OfPage


class OfMessage(Told, frozen=True, kw_only=True):
    """What was said; its form is the organisation's own."""

    message: Any


class MessageHeard(Event, frozen=True, kw_only=True, tag="MESSAGE"):
    """A Lightning component has sent a message."""

    payload: OfMessage


PhoneEvent = (
    CallRefused
    | AfterCallWorkStarted
    | WrapUpEnded
    | RecordingSaved
    | ActionFailed
    | RegistrationChanged
    | StrangerTurnedAway
    | AudioDeviceChanged
    | DoNotDisturbChanged
    | MailboxChanged
    | AvailabilityChanged
    | AgentStatusChanged
    | AgentStatusPending
    | AgentStatusesKnown
    | TroubleReported
    | PageChanged
    | MessageHeard
)
