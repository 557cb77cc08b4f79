"""From running totals to intervals, whatever the totals do."""

import pytest
from hypothesis import given, strategies as st

from softphone.quality.counters import COUNTED, NOTHING, WRAP, Interval, Meter, Totals


def read(*readings: Totals) -> list[Interval]:
    meter, intervals = Meter(), []
    for totals in readings:
        meter, interval = meter.read(totals)
        intervals.append(interval)
    return intervals


def test_an_interval_is_what_came_since_the_last_reading() -> None:
    first, second = read(Totals(100, 2, 1, 0, 2, 3.0), Totals(150, 5, 1, 1, 3, 4.0))

    assert first == Interval(100, 2, 1, 0, 2, 3.0, 3.0)
    assert second == Interval(50, 3, 0, 1, 1, 4.0, 4.0)


def test_totals_that_stand_still_are_an_interval_of_nothing() -> None:
    assert read(Totals(100, 2), Totals(100, 2))[1] == NOTHING
    assert NOTHING.loss_percent is None


def test_totals_that_begin_again_are_another_stream() -> None:
    assert read(Totals(1000, 20), Totals(50, 1))[1] == Interval(packets=50, lost=1)


def test_totals_that_wrap_go_on() -> None:
    assert read(Totals(WRAP - 10), Totals(5))[1].packets == 15
    assert read(Totals(10, WRAP - 3), Totals(20, 1))[1].lost == 4


def test_losses_that_are_taken_back_are_set_off_against_later_ones() -> None:
    intervals = read(Totals(100, 5), Totals(150, 3), Totals(200, 4), Totals(250, 8))

    assert [interval.lost for interval in intervals] == [5, 0, 0, 3]
    assert sum(interval.lost for interval in intervals) == 8


def test_what_another_stream_took_back_is_forgotten() -> None:
    assert read(Totals(1000, 5), Totals(1001, 3), Totals(10, 2))[2].lost == 2


def test_packets_that_come_too_late_are_not_heard_either() -> None:
    interval = Interval(packets=90, lost=10, discarded=5)

    assert interval.unheard == 15
    assert interval.loss_percent == pytest.approx(15.0)
    assert Interval(packets=1, lost=0, discarded=3).loss_percent == 100


def test_intervals_add_up_with_jitter_weighed_by_packets() -> None:
    both = Interval(100, 1, 0, 0, 1, 10.0, 30.0) + Interval(300, 3, 2, 1, 1, 2.0, 5.0)

    assert both == Interval(400, 4, 2, 1, 2, 4.0, 30.0)
    assert (Interval(jitter_ms=3.0) + NOTHING).jitter_ms == 3.0


SECOND = st.builds(Totals, *[st.integers(0, 60)] * 5)


def plus(one: Totals, other: Totals) -> Totals:
    return Totals(*((getattr(one, name) + getattr(other, name)) % WRAP for name in COUNTED))


@given(start=st.sampled_from([0, 1000, WRAP - 40]), seconds=st.lists(SECOND, max_size=20))
def test_whatever_totals_grow_by_is_found_again(start: int, seconds: list[Totals]) -> None:
    before = Totals(*[start] * 5)
    meter, total, whole = Meter(before), NOTHING, Totals()
    for second in seconds:
        before, whole = plus(before, second), plus(whole, second)
        meter, interval = meter.read(before)
        total += interval

    assert all(getattr(total, name) == getattr(whole, name) for name in COUNTED)


@given(sessions=st.lists(st.lists(SECOND, min_size=1, max_size=5), max_size=6))
def test_several_media_sessions_are_one_call(sessions: list[list[Totals]]) -> None:
    """A session is recognized by having fewer packets than the one before had in the end."""
    meter, total, whole = Meter(), NOTHING, Totals()
    for seconds in sessions:
        known = Totals()
        for second in [*seconds, Totals(packets=61)]:
            known, whole = plus(known, second), plus(whole, second)
            meter, interval = meter.read(known)
            total += interval

    assert all(getattr(total, name) == getattr(whole, name) for name in COUNTED)
