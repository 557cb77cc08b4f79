"""How calls sound, in figures. Null is what nobody could measure, or has reported yet."""

from softphone.core.values import Role
from softphone.protocol.state import Moment
from softphone.protocol.words import Told
from softphone.quality.flow import Flow


class StreamFigures(Told, frozen=True, kw_only=True):
    """One direction of a leg's audio since its answer, through all its streams.

    `packets` arrived, `lost` did not, `discarded` came too late for the jitter buffer. `jitterMs` is the mean. Losses
    come `burstPackets` in a row, with `gapPackets` between them. `mosNow` is of the last seconds, `mosWorst` of the
    worst ten.
    """

    packets: int = 0
    lost: int = 0
    discarded: int = 0
    duplicates: int = 0
    loss_percent: float | None = None
    jitter_ms: float = 0.0
    highest_jitter_ms: float = 0.0
    burst_ratio: float = 1.0
    burst_packets: float = 0.0
    gap_packets: float | None = None
    r: float | None = None
    mos: float | None = None
    mos_now: float | None = None
    mos_worst: float | None = None


class LatestSecond(Told, frozen=True, kw_only=True):
    """What the last look at a leg has shown: the latest entry of its `course`, in the same words.

    Who follows the figures from an answer on has the whole course, but for what was let go because it came too late.
    """

    received: float = 0
    lost: float = 0
    discarded: float = 0
    jitter_ms: float = 0.0
    buffer_ms: float = 0.0
    rtt_ms: float | None = None
    mos: float | None = None
    sent: float = 0
    lost_there: float | None = None
    jitter_there_ms: float | None = None
    mos_there: float | None = None


class LegFigures(Told, frozen=True, kw_only=True):
    """One leg's audio. `sent` is the far end's view of what we send, `r` and `mos` are the worse direction's.

    `sent` and `rttMs` are null until the far end has reported. `salesforceMos` is what Salesforce would make of the
    call so far. `flow` says which ways audio gets through at all, as far as that can be known.
    """

    call_id: str
    leg_id: str
    role: Role = Role.INITIAL_CALLER
    seconds: float = 0.0
    codec: str
    received: StreamFigures
    sent: StreamFigures | None = None
    packets_sent: int = 0
    rtt_ms: float | None = None
    buffer_ms: float = 0.0
    one_way_ms: float | None = None
    r: float | None = None
    mos: float | None = None
    mos_now: float | None = None
    salesforce_mos: float | None = None
    flow: Flow = Flow.BOTH
    encryption: str = ""
    ice_state: str = ""
    local_address: str = ""
    remote_address: str = ""
    latest: LatestSecond | None = None


class Figures(Told, frozen=True, kw_only=True):
    """The audio of all connected legs."""

    at: Moment
    legs: tuple[LegFigures, ...] = ()
