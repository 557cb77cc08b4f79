"""What the phone answers when it has done what it was asked."""

from softphone.core.values import CallType, Direction, EndReason, Origin
from softphone.protocol.contacts import ContactsPage
from softphone.protocol.exchanges import ExchangesPage
from softphone.protocol.figures import Figures
from softphone.protocol.playback import Playing
from softphone.protocol.sound import Meters, MicrophoneTried, SoundSetup
from softphone.protocol.sound_quality import CallCourse
from softphone.protocol.state import CallState, Moment, State
from softphone.protocol.words import Count, Told


class Done(Told, frozen=True, kw_only=True):
    """It has happened. `call` is the call after it, where there is one; `seq` the last event that belongs to it."""

    seq: Count
    call_id: str | None = None
    leg_id: str | None = None
    call: CallState | None = None


class Subscribed(Told, frozen=True, kw_only=True):
    """What is true now; every later event follows. `is_complete` is false where `since` was too long ago."""

    seq: Count
    state: State
    is_complete: bool = True


class Pong(Told, frozen=True, kw_only=True):
    """Somebody is there."""

    seq: Count


class HistoryQuality(Told, frozen=True, kw_only=True):
    """How a call sounded, of the leg it was about, and of the direction that was worse.

    `salesforceMos` is the figure that Salesforce stored; `worstMos` is of the worst ten seconds; `badSide` says which
    direction people would have complained about: `received`, `sent`, `both`, or none.
    """

    r: float | None = None
    mos: float | None = None
    salesforce_mos: float | None = None
    worst_mos: float | None = None
    loss_percent: float | None = None
    jitter_ms: float | None = None
    rtt_ms: float | None = None
    bad_side: str = ""


class HistoryEntry(Told, frozen=True, kw_only=True):
    """One call that is over."""

    call_id: str
    call_type: CallType
    direction: Direction
    account: str = ""
    uri: str = ""
    name: str = ""
    number: str = ""
    queue_name: str = ""
    started_at: Moment
    connected_at: Moment | None = None
    is_missed: bool = False
    ended_at: Moment
    ringing_s: float = 0.0
    interaction_s: float = 0.0
    hold_count: int = 0
    hold_s: float = 0.0
    reason: EndReason
    by: Origin
    code: int = 0
    phrase: str = ""
    codec: str = ""
    encryption: str = ""
    recording: str = ""
    quality: HistoryQuality | None = None


class HistoryPage(Told, frozen=True, kw_only=True):
    """Some calls that are over, newest first. `next` is the `before` of the page after this one, if there is one."""

    entries: tuple[HistoryEntry, ...] = ()
    next: Count | None = None


class Exported(Told, frozen=True, kw_only=True):
    """A file was written, with so many calls."""

    path: str
    calls: Count


class LogLines(Told, frozen=True, kw_only=True):
    """The end of the engine's log."""

    lines: tuple[str, ...] = ()


AnyResult = (
    Done
    | CallCourse
    | ExchangesPage
    | Exported
    | Figures
    | HistoryPage
    | LogLines
    | ContactsPage
    | SoundSetup
    | Meters
    | MicrophoneTried
    | Playing
)
"""What whoever executes commands answers with."""
