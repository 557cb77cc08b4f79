"""Tickets: good once, for a while, and never more of them than there is room for."""

from hypothesis import given, strategies as st

from softphone.adapters.bridge import tickets
from softphone.adapters.bridge.tickets import Tickets


@given(st.lists(st.tuples(st.sampled_from(["mint", "use", "wait"]), st.integers(0, 30)), max_size=60))
def test_a_ticket_is_good_once_within_its_time(steps: list[tuple[str, int]]) -> None:
    pool, good, now = Tickets(), dict[str, float](), 0.0
    for what, number in steps:
        if what == "mint":
            good[pool.mint(now)] = now + tickets.VALID_S
        elif what == "wait":
            now += number
        elif good:
            ticket = list(good)[number % len(good)]
            assert pool.redeem(ticket, now) == (now < good.pop(ticket))
            assert not pool.redeem(ticket, now)


def test_a_guessed_ticket_is_none() -> None:
    pool = Tickets()
    ticket = pool.mint(0)

    assert not pool.redeem("", 0)
    assert not pool.redeem(ticket[:-1], 0)
    assert pool.redeem(ticket, 0)


def test_pages_that_never_come_do_not_fill_the_memory() -> None:
    pool = Tickets()
    made = [pool.mint(0) for _ in range(tickets.MOST + 1)]

    assert not pool.redeem(made[0], 0)
    assert pool.redeem(made[-1], 0)
    assert len(set(made)) == len(made)
