"""How calls sounded in the course of time, and when that was an alarm. Null is what was not known then."""

from typing import ClassVar, Literal

from softphone.core.values import Role
from softphone.protocol.call_events import Event
from softphone.protocol.state import Moment
from softphone.protocol.words import Asked, Name, Told


class Course(Asked, frozen=True, kw_only=True):
    """Show how a call sounded, second by second. A current call: so far; a past one: as far as it is kept.

    `startedAt` says which, where several calls had the same id; without it the latest is meant.
    """

    METHOD: ClassVar[str] = "course"

    call_id: Name
    started_at: Moment | None = None


class LegCourse(Told, frozen=True, kw_only=True):
    """One leg, as columns of equal length: entry n of each belongs to `atS[n]`, the seconds since `beganAt`.

    `received`, `lost`, `discarded` and `sent` are packets since the entry before. `mos` is how it sounded just then,
    `mosThere` how we sounded at the far end by its latest report; `lostThere` and `jitterThereMs` are in that report.
    """

    leg_id: str
    role: Role
    codec: str
    began_at: Moment
    at_s: tuple[float, ...]
    received: tuple[float, ...]
    lost: tuple[float, ...]
    discarded: tuple[float, ...]
    jitter_ms: tuple[float, ...]
    buffer_ms: tuple[float, ...]
    rtt_ms: tuple[float | None, ...]
    mos: tuple[float | None, ...]
    sent: tuple[float, ...]
    lost_there: tuple[float | None, ...]
    jitter_there_ms: tuple[float | None, ...]
    mos_there: tuple[float | None, ...]


class CallCourse(Told, frozen=True, kw_only=True):
    """All legs of a call that were answered."""

    call_id: str
    legs: tuple[LegCourse, ...]


class OfQuality(Told, frozen=True, kw_only=True):
    """How a leg sounds now. `side` is the worse direction: what we receive, or what the far end receives of ours."""

    is_bad: bool
    side: Literal["received", "sent"]
    mos: float
    below: float
    for_s: float
    loss_percent: float = 0.0
    jitter_ms: float = 0.0
    rtt_ms: float | None = None
    codec: str = ""


class QualityAlarm(Event, frozen=True, kw_only=True, tag="QUALITY_ALARM"):
    """A leg has sounded bad for too long, or good again for as long."""

    payload: OfQuality
