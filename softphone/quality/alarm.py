"""When a bad line is worth an alarm: not at once, and not again before it was good for as long."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Threshold:
    """Below which MOS, and for how long."""

    mos: float
    for_s: float


@dataclass(frozen=True, slots=True)
class Bell:
    """Whether it rings, and since when the line has spoken for a change."""

    is_ringing: bool = False
    since: float | None = None

    def after(self, at: float, seconds: float, mos: float | None, threshold: Threshold) -> "Bell":
        """Hear how the last seconds before a moment sounded; no opinion is no reason to change anything."""
        if mos is None or (mos < threshold.mos) is self.is_ringing:
            return replace(self, since=None)
        since = at - seconds if self.since is None else self.since
        if at - since >= threshold.for_s:
            return Bell(is_ringing=not self.is_ringing)
        return replace(self, since=since)
