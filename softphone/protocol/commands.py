"""What a console or a driver may ask of the phone: one message for each thing, named by its method.

Where `callId` is left out, the call is the one that an agent would mean without saying.
"""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from softphone.core.values import Role
from softphone.protocol.targets import Callee, Target
from softphone.protocol.words import Asked, Name, Text

Key = Annotated[str, Meta(min_length=1, max_length=128, pattern=r"\A[A-Za-z0-9._:@-]+\Z")]
"""A vendor call key: it goes out in a SIP header."""


class Dial(Asked, frozen=True, kw_only=True):
    """Call a number, a SIP URI or a contact. A contact of the kind `Agent` is an internal call, whatever is said."""

    METHOD: ClassVar[str] = "dial"

    target: Callee
    account: Name | None = None
    name: Text = ""
    call_id: Key | None = None
    call_type: Literal["Outbound", "InternalCall"] = "Outbound"
    starts_muted: bool = False
    is_preview: bool = False
    """A dialer showed the agent whom to call before: Salesforce is told so (`dialerType`)."""


class Callback(Asked, frozen=True, kw_only=True):
    """Offer the agent a customer who asked to be called. The customer is dialled when the agent accepts.

    `initialCallId` is the call in which the customer asked for it. The same `callId` may be offered again.
    """

    METHOD: ClassVar[str] = "callback"

    target: Target
    account: Name | None = None
    name: Text = ""
    call_id: Key | None = None
    initial_call_id: Text = ""
    voice_call_id: Text = ""
    queue_id: Text = ""
    queue_name: Text = ""


class Voicemail(Asked, frozen=True, kw_only=True):
    """Call the voice mailbox, at the number in the settings."""

    METHOD: ClassVar[str] = "voicemail"


class AnswerCall(Asked, frozen=True, kw_only=True):
    """Pick up."""

    METHOD: ClassVar[str] = "answer"

    call_id: Name | None = None


class Decline(Asked, frozen=True, kw_only=True):
    """Refuse a ringing call."""

    METHOD: ClassVar[str] = "decline"

    call_id: Name | None = None


class Redirect(Asked, frozen=True, kw_only=True):
    """Send a ringing call elsewhere."""

    METHOD: ClassVar[str] = "redirect"

    target: Target
    call_id: Name | None = None


class HangUp(Asked, frozen=True, kw_only=True):
    """End a call, or one party of it."""

    METHOD: ClassVar[str] = "hangup"

    call_id: Name | None = None
    leg_id: Name | None = None
    role: Role | None = None


class Consult(Asked, frozen=True, kw_only=True):
    """Call a third party for a call; the others are on hold meanwhile. `target` is the same as for `dial`."""

    METHOD: ClassVar[str] = "consult"

    target: Callee
    call_id: Name | None = None
    name: Text = ""
    is_colleague: bool = False
    """A number: it is a colleague's, like that of a contact of the kind `Agent`."""


class SwapParties(Asked, frozen=True, kw_only=True):
    """Talk to the other one of two parties."""

    METHOD: ClassVar[str] = "swap"

    call_id: Name | None = None
    leg_id: Name | None = None


class MergeParties(Asked, frozen=True, kw_only=True):
    """Let all parties of a call hear each other."""

    METHOD: ClassVar[str] = "merge"

    call_id: Name | None = None


class SplitParties(Asked, frozen=True, kw_only=True):
    """Separate merged parties, and talk to one of them: the first, unless another one is named."""

    METHOD: ClassVar[str] = "split"

    call_id: Name | None = None
    leg_id: Name | None = None


class RemoveParty(Asked, frozen=True, kw_only=True):
    """Remove one party from a call: the third party, unless another one is named."""

    METHOD: ClassVar[str] = "remove"

    call_id: Name | None = None
    leg_id: Name | None = None
    role: Role = Role.THIRD_PARTY


class LeaveCall(Asked, frozen=True, kw_only=True):
    """Leave a call, and let the other parties go on with each other."""

    METHOD: ClassVar[str] = "leave"

    call_id: Name | None = None


class TransferCall(Asked, frozen=True, kw_only=True):
    """Transfer a call without asking first. After a consultation, use `leave`."""

    METHOD: ClassVar[str] = "transfer"

    target: Callee
    call_id: Name | None = None
    name: Text = ""


class Park(Asked, frozen=True, kw_only=True):
    """Park a call where others can pick it up, as the settings say."""

    METHOD: ClassVar[str] = "park"

    call_id: Name | None = None


class PickUp(Asked, frozen=True, kw_only=True):
    """Pick up a parked call, with the code from the settings."""

    METHOD: ClassVar[str] = "pickUp"

    slot: Annotated[str, Meta(max_length=16, pattern=r"\A[0-9*#]*\Z")] = ""


class HoldCall(Asked, frozen=True, kw_only=True):
    """Put a call, or one party of it, on hold."""

    METHOD: ClassVar[str] = "hold"

    call_id: Name | None = None
    leg_id: Name | None = None


class ResumeCall(Asked, frozen=True, kw_only=True):
    """Take a call, or one party of it, off hold."""

    METHOD: ClassVar[str] = "resume"

    call_id: Name | None = None
    leg_id: Name | None = None


class Mute(Asked, frozen=True, kw_only=True):
    """Mute the microphone in a call."""

    METHOD: ClassVar[str] = "mute"

    call_id: Name | None = None


class Unmute(Asked, frozen=True, kw_only=True):
    """Unmute the microphone in a call."""

    METHOD: ClassVar[str] = "unmute"

    call_id: Name | None = None


class Digits(Asked, frozen=True, kw_only=True):
    """Press keys."""

    METHOD: ClassVar[str] = "digits"

    digits: Annotated[str, Meta(min_length=1, max_length=256)]
    call_id: Name | None = None


class Record(Asked, frozen=True, kw_only=True):
    """Pause or resume the recording of a call."""

    METHOD: ClassVar[str] = "record"

    action: Literal["pause", "resume"]
    call_id: Name | None = None


class DoNotDisturb(Asked, frozen=True, kw_only=True):
    """Refuse new calls, or accept them again."""

    METHOD: ClassVar[str] = "doNotDisturb"

    is_on: bool


class AgentStatus(Asked, frozen=True, kw_only=True):
    """Choose a status by its id or name. Salesforce is told at once, or after the current call."""

    METHOD: ClassVar[str] = "agentStatus"

    status: Name


class WrapUp(Asked, frozen=True, kw_only=True):
    """End after-call work."""

    METHOD: ClassVar[str] = "wrapUp"


class Register(Asked, frozen=True, kw_only=True):
    """Register an account now."""

    METHOD: ClassVar[str] = "register"

    account: Name


class Unregister(Asked, frozen=True, kw_only=True):
    """Remove an account's registration."""

    METHOD: ClassVar[str] = "unregister"

    account: Name


PartyCommand = (
    Consult | SwapParties | MergeParties | SplitParties | RemoveParty | LeaveCall | TransferCall | Park | PickUp
)

PhoneCommand = (
    Dial
    | Callback
    | Voicemail
    | AnswerCall
    | Decline
    | Redirect
    | HangUp
    | PartyCommand
    | HoldCall
    | ResumeCall
    | Mute
    | Unmute
    | Digits
    | Record
    | DoNotDisturb
    | AgentStatus
    | WrapUp
    | Register
    | Unregister
)
"""What the call machine decides about."""
