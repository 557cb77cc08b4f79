"""What a line did to one direction, counted where it was done. Pure; nothing here is an estimate.

Delay and jitter are those of the moments at which packets really left, so that a relay that was late counts its own
lateness as well.
"""

import struct
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

NARROW_HZ, OPUS_HZ = 8000, 48000
EIGHT_KHZ = {0, 8, 9}
"""Payload types with a clock of 8 kHz; all others here are Opus."""


class Rtp(NamedTuple):
    """What counts in a packet."""

    payload_type: int
    sequence: int
    timestamp: int

    @property
    def clock_hz(self) -> int:
        """How fast its timestamps run."""
        return NARROW_HZ if self.payload_type in EIGHT_KHZ else OPUS_HZ


def rtp_of(packet: bytes) -> Rtp | None:
    """Read an RTP packet; None for what is none (RTCP, STUN)."""
    if len(packet) < 12 or packet[0] >> 6 != 2 or 72 <= packet[1] & 0x7F <= 76:
        return None
    sequence, timestamp = struct.unpack("!HI", packet[2:8])
    return Rtp(packet[1] & 0x7F, sequence, timestamp)


@dataclass(slots=True)
class Truth:
    """The counters of one direction.

    `loss_runs` are the lengths of all gaps, `late_ms` the relay's own lateness, `reports_ms` how long RTCP packets took
    this way. `came_at_report` and `lost_at_report` are the counters when the last RTCP packet about this direction came
    by that was not lost itself: what its sender can know.
    """

    came: int = 0
    left: int = 0
    lost: int = 0
    duplicated: int = 0
    reordered: int = 0
    loss_runs: list[int] = field(default_factory=list)
    jitter_ms: float = 0.0
    highest_jitter_ms: float = 0.0
    delays_ms: list[float] = field(default_factory=list)
    late_ms: float = 0.0
    latest_ms: float = 0.0
    reports_ms: list[float] = field(default_factory=list)
    came_at_report: int = 0
    lost_at_report: int = 0

    @property
    def loss_percent(self) -> float:
        """The share of packets that never left."""
        return 100 * self.lost / self.came if self.came else 0.0

    @property
    def reported_loss_percent(self) -> float:
        """The share of packets that the receiver's last report can tell of."""
        return 100 * self.lost_at_report / self.came_at_report if self.came_at_report else 0.0

    @property
    def report_ms(self) -> float:
        """How long RTCP packets took, on average."""
        return sum(self.reports_ms) / len(self.reports_ms) if self.reports_ms else 0.0

    @property
    def burst_ratio(self) -> float:
        """How much longer gaps were than by chance (G.107): their mean length, and what it would be then."""
        if not self.loss_runs or not self.came:
            return 1.0
        return max(1.0, self.lost / len(self.loss_runs) * (1 - self.lost / self.came))

    @property
    def delay_ms(self) -> float:
        """How long packets took, on average."""
        return sum(self.delays_ms) / len(self.delays_ms) if self.delays_ms else 0.0

    def told(self) -> dict[str, Any]:
        """Give the counters as JSON has them."""
        return asdict(self)


class Witness:
    """Keeps the counters of one direction while packets pass."""

    def __init__(self) -> None:
        self.truth = Truth()
        self._in_gap = False
        self._jitter_s = self._jitter_sum_s = 0.0
        self._steps = 0
        self._highest: int | None = None
        self._before: tuple[float, Rtp] | None = None

    def came(self, copies: int) -> None:
        """A packet came, and this many of it shall leave."""
        truth = self.truth
        truth.came += 1
        truth.duplicated += copies > 1
        truth.lost += copies == 0
        if copies == 0 and self._in_gap:
            truth.loss_runs[-1] += 1
        elif copies == 0:
            truth.loss_runs.append(1)
        self._in_gap = copies == 0

    def left(self, packet: Rtp, came_s: float, due_s: float, left_s: float) -> None:
        """A packet left."""
        truth, late_ms = self.truth, (left_s - due_s) * 1000
        truth.left += 1
        truth.late_ms += (late_ms - truth.late_ms) / truth.left
        truth.latest_ms = max(truth.latest_ms, late_ms)
        truth.delays_ms.append(round((left_s - came_s) * 1000, 3))
        self._order(packet)
        self._shake(packet, left_s)

    def report_left(self, came_s: float, left_s: float) -> None:
        """An RTCP packet left this way."""
        self.truth.reports_ms.append(round((left_s - came_s) * 1000, 3))

    def reported(self) -> None:
        """An RTCP packet about this direction came by, on its way back."""
        self.truth.came_at_report, self.truth.lost_at_report = self.truth.came, self.truth.lost

    def _order(self, packet: Rtp) -> None:
        ahead = 1 if self._highest is None else (packet.sequence - self._highest + 2**15) % 2**16 - 2**15
        self.truth.reordered += ahead < 0
        if ahead > 0:
            self._highest = packet.sequence

    def _shake(self, packet: Rtp, left_s: float) -> None:
        """Follow RFC 3550, section 6.4.1."""
        if self._before is not None:
            before_s, before = self._before
            ticks = (packet.timestamp - before.timestamp + 2**31) % 2**32 - 2**31
            if ticks == 0:
                return
            self._jitter_s += (abs(left_s - before_s - ticks / packet.clock_hz) - self._jitter_s) / 16
            self._jitter_sum_s += self._jitter_s
            self._steps += 1
            self.truth.jitter_ms = 1000 * self._jitter_sum_s / self._steps
            self.truth.highest_jitter_ms = max(self.truth.highest_jitter_ms, 1000 * self._jitter_s)
        self._before = left_s, packet
