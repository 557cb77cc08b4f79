"""The chances of a line: what was asked for comes out, and the same comes out again."""

import pytest

from tests.impairment.condition import CLEAN, Condition
from tests.impairment.fate import Fate
from tests.impairment.truth import Rtp, Truth, Witness

PACKETS = 20_000
EVERY_S = 0.02


def carried(condition: Condition, seed: str = "seed", packets: int = PACKETS) -> Truth:
    """Carry a stream of 20 ms packets, with a clock that is never late."""
    fate, witness, leaving = Fate(condition, seed), Witness(), []
    for number in range(packets):
        came_s = number * EVERY_S
        due = fate.leaves_at(came_s)
        witness.came(len(due))
        leaving += [(due_s, came_s, Rtp(0, number % 2**16, number * 160)) for due_s in due]
    for due_s, came_s, packet in sorted(leaving):
        witness.left(packet, came_s, due_s, due_s)
    return witness.truth


def test_a_perfect_line_does_nothing() -> None:
    truth = carried(CLEAN, packets=500)

    assert (truth.came, truth.left, truth.lost, truth.duplicated, truth.reordered) == (500, 500, 0, 0, 0)
    assert truth.jitter_ms == pytest.approx(0, abs=1e-9)
    assert (truth.delay_ms, truth.burst_ratio, truth.loss_percent) == (0, 1, 0)


@pytest.mark.parametrize("percent", [1, 3, 5, 10, 50])
def test_as_much_is_lost_as_was_asked_for_and_as_chance_has_it(percent: float) -> None:
    truth = carried(Condition(loss_percent=percent))

    assert truth.loss_percent == pytest.approx(percent, rel=0.1)
    assert truth.lost == sum(truth.loss_runs) == truth.came - truth.left
    assert truth.burst_ratio == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("burst", [2, 3, 6])
def test_bursts_are_as_long_as_was_asked_for(burst: float) -> None:
    truth = carried(Condition(loss_percent=5, burst_packets=burst), packets=100_000)

    assert truth.loss_percent == pytest.approx(5, rel=0.1)
    assert sum(truth.loss_runs) / len(truth.loss_runs) == pytest.approx(burst, rel=0.1)
    assert truth.burst_ratio == pytest.approx(burst * 0.95, rel=0.1)


def test_all_of_it_can_be_lost() -> None:
    truth = carried(Condition(loss_percent=100), packets=100)

    assert (truth.left, truth.loss_runs) == (0, [100])


@pytest.mark.parametrize("jitter_ms", [2, 5, 8, 15, 20])
def test_jitter_is_what_rfc_3550_makes_of_it_and_keeps_the_order(jitter_ms: float) -> None:
    truth = carried(Condition(jitter_ms=jitter_ms))

    assert truth.jitter_ms == pytest.approx(jitter_ms, rel=0.06)
    assert truth.reordered == 0


def test_delay_is_the_least_that_a_packet_takes() -> None:
    truth = carried(Condition(delay_ms=150, jitter_ms=5))

    assert min(truth.delays_ms) == pytest.approx(150, abs=0.1)
    assert truth.delay_ms == pytest.approx(157.5, abs=1)


def test_some_are_overtaken_and_some_come_twice() -> None:
    truth = carried(Condition(reordered_percent=2, duplicated_percent=3))

    assert truth.reordered == pytest.approx(0.02 * PACKETS, rel=0.15)
    assert truth.duplicated == pytest.approx(0.03 * PACKETS, rel=0.15)
    assert truth.left == PACKETS + truth.duplicated


def test_the_same_seed_loses_the_same_packets_whatever_else_happens() -> None:
    plain, shaken = Condition(loss_percent=5), Condition(loss_percent=5, jitter_ms=20, reordered_percent=5)

    assert carried(plain).loss_runs == carried(shaken).loss_runs
    assert carried(plain).loss_runs != carried(plain, "other").loss_runs
