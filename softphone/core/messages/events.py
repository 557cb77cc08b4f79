"""What the network, the devices, the clock and the bridge report. Past tense: it has happened, and is never refused.

What comes late, twice or for nobody changes nothing and is kept (`Ignore`).
"""

from dataclasses import dataclass, field

from softphone.core.messages.callback_events import CustomerAnswered
from softphone.core.messages.lamp_events import LampEvent, StatusesTold
from softphone.core.messages.supervision_events import ModeEvent, SupervisionNoticed
from softphone.core.messages.timers import Timer
from softphone.core.values import AccountName, CallId, EndReason, LegId, Media, Peer, Tags


@dataclass(frozen=True, slots=True)
class Invited:
    """A trusted peer's INVITE wants to ring this phone. `minted` is the call id to use if it brings none."""

    leg: LegId
    account: AccountName
    peer: Peer
    minted: CallId
    tags: Tags


@dataclass(frozen=True, slots=True)
class StrangerRefused:
    """An INVITE from an untrusted address was answered 403 before it could ring."""

    address: str
    claimed: str


@dataclass(frozen=True, slots=True)
class ProvisionalReceived:
    """The far end of an outbound leg gave a sign of life (1xx above 100)."""

    leg: LegId
    code: int
    has_early_media: bool = False


@dataclass(frozen=True, slots=True)
class LegRedirected:
    """The far end of an outbound leg wants us to call somebody else (3xx). The stack waits for our word."""

    leg: LegId
    target: str


@dataclass(frozen=True, slots=True)
class LegConnected:
    """2xx and ACK have passed: the leg is a call."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class LegEnded:
    """The signalling dialog is gone: a leg's last event. `cause` is what the messages say of the reason, if they do."""

    leg: LegId
    code: int = 0
    phrase: str = ""
    cause: EndReason | None = None


@dataclass(frozen=True, slots=True)
class HoldConfirmed:
    """Our re-INVITE was accepted: the leg is on hold, or off it."""

    leg: LegId
    is_held: bool


@dataclass(frozen=True, slots=True)
class HoldRefused:
    """Our re-INVITE was refused or could not be sent: the leg is as it was."""

    leg: LegId
    code: int
    phrase: str


@dataclass(frozen=True, slots=True)
class TransferAccepted:
    """The far end is going to try the transfer that we asked it for (202)."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class TransferProgressed:
    """The far end tells how the transfer gets on: what its own call was answered with so far."""

    leg: LegId
    code: int
    phrase: str


@dataclass(frozen=True, slots=True)
class TransferEnded:
    """The transfer is done (2xx), or it is not to be: refused, failed, or never heard of again."""

    leg: LegId
    code: int
    phrase: str


@dataclass(frozen=True, slots=True)
class PeerReplaced:
    """A trusted peer put somebody else into its place: behind the same leg there is another dialog now."""

    leg: LegId
    peer: Peer


@dataclass(frozen=True, slots=True)
class ReferralRefused:
    """A peer wanted us to call somebody else (REFER, Replaces), and we did not obey."""

    leg: LegId
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class MediaChanged:
    """The leg's media was negotiated (again)."""

    leg: LegId
    media: Media


@dataclass(frozen=True, slots=True)
class DigitReceived:
    """The far end pressed a key; it may be part of a secret, so no log shows it."""

    leg: LegId
    digit: str = field(repr=False)
    method: str


@dataclass(frozen=True, slots=True)
class DigitsFailed:
    """Digits that were accepted could not be sent after all."""

    leg: LegId
    why: str


@dataclass(frozen=True, slots=True)
class AudioStopped:
    """Nothing was received for a while on a leg that should be heard. `known` says what the stack knows."""

    leg: LegId
    silent_s: float
    known: str


@dataclass(frozen=True, slots=True)
class AudioResumed:
    """Audio is received again."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """Audio moved to another device: the wished one failed, came back, or was chosen."""

    use: str
    device: str
    wished: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TroubleFound:
    """Something around the calls does not work, or does again; the phone goes on."""

    part: str
    says: str


@dataclass(frozen=True, slots=True)
class RecordingSaved:
    """A conversation's recording is closed and complete."""

    call: CallId
    path: str
    seconds: float


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """A recording could not be started or went wrong; the call goes on."""

    call: CallId
    why: str


@dataclass(frozen=True, slots=True)
class Registered:
    """The registrar accepted an account's registration."""

    account: AccountName
    expires_s: int


@dataclass(frozen=True, slots=True)
class Unregistered:
    """The registrar forgot an account because we asked for it."""

    account: AccountName


@dataclass(frozen=True, slots=True)
class RegistrationFailed:
    """An account's registration was refused or timed out. `chance` (0 to 1) spreads the next attempt."""

    account: AccountName
    code: int
    phrase: str
    chance: float


@dataclass(frozen=True, slots=True)
class NetworkReturned:
    """The workstation has a usable network (again), or another one than before."""


@dataclass(frozen=True, slots=True)
class NetworkLost:
    """The workstation has no usable network."""


@dataclass(frozen=True, slots=True)
class PageAttached:
    """A connector page is in charge: Salesforce hears from us, and may end our after-call work if it does any."""

    does_after_call_work: bool = True


@dataclass(frozen=True, slots=True)
class PageDetached:
    """The connector page in charge has gone."""


@dataclass(frozen=True, slots=True)
class TimerFired:
    """The instant that a `StartTimer` named has come."""

    timer: Timer


@dataclass(frozen=True, slots=True)
class Stopping:
    """The engine is going to end: every call is to be ended and every account unregistered."""


TransferEvent = TransferAccepted | TransferProgressed | TransferEnded
LegEvent = (
    ProvisionalReceived
    | LegRedirected
    | LegConnected
    | CustomerAnswered
    | LegEnded
    | HoldConfirmed
    | HoldRefused
    | TransferEvent
    | PeerReplaced
    | ReferralRefused
    | ModeEvent
    | MediaChanged
    | DigitReceived
    | DigitsFailed
    | AudioStopped
    | AudioResumed
)
AccountEvent = Registered | Unregistered | RegistrationFailed | NetworkReturned | NetworkLost
PhoneEvent = (
    StrangerRefused
    | DeviceChanged
    | TroubleFound
    | RecordingSaved
    | RecordingFailed
    | PageAttached
    | PageDetached
    | StatusesTold
    | LampEvent
    | Stopping
)
Event = Invited | SupervisionNoticed | LegEvent | AccountEvent | PhoneEvent | TimerFired
