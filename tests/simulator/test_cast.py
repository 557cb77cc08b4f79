"""The people of a simulation."""

import re
from random import Random

from hypothesis import given, strategies as st

from softphone.simulator.cast import colleague, customer, supervisor, third_party

FICTITIOUS = re.compile(r"\+493023125\d{3}|\+120255501\d{2}|\+442079460\d{3}|\+3319900\d{4}|")


@given(st.integers())
def test_customers_have_numbers_that_are_nobodys_and_waited_in_a_queue(seed: int) -> None:
    person = customer(Random(seed))

    assert FICTITIOUS.fullmatch(person.number)
    assert bool(person.name) == bool(person.number)
    assert person.user
    assert person.queue is not None
    assert person.queue.waited_s > 0


def test_the_same_chance_makes_the_same_customer() -> None:
    assert customer(Random(5)) == customer(Random(5))


def test_some_customers_hide_who_they_are() -> None:
    people = [customer(Random(seed)) for seed in range(200)]

    assert 0 < sum(not person.number for person in people) < 60
    assert customer(Random(next(seed for seed in range(200) if not people[seed].number))).user == "anonymous"


def test_colleagues_have_extensions_of_their_own() -> None:
    everybody = [colleague(index) for index in range(50)] + [third_party(), supervisor()]

    assert len({person.number for person in everybody}) == len(everybody)
