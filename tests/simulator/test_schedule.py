"""Customers call now and then, never more than there are."""

from random import Random

from hypothesis import given, strategies as st

from softphone.core.values import Instant
from softphone.simulator.schedule import LEAST_PAUSE_S, Rhythm, opening, served, take_due

RHYTHMS = st.builds(Rhythm, st.integers(0, 20), st.floats(0, 100), st.floats(0, 100))


def test_the_first_customer_calls_after_the_set_time_and_the_others_one_by_one() -> None:
    schedule = opening(Rhythm(customers=3, first_call_after_s=3, pause_s=20), Instant(100))

    assert list(map(float, filter(None, schedule.next_calls))) == [103, 123, 143]
    assert schedule.next_due == Instant(103)
    assert take_due(schedule, Instant(102))[1] == ()
    assert take_due(schedule, Instant(125))[1] == (0, 1)


def test_a_customer_that_is_calling_does_not_call_again() -> None:
    schedule, due = take_due(opening(Rhythm(1, 0, 20), Instant(0)), Instant(0))

    assert due == (0,)
    assert take_due(schedule, Instant(1000))[1] == ()
    assert schedule.next_due is None


def test_nobody_calls_where_there_are_no_customers() -> None:
    assert opening(Rhythm(0, 0, 0), Instant(0)).next_due is None


@given(RHYTHMS, st.integers(), st.lists(st.floats(0, 50), max_size=50))
def test_each_customer_served_calls_again_after_about_the_pause(rhythm: Rhythm, seed: int, steps: list[float]) -> None:
    chance, now, calling = Random(seed), Instant(0.0), set[int]()
    schedule = opening(rhythm, now)
    for seconds in steps:
        now = Instant(now + seconds)
        schedule, due = take_due(schedule, now)
        assert not calling & set(due)
        calling |= set(due)
        assert len(calling) <= rhythm.customers
        if calling:
            schedule = served(schedule, done := calling.pop(), now, chance)
            again = schedule.next_calls[done]
            assert again is not None
            least = max(rhythm.pause_s * 0.6, LEAST_PAUSE_S)
            assert least - 1e-6 <= again - now <= max(rhythm.pause_s * 1.4, least) + 1e-6
