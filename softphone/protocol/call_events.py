"""Events about calls. Each carries the call as it was at that moment."""

from softphone.core.values import Origin
from softphone.protocol.state import CallState, Ending, Moment
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


class CallbackAccepted(Event, frozen=True, kw_only=True, tag="CALLBACK_ACCEPTED"):
    """The agent accepted a callback: the phone is calling the customer, or the PBX connects the customer."""

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


class OfTarget(OfCall, frozen=True, kw_only=True):
    """The call, and where it goes now."""

    target: str


class CallRedirected(Event, frozen=True, kw_only=True, tag="CALL_REDIRECTED"):
    """The far end sent an outbound call elsewhere, and we follow."""

    payload: OfTarget


class Progress(Event, frozen=True, kw_only=True, tag="PROGRESS"):
    """An outbound call rings at the far end, or the far end sends sound before it answers."""

    payload: OfCall


class ParticipantAdded(Event, frozen=True, kw_only=True, tag="PARTICIPANT_ADDED"):
    """A further party is being called; whoever was in the call is on hold."""

    payload: OfCall


class ParticipantConnected(Event, frozen=True, kw_only=True, tag="PARTICIPANT_CONNECTED"):
    """A further party has answered."""

    payload: OfCall


class ParticipantRemoved(Event, frozen=True, kw_only=True, tag="PARTICIPANT_REMOVED"):
    """A party has gone, and the call goes on without it. `legId` says who, `ending` how."""

    payload: OfEnd


class ParticipantsSwapped(Event, frozen=True, kw_only=True, tag="PARTICIPANTS_SWAPPED"):
    """The agent now talks to the other one of two parties."""

    payload: OfCall


class ParticipantsConferenced(Event, frozen=True, kw_only=True, tag="PARTICIPANTS_CONFERENCED"):
    """All parties hear each other."""

    payload: OfCall


class ParticipantsSplit(Event, frozen=True, kw_only=True, tag="PARTICIPANTS_SPLIT"):
    """The parties no longer hear each other."""

    payload: OfCall


class OfTransfer(OfCall, frozen=True, kw_only=True):
    """The call, and what the far end's own call was answered with so far; 0 means nothing yet."""

    code: int
    phrase: str


class TransferProgress(Event, frozen=True, kw_only=True, tag="TRANSFER_PROGRESS"):
    """A transfer has begun or made progress. It ends with HANGUP (`transferred`) or with ACTION_FAILED."""

    payload: OfTransfer


class PeerChanged(Event, frozen=True, kw_only=True, tag="PEER_CHANGED"):
    """A leg now leads to somebody else: the far end was transferred."""

    payload: OfCall


class OfReferral(OfTarget, frozen=True, kw_only=True):
    """The call, where it was to go, and why it does not."""

    why: str


class ReferralTurnedAway(Event, frozen=True, kw_only=True, tag="REFERRAL_TURNED_AWAY"):
    """A far end asked us to call somebody else instead, and we refused."""

    payload: OfReferral


class MuteToggle(Event, frozen=True, kw_only=True, tag="MUTE_TOGGLE"):
    """The agent is muted, or can be heard again."""

    payload: OfCall


class HoldToggle(Event, frozen=True, kw_only=True, tag="HOLD_TOGGLE"):
    """We have put somebody on hold, or resumed."""

    payload: OfCall


class PeerHoldToggle(Event, frozen=True, kw_only=True, tag="PEER_HOLD_TOGGLE"):
    """Somebody has put us on hold, or resumed."""

    payload: OfCall


class MediaNegotiated(Event, frozen=True, kw_only=True, tag="MEDIA_NEGOTIATED"):
    """A leg's codec or encryption is known, or changed."""

    payload: OfCall


class RecordingToggle(Event, frozen=True, kw_only=True, tag="RECORDING_TOGGLE"):
    """Recording was paused or resumed, or it has failed."""

    payload: OfCall


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


CallEvent = (
    CallStarted
    | CallbackAccepted
    | CallConnected
    | Hangup
    | CallRedirected
    | Progress
    | ParticipantAdded
    | ParticipantConnected
    | ParticipantRemoved
    | ParticipantsSwapped
    | ParticipantsConferenced
    | ParticipantsSplit
    | TransferProgress
    | PeerChanged
    | ReferralTurnedAway
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
