"""How losses cluster, estimated from what the stack counts, against streams of which every packet is known."""

import random

import pytest
from hypothesis import given, strategies as st

from softphone.quality.bursts import Bursts, bursts_of
from softphone.quality.counters import NOTHING, Interval


def stream(p: float, q: float, packets: int = 200_000) -> Interval:
    """A Gilbert channel, counted as the stack does."""
    chance, is_lost, lost, periods = random.Random(7), False, 0, 0
    for _ in range(packets):
        was_lost = is_lost
        is_lost = chance.random() >= q if was_lost else chance.random() < p
        lost += is_lost
        periods += is_lost and not was_lost
    return Interval(packets=packets - lost, lost=lost, loss_periods=periods)


@pytest.mark.parametrize(("p", "q"), [(0.05, 0.95), (0.01, 0.99), (0.02, 0.3), (0.01, 0.2), (0.1, 0.5)])
def test_the_channel_is_found_again_from_its_counters(p: float, q: float) -> None:
    found = bursts_of(stream(p, q))

    assert found.loss_chance == pytest.approx(p, rel=0.06)
    assert found.recovery_chance == pytest.approx(q, rel=0.06)
    assert found.ratio == pytest.approx(1 / (p + q), rel=0.06)
    assert found.burst_packets == pytest.approx(1 / q, rel=0.06)
    assert found.gap_packets == pytest.approx(1 / p, rel=0.06)


def test_losses_without_a_pattern_are_taken_as_independent() -> None:
    assert bursts_of(Interval(packets=95, lost=5)).ratio == 1
    assert bursts_of(Interval(packets=95, lost=5)).burst_packets == pytest.approx(1 / 0.95)


def test_without_loss_there_are_no_bursts() -> None:
    for nothing in (NOTHING, Interval(packets=100)):
        assert bursts_of(nothing) == Bursts(0.0, 1.0)
        assert bursts_of(nothing).ratio == 1
        assert bursts_of(nothing).gap_packets is None


def test_a_stream_that_is_lost_as_a_whole_is_one_burst() -> None:
    found = bursts_of(Interval(packets=0, lost=50, loss_periods=1))

    assert found.burst_packets == 50
    assert found.ratio == 1


def test_late_packets_are_gaps_of_their_own() -> None:
    assert bursts_of(Interval(packets=100, discarded=4)).burst_packets == 1


def test_a_channel_that_never_changes_has_no_burst_ratio() -> None:
    assert Bursts(0.0, 0.0).ratio == 1
    assert Bursts(0.0, 0.0).burst_packets == 0


@given(st.builds(Interval, *[st.integers(0, 1000)] * 5))
def test_whatever_was_counted_the_estimate_is_one(what: Interval) -> None:
    found = bursts_of(what)

    assert 0 <= found.loss_chance <= 1
    assert 0 <= found.recovery_chance <= 1
    assert found.ratio >= 1
