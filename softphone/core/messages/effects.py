"""What is to be done: the only way out of the machine. Verb and noun; each is one instruction to one adapter.

Signalling effects are asked once and their outcome comes back as an event. `ArrangeAudio` is different in kind: it
states how audio has to be from now on, whole, and an adapter makes it so.
"""

from dataclasses import dataclass, field

from softphone.core.messages.facts import Fact
from softphone.core.messages.refusals import Refusal
from softphone.core.messages.timers import Timer
from softphone.core.state.audio import AudioPlan
from softphone.core.values import AccountName, Asked, CallId, CallType, Instant, LegId, Mode, RequestId


@dataclass(frozen=True, slots=True)
class SendInvite:
    """Call `target` on a new leg. `key` goes out as the vendor call key, `headers` beside it.

    `parent` is the conversation that the new leg belongs to or continues, and `call_type` what it is to who is called.
    """

    leg: LegId
    account: AccountName
    target: str
    key: CallId
    headers: tuple[tuple[str, str], ...] = ()
    parent: CallId | None = None
    call_type: CallType | None = None


@dataclass(frozen=True, slots=True)
class SendRinging:
    """180 for an offered leg."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class SendAnswer:
    """200 for an offered leg."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class SendReject:
    """A final refusal for an offered leg."""

    leg: LegId
    code: int


@dataclass(frozen=True, slots=True)
class SendRedirect:
    """302 for an offered leg."""

    leg: LegId
    target: str


@dataclass(frozen=True, slots=True)
class SendGoodbye:
    """CANCEL or BYE, whichever the leg needs."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class DropLeg:
    """The leg is gone for us, although the network never said so: forget it."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class FollowRedirect:
    """Let a redirected leg call the new target, or end it."""

    leg: LegId
    is_followed: bool


@dataclass(frozen=True, slots=True)
class SendHold:
    """Re-INVITE that holds (sendonly) or resumes (sendrecv) a leg."""

    leg: LegId
    is_held: bool


@dataclass(frozen=True, slots=True)
class SendTransfer:
    """REFER: a leg's peer shall call `target`."""

    leg: LegId
    target: str


@dataclass(frozen=True, slots=True)
class SendAttendedTransfer:
    """REFER with Replaces: a leg's peer shall take the place that we have in the `other` leg."""

    leg: LegId
    other: LegId


@dataclass(frozen=True, slots=True)
class SendTones:
    """Send digits on a leg, by the best way it has. They may be secret: no log shows them."""

    leg: LegId
    digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SendMode:
    """Have us be heard by others than before in the supervised call `key`, without a sound of ours.

    `way` is the address that does it, where each mode has one: the leg is to lead there from then on.
    """

    leg: LegId
    mode: Mode
    key: CallId
    way: str = ""


@dataclass(frozen=True, slots=True)
class SendNotice:
    """Have an agent's phone told, through the PBX, how its call `key` is supervised; no mode means no longer."""

    account: AccountName
    target: str
    key: CallId
    name: str
    mode: Mode | None


@dataclass(frozen=True, slots=True)
class Register:
    """Register an account, or refresh it."""

    account: AccountName


@dataclass(frozen=True, slots=True)
class Unregister:
    """Take an account's registration back."""

    account: AccountName


@dataclass(frozen=True, slots=True)
class SendProbe:
    """Ask the other end of a leg whether it is still there; a leg that nobody answers for ends."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class ArrangeAudio:
    """How audio has to be from now on."""

    plan: AudioPlan


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Wake the machine at an instant; a timer of that name that runs already is moved."""

    timer: Timer
    at: Instant


@dataclass(frozen=True, slots=True)
class StopTimer:
    """Do not wake the machine for this any more."""

    timer: Timer


@dataclass(frozen=True, slots=True)
class Announce:
    """Something happened that people and Salesforce may want to know; `asked` says on whose behalf."""

    fact: Fact
    asked: Asked


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer that a request waited for: what happened, or why not."""

    request: RequestId
    outcome: Fact | Refusal | None


@dataclass(frozen=True, slots=True)
class Ignore:
    """A late, repeated or unknown event changed nothing: keep it for those who look for it."""

    what: str
    why: str


LegEffect = (
    SendRinging
    | SendAnswer
    | SendReject
    | SendRedirect
    | SendGoodbye
    | DropLeg
    | FollowRedirect
    | SendHold
    | SendTransfer
    | SendAttendedTransfer
    | SendTones
    | SendMode
    | SendProbe
)
"""What is done on a leg that is there."""
SipEffect = SendInvite | LegEffect | SendNotice | Register | Unregister | ArrangeAudio
TimerEffect = StartTimer | StopTimer
TellingEffect = Announce | Reply | Ignore
Effect = SipEffect | TimerEffect | TellingEffect
