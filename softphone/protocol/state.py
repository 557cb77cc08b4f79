"""The whole phone as a client sees it: one snapshot, nothing to be added up.

Moments are wall-clock times (ISO 8601, UTC) beside the seconds gone by, because clients have no monotonic clock in
common with the phone.
"""

from datetime import datetime
from enum import StrEnum, unique
from typing import Annotated

from msgspec import Meta, field

from softphone.core.state.conversations import Recording
from softphone.core.state.legs import Hold
from softphone.core.state.registration import RegistrationState
from softphone.core.values import CallType, Direction, EndReason, Mode, Origin, Role
from softphone.protocol.words import Count, Told

Moment = Annotated[datetime, Meta(tz=True)]


@unique
class LegPhase(StrEnum):
    """Where one party's leg is."""

    OFFERED = "offered"
    PROPOSED = "proposed"
    """A callback that is not on the network yet."""
    ACCEPTING = "accepting"
    DIALLING = "dialling"
    ALERTING = "alerting"
    TALKING = "talking"
    LEAVING = "leaving"
    OVER = "over"


@unique
class CallPhase(StrEnum):
    """Where a call is, for people."""

    RINGING = "ringing"
    """It rings here."""
    DIALLING = "dialling"
    """We wait for the far end."""
    CONNECTED = "connected"
    ENDED = "ended"


class Ending(Told, frozen=True, kw_only=True):
    """How something ended: why, by whom, and what SIP said."""

    reason: EndReason
    by: Origin
    code: int = 0
    phrase: str = ""


class Party(Told, frozen=True, kw_only=True):
    """The other end of a leg as the network names it."""

    uri: str
    name: str = ""
    number: str = ""
    is_asserted: bool = False


class MediaState(Told, frozen=True, kw_only=True):
    """What a leg's audio runs on."""

    codec: str = ""
    clock_rate_hz: int = 0
    encryption: str = ""
    remote_address: str = ""
    digits_method: str = ""


class LegState(Told, frozen=True, kw_only=True):
    """One party of a call."""

    leg_id: str
    role: Role
    direction: Direction
    account: str
    peer: Party
    phase: LegPhase
    has_early_media: bool = False
    connected_at: Moment | None = None
    hold: Hold = Hold.OFF
    is_held_by_peer: bool = False
    is_audio_missing: bool = False
    media: MediaState
    ending: Ending | None = None


class Queue(Told, frozen=True, kw_only=True):
    """The queue a call waited in, where its INVITE said so."""

    id: str = ""
    name: str = ""
    timestamp: str = ""


class SupervisorState(Told, frozen=True, kw_only=True):
    """A supervisor of a call of ours, of whom the agent may know."""

    name: str
    mode: Mode
    leg_id: str | None = None
    """None where the PBX connects the supervisor itself."""


class CallState(Told, frozen=True, kw_only=True):
    """One call with all its legs."""

    call_id: str
    call_type: CallType
    direction: Direction
    phase: CallPhase
    peer: Party
    """Of the leg that the call began with."""
    started_at: Moment
    elapsed_s: float
    """Since it began."""
    connected_at: Moment | None = None
    connected_s: float | None = None
    """Since it was first answered."""
    is_muted: bool = False
    is_held: bool = False
    """We hold whoever is connected in it."""
    is_merged: bool = False
    talks_to: str | None = None
    """Of several parties that are not merged, the leg that the agent talks with."""
    under_way: str | None = None
    """What was asked of the parties and waits for the network: add, swap, merge, split, leave, transfer ..."""
    has_focus: bool = False
    """It has the microphone."""
    mode: Mode | None = None
    """It is a colleague's call that we supervise, and this says who hears us; None in calls of our own."""
    supervisors: tuple[SupervisorState, ...] = ()
    recording: Recording = Recording.OFF
    voice_call_id: str = ""
    parent_call_id: str = ""
    is_preview: bool = False
    """A dialer showed the agent whom to call before."""
    queue: Queue | None = None
    diverted_from: tuple[str, ...] = ()
    legs: tuple[LegState, ...]


class AccountState(Told, frozen=True, kw_only=True):
    """An account and its registration."""

    name: str
    uri: str = ""
    state: RegistrationState
    failures: int = 0
    code: int = 0
    says: str = ""
    retry_at: Moment | None = None


class WrapUpState(Told, frozen=True, kw_only=True):
    """After-call work that is going on."""

    call_id: str
    since: Moment
    elapsed_s: float


class StatusState(Told, frozen=True, kw_only=True):
    """A status that the agent can be in, as Salesforce describes it."""

    id: str
    name: str
    api_name: str = ""
    is_offline: bool = False
    has_channels: bool = False
    """Work is routed to an agent in it."""


class AgentState(Told, frozen=True, kw_only=True):
    """What the agent is ready for."""

    is_do_not_disturb: bool = False
    wrap_up: WrapUpState | None = None
    status: StatusState | None = None
    """None until Salesforce has said something."""
    pending_status: StatusState | None = None
    """Comes into force after the call."""
    telephony_presence: str = ""
    """What the agent is on the telephony side."""
    statuses: tuple[StatusState, ...] = ()
    """What there is to choose from."""


class MailboxState(Told, frozen=True, kw_only=True):
    """What waits in the voice mailbox of an account."""

    account: str
    is_waiting: bool
    new: int = 0
    old: int = 0


class DeviceState(Told, frozen=True, kw_only=True):
    """What one use of sound runs on, and what it should run on."""

    use: str
    device: str
    wished: str
    why: str = ""


class PageState(Told, frozen=True, kw_only=True):
    """The connector page in charge."""

    is_attached: bool = False
    """Salesforce hears from us."""
    is_connected: bool = False
    """A page has a connection, whether Salesforce has set it up or not."""
    user_name: str = ""
    """Who is signed in to Salesforce there; empty if nobody is known to be."""
    questions: tuple[str, ...] = ()
    """What waits for the agent's `approve`: Salesforce origins and pairings."""


class LinesState(Told, frozen=True, kw_only=True):
    """How many calls the phone takes at once, and what happens to one that is up when another begins."""

    most: Count = 1
    takes_second: bool = False
    """Whether a second call may begin while one is up."""
    holds_by_itself: bool = True
    """Whether the call that is up is held for it, unasked."""


class Counters(Told, frozen=True, kw_only=True):
    """Things that are counted since the engine started."""

    calls: Count = 0
    strangers: Count = 0
    clients: Count = 0
    refusals: dict[str, int] = field(default_factory=dict)
    """What the bridge refused, by reason."""


class PlaybackState(Told, frozen=True, kw_only=True):
    """The recording that the agent hears now, and how long it takes in all."""

    call_id: str
    started_at: Moment | None = None
    seconds: float = 0.0


class State(Told, frozen=True, kw_only=True):
    """Everything. `seq` is that of the last event it includes."""

    seq: Count
    at: Moment
    sip: str = ""
    """The phone's own SIP URI; another one in another network."""
    calls: tuple[CallState, ...] = ()
    lines: LinesState = LinesState()
    accounts: tuple[AccountState, ...] = ()
    agent: AgentState = AgentState()
    devices: tuple[DeviceState, ...] = ()
    mailboxes: tuple[MailboxState, ...] = ()
    page: PageState = PageState()
    counters: Counters = Counters()
    playback: PlaybackState | None = None
    is_stopping: bool = False
