"""Whether audio gets through at all, in either direction: the complaint that comes before all others.

Only the wire is judged, and only where something should be on it: a hold is no fault, and a far end that never reports
may hear us well.
"""

from dataclasses import dataclass, replace
from enum import StrEnum, unique

from softphone.quality.readings import Reading, Second

SILENT_S = 3.0
"""Nothing has come for so long although something should: three looks."""

UNREPORTED_S = 20.0
"""A far end that sends reports, and none about us for so long, has got nothing of ours (RFC 3550, 6.4)."""


@unique
class Flow(StrEnum):
    """Which ways audio gets through."""

    BOTH = "both"
    RECEIVED_ONLY = "received_only"
    """We hear them; they get nothing of ours."""
    SENT_ONLY = "sent_only"
    """Nothing reaches us."""
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class FlowWatch:
    """How long each direction has been without anything that should have been there."""

    deaf_s: float = 0.0
    unreported_s: float = 0.0
    is_unheard: bool = False

    @property
    def flow(self) -> Flow:
        """Say which ways audio gets through."""
        is_deaf, is_unheard = self.deaf_s >= SILENT_S, self.is_unheard or self.unreported_s >= UNREPORTED_S
        if is_deaf:
            return Flow.NEITHER if is_unheard else Flow.SENT_ONLY
        return Flow.RECEIVED_ONLY if is_unheard else Flow.BOTH

    def after(self, reading: Reading, second: Second) -> "FlowWatch":
        """Take note of a look."""
        came = second.received.packets > 0 or not reading.is_to_receive
        watch = replace(self, deaf_s=0.0 if came else self.deaf_s + second.seconds)
        if not reading.is_to_send:
            return replace(watch, unreported_s=0.0, is_unheard=False)
        if second.sent is not None:
            return replace(watch, unreported_s=0.0, is_unheard=second.sent.packets == 0 and second.sent.lost > 0)
        if not reading.has_peer_reports or second.packets_sent == 0:
            return watch
        return replace(watch, unreported_s=watch.unreported_s + second.seconds)
