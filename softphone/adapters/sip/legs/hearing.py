"""Whether audio arrives on a leg: counts packets, looks at the clock it is given, says when silence began and ended.

Pure. Only the wire is judged: a caller who says nothing still sends packets.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WentSilent:
    """Nothing has arrived for too long."""

    for_s: float


@dataclass(frozen=True, slots=True)
class CameBack:
    """Something arrives again."""


@dataclass(slots=True)
class Hearing:
    """What has arrived on one leg. `packets` restarts when a stream is replaced."""

    patience_s: float
    packets: int = -1
    since: float = 0.0
    is_silent: bool = False

    def observe(self, now: float, packets: int, *, is_expected: bool) -> WentSilent | CameBack | None:
        """Look at the counter; while nothing is expected (a hold) there is nothing to miss."""
        if packets != self.packets or not is_expected or self.packets < 0:
            has_arrived = self.packets >= 0 and packets != self.packets and packets > 0
            self.packets, self.since = packets, now
            return self._settled() if has_arrived or not is_expected else None
        if not self.is_silent and now - self.since >= self.patience_s:
            self.is_silent = True
            return WentSilent(now - self.since)
        return None

    def _settled(self) -> CameBack | None:
        was_silent, self.is_silent = self.is_silent, False
        return CameBack() if was_silent else None
