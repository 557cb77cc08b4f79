"""How losses cluster: a two-state (Gilbert) model estimated from the number of losses and of the gaps they make.

p is the chance that a good packet is followed by a lost one, q that a lost one is followed by a good one. Losses that
are independent have p + q = 1; the burst ratio of ITU-T G.107 is 1 / (p + q).
"""

from dataclasses import dataclass

from softphone.quality.counters import Interval


@dataclass(frozen=True, slots=True)
class Bursts:
    """The estimate. Without any loss p is 0; without any gap known losses are taken as independent."""

    loss_chance: float  # p
    recovery_chance: float  # q

    @property
    def ratio(self) -> float:
        """How much longer gaps are than by chance; 1 is by chance, and the least."""
        together = self.loss_chance + self.recovery_chance
        return max(1.0, 1 / together) if together > 0 else 1.0

    @property
    def burst_packets(self) -> float:
        """How many packets are lost in a row, on average."""
        return 1 / self.recovery_chance if self.recovery_chance > 0 else 0.0

    @property
    def gap_packets(self) -> float | None:
        """How many packets come in a row between losses, on average; None when none is ever lost."""
        return 1 / self.loss_chance if self.loss_chance > 0 else None


def bursts_of(what: Interval) -> Bursts:
    """Estimate the model. A packet that came too late for the jitter buffer counts as a gap of its own."""
    unheard, heard = what.unheard, what.expected - what.unheard
    if unheard == 0:
        return Bursts(0.0, 1.0)
    share = unheard / what.expected
    if what.loss_periods == 0 and what.lost > 0:
        return Bursts(share, 1 - share)
    periods = min(unheard, what.loss_periods + min(what.discarded, unheard))
    return Bursts(min(1.0, periods / heard) if heard else 1.0, periods / unheard)
