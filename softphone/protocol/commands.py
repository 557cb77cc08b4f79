"""What a console or a driver may ask of the phone: one message for each thing, named by its method.

Where `callId` is left out, the call is the one that an agent would mean without saying.
"""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from softphone.core.values import Role
from softphone.protocol.words import Asked, Name, Text

Target = Annotated[str, Meta(min_length=1, max_length=512, pattern=r"\A[^\x00-\x1f\x7f]+\Z")]

Key = Annotated[str, Meta(min_length=1, max_length=128, pattern=r"\A[A-Za-z0-9._:@-]+\Z")]
"""A vendor call key: it goes out in a SIP header."""


class Dial(Asked, frozen=True, kw_only=True):
    """Call a number or a SIP URI."""

    METHOD: ClassVar[str] = "dial"

    target: Target
    account: Name | None = None
    name: Text = ""
    call_id: Key | None = None
    call_type: Literal["Outbound", "InternalCall"] = "Outbound"
    starts_muted: bool = False


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
    """Stop being heard."""

    METHOD: ClassVar[str] = "mute"

    call_id: Name | None = None


class Unmute(Asked, frozen=True, kw_only=True):
    """Be heard again."""

    METHOD: ClassVar[str] = "unmute"

    call_id: Name | None = None


class Digits(Asked, frozen=True, kw_only=True):
    """Press keys."""

    METHOD: ClassVar[str] = "digits"

    digits: Annotated[str, Meta(min_length=1, max_length=256)]
    call_id: Name | None = None


class Record(Asked, frozen=True, kw_only=True):
    """Pause the recording of a call, or let it go on."""

    METHOD: ClassVar[str] = "record"

    action: Literal["pause", "resume"]
    call_id: Name | None = None


class DoNotDisturb(Asked, frozen=True, kw_only=True):
    """Refuse new calls, or take them again."""

    METHOD: ClassVar[str] = "doNotDisturb"

    is_on: bool


class AgentStatus(Asked, frozen=True, kw_only=True):
    """Choose a status by its id or name. Salesforce is told at once, or after the call that goes on."""

    METHOD: ClassVar[str] = "agentStatus"

    status: Name


class WrapUp(Asked, frozen=True, kw_only=True):
    """Leave after-call work."""

    METHOD: ClassVar[str] = "wrapUp"


class Register(Asked, frozen=True, kw_only=True):
    """Register an account now."""

    METHOD: ClassVar[str] = "register"

    account: Name


class Unregister(Asked, frozen=True, kw_only=True):
    """Take an account's registration back."""

    METHOD: ClassVar[str] = "unregister"

    account: Name


PhoneCommand = (
    Dial
    | AnswerCall
    | Decline
    | Redirect
    | HangUp
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
