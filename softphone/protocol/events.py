"""What the phone tells its watchers: one event for each fact, numbered, with the call as it was at that moment.

Where Salesforce has a name for a thing, the event has that name; the others are ours, in the same style.
"""

from typing import Any

from softphone.core.facts import Action
from softphone.core.values import Origin
from softphone.protocol.refusals import Reason
from softphone.protocol.state import AccountState, CallState, DeviceState, Ending, Moment, PageState
from softphone.protocol.words import Count, Told


class Event(Told, frozen=True, kw_only=True, tag_field="type"):
    """What all events have. `origin` is who brought it about, `leg_id` the party it concerns, if one."""

    seq: Count
    at: Moment
    origin: Origin
    call_id: str | None = None
    leg_id: str | None = None


class OfCall(Told, frozen=True, kw_only=True):
    """The call after what happened."""

    call: CallState


class CallStarted(Event, frozen=True, kw_only=True, tag="CALL_STARTED"):
    """A call began to ring, here or there."""

    payload: OfCall


class CallConnected(Event, frozen=True, kw_only=True, tag="CALL_CONNECTED"):
    """A call was answered."""

    payload: OfCall


class OfEnd(OfCall, frozen=True, kw_only=True):
    """The call as it ended, and how."""

    ending: Ending


class Hangup(Event, frozen=True, kw_only=True, tag="HANGUP"):
    """A call is over, with all its legs. Exactly one for every CALL_STARTED."""

    payload: OfEnd


class OfRefusedCaller(Told, frozen=True, kw_only=True):
    """Who was turned away, and how."""

    caller: str
    code: int
    why: str


class CallRefused(Event, frozen=True, kw_only=True, tag="CALL_REFUSED"):
    """An INVITE was turned away without ringing."""

    payload: OfRefusedCaller


class OfTarget(OfCall, frozen=True, kw_only=True):
    """The call, and where it goes now."""

    target: str


class CallRedirected(Event, frozen=True, kw_only=True, tag="CALL_REDIRECTED"):
    """The far end sent an outbound call elsewhere, and we follow."""

    payload: OfTarget


class Progress(Event, frozen=True, kw_only=True, tag="PROGRESS"):
    """An outbound call rings there, or lets us hear something."""

    payload: OfCall


class Nothing(Told, frozen=True, kw_only=True):
    """The type says it all."""


class AfterCallWorkStarted(Event, frozen=True, kw_only=True, tag="AFTER_CALL_WORK_STARTED"):
    """The agent has work to do about a call that is over."""

    payload: Nothing = Nothing()


class WrapUpEnded(Event, frozen=True, kw_only=True, tag="WRAP_UP_ENDED"):
    """After-call work is done."""

    payload: Nothing = Nothing()


class MuteToggle(Event, frozen=True, kw_only=True, tag="MUTE_TOGGLE"):
    """The agent is heard no more, or again."""

    payload: OfCall


class HoldToggle(Event, frozen=True, kw_only=True, tag="HOLD_TOGGLE"):
    """We hold somebody, or no more."""

    payload: OfCall


class PeerHoldToggle(Event, frozen=True, kw_only=True, tag="PEER_HOLD_TOGGLE"):
    """Somebody holds us, or no more."""

    payload: OfCall


class MediaNegotiated(Event, frozen=True, kw_only=True, tag="MEDIA_NEGOTIATED"):
    """A leg's codec or encryption is known, or changed."""

    payload: OfCall


class RecordingToggle(Event, frozen=True, kw_only=True, tag="RECORDING_TOGGLE"):
    """Recording started, paused or went on."""

    payload: OfCall


class OfRecording(Told, frozen=True, kw_only=True):
    """A recording on disk."""

    path: str
    seconds: float


class RecordingSaved(Event, frozen=True, kw_only=True, tag="RECORDING_SAVED"):
    """A recording is complete on disk."""

    payload: OfRecording


class OfDigits(OfCall, frozen=True, kw_only=True):
    """The call, and the keys that were pressed."""

    digits: str


class DigitsSent(Event, frozen=True, kw_only=True, tag="DIGITS_SENT"):
    """The agent pressed keys."""

    payload: OfDigits


class OfDigit(OfCall, frozen=True, kw_only=True):
    """The call, the key that the far end pressed, and how it came."""

    digit: str
    method: str


class DigitHeard(Event, frozen=True, kw_only=True, tag="DIGIT_HEARD"):
    """The far end pressed a key."""

    payload: OfDigit


class OfSilence(OfCall, frozen=True, kw_only=True):
    """The silent call, and what is known about the cause."""

    known: str


class AudioMissing(Event, frozen=True, kw_only=True, tag="AUDIO_MISSING"):
    """A connected leg is silent on the wire."""

    payload: OfSilence


class AudioBack(Event, frozen=True, kw_only=True, tag="AUDIO_BACK"):
    """A leg that was silent on the wire is heard again."""

    payload: OfCall


class OfFailure(Told, frozen=True, kw_only=True):
    """What was tried, and why it did not work."""

    action: Action
    says: str
    reason: Reason
    call: CallState | None = None


class ActionFailed(Event, frozen=True, kw_only=True, tag="ACTION_FAILED"):
    """Something that was begun did not work out; the state is as before."""

    payload: OfFailure


class OfAccount(Told, frozen=True, kw_only=True):
    """The account as it is now."""

    account: AccountState


class RegistrationChanged(Event, frozen=True, kw_only=True, tag="REGISTRATION_CHANGED"):
    """An account's registration is in another state."""

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
    """Sound runs on another device than before, or than wished."""

    payload: DeviceState


class OfDoNotDisturb(Told, frozen=True, kw_only=True):
    """Whether new calls are refused."""

    is_on: bool


class DoNotDisturbChanged(Event, frozen=True, kw_only=True, tag="DO_NOT_DISTURB_CHANGED"):
    """New calls are refused, or taken again."""

    payload: OfDoNotDisturb


class OfTrouble(Told, frozen=True, kw_only=True):
    """Which part is in trouble, and what people should know about it."""

    part: str
    says: str


class TroubleReported(Event, frozen=True, kw_only=True, tag="TROUBLE_REPORTED"):
    """A part of the phone is in trouble; the phone goes on."""

    payload: OfTrouble


class OfPage(Told, frozen=True, kw_only=True):
    """The page as it is now."""

    page: PageState


class PageChanged(Event, frozen=True, kw_only=True, tag="PAGE_CHANGED"):
    """The connector page came, went, or asks to be let in."""

    payload: OfPage


class OfMessage(Told, frozen=True, kw_only=True):
    """What was said; its form is the organisation's own."""

    message: Any


class MessageHeard(Event, frozen=True, kw_only=True, tag="MESSAGE"):
    """A Lightning component said something."""

    payload: OfMessage


CallEvent = (
    CallStarted
    | CallConnected
    | Hangup
    | CallRedirected
    | Progress
    | MuteToggle
    | HoldToggle
    | PeerHoldToggle
    | MediaNegotiated
    | RecordingToggle
    | DigitsSent
    | DigitHeard
    | AudioMissing
    | AudioBack
)
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
    | TroubleReported
    | PageChanged
    | MessageHeard
)
AnyEvent = CallEvent | PhoneEvent
