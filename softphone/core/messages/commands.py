"""What people, Salesforce and scripts may ask of the phone.

Commands are imperative and may be refused, aloud, with a reason. Fresh ids come with the command, because the machine
mints none. A `call` of None means the conversation that an agent would mean without saying: see `Phone.meant`.
"""

from dataclasses import dataclass, field

from softphone.core.state.presence import Status
from softphone.core.values import NO_TAGS, AccountName, CallId, CallType, LegId, Mode, Role, Tags


@dataclass(frozen=True, slots=True)
class Dial:
    """Call somebody in a new conversation. `target` is a SIP URI: dial rules have been applied before."""

    target: str
    call: CallId
    leg: LegId
    account: AccountName | None = None
    name: str = ""
    number: str = ""
    call_type: CallType = CallType.OUTBOUND
    starts_muted: bool = False
    is_preview: bool = False
    """A dialer showed the agent whom to call before."""
    then_digits: str = field(default="", repr=False)
    """Pressed when the call is answered: an extension behind the number."""


@dataclass(frozen=True, slots=True)
class OfferCallback:
    """Offer the agent a customer who asked to be called. `target` is dialled when the agent accepts."""

    target: str
    call: CallId
    leg: LegId
    account: AccountName | None = None
    name: str = ""
    number: str = ""
    tags: Tags = NO_TAGS
    then_digits: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """Pick up a ringing call."""

    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """Refuse a ringing call."""

    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Send a ringing call elsewhere (302)."""

    target: str
    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class HangUp:
    """End a conversation, whatever state it is in; `role` or `leg` names one party only."""

    call: CallId | None = None
    leg: LegId | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class SetMute:
    """Stop or let the agent be heard."""

    is_muted: bool
    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class SetHold:
    """Hold or resume a conversation, or one leg of it."""

    is_held: bool
    call: CallId | None = None
    leg: LegId | None = None


@dataclass(frozen=True, slots=True)
class SetRecordingPause:
    """Pause or resume the recording of a conversation."""

    is_paused: bool
    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class SendDigits:
    """Press keys in a connected call. They may be secret: no log shows them."""

    digits: str = field(repr=False)
    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class SetDoNotDisturb:
    """Refuse new calls, or take them again."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class EndWrapUp:
    """Leave after-call work."""


@dataclass(frozen=True, slots=True)
class ChooseStatus:
    """The agent, a script or the PBX wants another status, by its id or name; during a call it waits for its end."""

    name: str


@dataclass(frozen=True, slots=True)
class TakeStatus:
    """Salesforce says which status the agent is in, or is to be in when the work at hand is done."""

    status: Status
    is_enqueued: bool = False


@dataclass(frozen=True, slots=True)
class SetRegistered:
    """Register an account now, or take its registration back."""

    account: AccountName
    is_wanted: bool


@dataclass(frozen=True, slots=True)
class AddParticipant:
    """Call somebody who is to join a conversation: the one who is in it is held meanwhile."""

    target: str
    leg: LegId
    call: CallId | None = None
    name: str = ""
    number: str = ""
    call_type: CallType = CallType.OUTBOUND
    then_digits: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Swap:
    """Talk with the other of two parties; `to` says with which."""

    call: CallId | None = None
    to: LegId | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Let all parties of a conversation hear each other."""

    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Take merged parties apart again, and go on with one of them: the first, unless `to` says otherwise."""

    call: CallId | None = None
    to: LegId | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """Go, and leave the parties to each other; where there is one party, this ends the call."""

    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Send the far end to somebody else, unasked. `leg` is what the new connection is known by to Salesforce."""

    target: str
    leg: LegId
    call: CallId | None = None
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Supervise:
    """Listen to a colleague's call, by its key. `target` leads into it; `agent` is the colleague's own address."""

    target: str
    call: CallId
    leg: LegId
    account: AccountName | None = None
    name: str = ""
    number: str = ""
    call_type: CallType = CallType.INBOUND
    voice_call_id: str = ""
    agent: str = ""
    ways: tuple[tuple[Mode, str], ...] = ()
    """The address of each mode, where the PBX has one for each."""


@dataclass(frozen=True, slots=True)
class ChangeMode:
    """Be heard by nobody, by the supervised agent, or by everybody in the supervised call."""

    mode: Mode
    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class Unsupervise:
    """Leave the supervised call."""

    call: CallId | None = None


LineCommand = Dial | OfferCallback | Answer | Decline | Redirect | HangUp
PartyCommand = AddParticipant | Swap | Merge | Split | Leave | Transfer
TalkCommand = SetMute | SetHold | SetRecordingPause | SendDigits
AgentCommand = SetDoNotDisturb | EndWrapUp | ChooseStatus | TakeStatus
SupervisionCommand = Supervise | ChangeMode | Unsupervise
AccountCommand = SetRegistered
Command = LineCommand | PartyCommand | SupervisionCommand | TalkCommand | AgentCommand | AccountCommand

__all__ = [
    "AccountCommand",
    "AddParticipant",
    "AgentCommand",
    "Answer",
    "ChangeMode",
    "ChooseStatus",
    "Command",
    "Decline",
    "Dial",
    "EndWrapUp",
    "HangUp",
    "Leave",
    "LineCommand",
    "Merge",
    "OfferCallback",
    "PartyCommand",
    "Redirect",
    "SendDigits",
    "SetDoNotDisturb",
    "SetHold",
    "SetMute",
    "SetRecordingPause",
    "SetRegistered",
    "Split",
    "Supervise",
    "SupervisionCommand",
    "Swap",
    "TakeStatus",
    "TalkCommand",
    "Transfer",
    "Unsupervise",
]
