"""What a fact is about can be asked of every fact."""

import pytest

from softphone.core.messages.facts import (
    CallConnected,
    CallFact,
    MuteChanged,
    PartiesMerged,
    PartiesSplit,
    PartiesSwapped,
    call_of,
    leg_of,
)
from softphone.core.messages.phone_facts import DoNotDisturbChanged
from tests.core.scenes import LEG_A, talking

(CALL,) = talking().phone.conversations


@pytest.mark.parametrize("fact", [MuteChanged(CALL), PartiesSwapped(CALL), PartiesMerged(CALL), PartiesSplit(CALL)])
def test_what_happens_to_a_whole_call_names_no_leg(fact: CallFact) -> None:
    assert leg_of(fact) is None
    assert call_of(fact) is CALL


def test_what_happens_to_a_leg_names_it() -> None:
    assert leg_of(CallConnected(CALL, LEG_A)) == LEG_A


def test_what_happens_to_the_phone_is_about_no_call() -> None:
    assert call_of(DoNotDisturbChanged(is_on=True)) is None
