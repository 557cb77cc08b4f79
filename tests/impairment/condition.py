"""What a line does to the packets of one direction, and how that reads as JSON."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One direction of a line; the default is a perfect one."""

    loss_percent: float = 0.0
    burst_packets: float | None = None  # how many are lost in a row, on average; None: as chance has it
    delay_ms: float = 0.0  # the least that every packet takes
    jitter_ms: float = 0.0  # as RFC 3550 counts it, for packets of 20 ms that stay in order
    reordered_percent: float = 0.0
    duplicated_percent: float = 0.0

    @property
    def recovery_chance(self) -> float:
        """q: how probably a packet comes after one that was lost."""
        return 1 / self.burst_packets if self.burst_packets else 1 - self.loss_percent / 100

    @property
    def loss_chance(self) -> float:
        """p: how probably a packet is lost after one that came."""
        share = self.loss_percent / 100
        return self.recovery_chance * share / (1 - share) if share < 1 else 1.0


CLEAN = Condition()
