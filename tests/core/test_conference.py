"""Swapping, merging and splitting: who hears whom at every moment (ledger, P4 and P5)."""

import pytest

from softphone.core.messages.commands import Merge, SetHold, Split, Swap
from softphone.core.messages.events import HoldConfirmed, HoldRefused
from softphone.core.messages.facts import (
    Action,
    ActionFailed,
    HoldChanged,
    PartiesMerged,
    PartiesSplit,
    PartiesSwapped,
)
from softphone.core.messages.refusals import Why
from softphone.core.state.audio import LegAudio, Microphone, Speaker
from tests.core.company import BOB_HEARS, CAROL_HEARS, consulting, heard_by, merged, routes
from tests.core.scenes import LEG_A, LEG_B


def test_swapping_goes_to_and_fro() -> None:
    play = consulting()
    request = play.desk(Swap())
    play.happens(HoldConfirmed(LEG_B, is_held=True), HoldConfirmed(LEG_A, is_held=False))

    assert isinstance(play.answer_to(request), PartiesSwapped)
    assert heard_by(play, BOB_HEARS) == {Microphone()}
    assert heard_by(play, CAROL_HEARS) == set()

    play.desk(Swap())
    play.happens(HoldConfirmed(LEG_A, is_held=True), HoldConfirmed(LEG_B, is_held=False))
    assert heard_by(play, CAROL_HEARS) == {Microphone()}
    assert HoldChanged not in {type(fact) for fact in play.facts}


def test_at_no_moment_of_a_swap_do_two_parties_hear_the_agent() -> None:
    play = consulting()
    play.desk(Swap())

    for event in (HoldConfirmed(LEG_B, is_held=True), HoldConfirmed(LEG_A, is_held=False)):
        play.happens(event)
        hearing = [leg for leg in (BOB_HEARS, CAROL_HEARS) if Microphone() in heard_by(play, leg)]
        assert len(hearing) <= 1


def test_a_swap_that_the_other_refuses_goes_back() -> None:
    play = consulting()
    request = play.desk(Swap())
    play.happens(HoldConfirmed(LEG_B, is_held=True), HoldRefused(LEG_A, 500, "No"))

    assert play.refusal(request).why is Why.NETWORK_REFUSED
    assert [fact.action for fact in play.facts if isinstance(fact, ActionFailed)] == [Action.SWAP]
    play.happens(HoldConfirmed(LEG_B, is_held=False))
    assert heard_by(play, CAROL_HEARS) == {Microphone()}
    assert HoldChanged not in {type(fact) for fact in play.facts}


def test_what_cannot_be_taken_back_is_told() -> None:
    play = consulting()
    play.desk(Swap())
    play.happens(HoldConfirmed(LEG_B, is_held=True), HoldRefused(LEG_A, 500, "No"), HoldRefused(LEG_B, 500, "No"))

    (told,) = [fact for fact in play.facts if isinstance(fact, HoldChanged)]
    assert all(leg.is_held for leg in told.call.live_legs)


def test_swapping_to_whom_one_talks_with_changes_nothing() -> None:
    play = consulting()
    request = play.salesforce(Swap(to=LEG_B))

    assert isinstance(play.answer_to(request), PartiesSwapped)
    assert play.new_facts == []


def test_resuming_the_one_holds_the_other() -> None:
    play = consulting()
    play.desk(SetHold(is_held=False, leg=LEG_A))
    play.happens(HoldConfirmed(LEG_B, is_held=True), HoldConfirmed(LEG_A, is_held=False))

    assert heard_by(play, BOB_HEARS) == {Microphone()}
    assert heard_by(play, CAROL_HEARS) == set()


def test_a_consulted_party_can_be_put_on_hold_and_taken_back() -> None:
    play = consulting()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_B, is_held=True))
    assert heard_by(play, Speaker()) == set()

    play.desk(SetHold(is_held=False))
    play.happens(HoldConfirmed(LEG_B, is_held=False))

    assert heard_by(play, CAROL_HEARS) == {Microphone()}


def test_merged_parties_hear_each_other_and_the_agent() -> None:
    play = merged()

    assert isinstance(play.new_facts[-1], PartiesMerged)
    assert heard_by(play, BOB_HEARS) == {Microphone(), LegAudio(LEG_B)}
    assert heard_by(play, CAROL_HEARS) == {Microphone(), LegAudio(LEG_A)}
    assert heard_by(play, Speaker()) == {LegAudio(LEG_A), LegAudio(LEG_B)}


def test_merging_twice_changes_nothing() -> None:
    play = merged()
    request = play.desk(Merge())

    assert isinstance(play.answer_to(request), PartiesMerged)
    assert play.new_facts == []


def test_a_merge_that_the_network_refuses_leaves_them_apart() -> None:
    play = consulting()
    request = play.desk(Merge())
    play.happens(HoldRefused(LEG_A, 500, "No"))

    assert play.refusal(request).why is Why.NETWORK_REFUSED
    assert not any(isinstance(route.source, LegAudio) and isinstance(route.sink, LegAudio) for route in routes(play))
    assert heard_by(play, CAROL_HEARS) == {Microphone()}


@pytest.mark.parametrize("to", [None, LEG_B])
def test_merged_parties_can_be_taken_apart_again(to: object) -> None:
    play = merged()
    stays, goes = (LEG_B, LEG_A) if to == LEG_B else (LEG_A, LEG_B)
    request = play.desk(Split(to=LEG_B if to else None))
    play.happens(HoldConfirmed(goes, is_held=True))

    assert isinstance(play.answer_to(request), PartiesSplit)
    assert heard_by(play, LegAudio(stays)) == {Microphone()}
    assert heard_by(play, LegAudio(goes)) == set()


@pytest.mark.parametrize(("is_held", "action"), [(True, Action.HOLD), (False, Action.RESUME)])
def test_merged_parties_of_whom_one_will_not_stay_as_they_are(is_held: bool, action: Action) -> None:
    play = merged()
    if not is_held:
        play.desk(SetHold(is_held=True))
        play.happens(HoldConfirmed(LEG_A, is_held=True), HoldConfirmed(LEG_B, is_held=True))
    before = routes(play)
    request = play.desk(SetHold(is_held=is_held))
    play.happens(HoldRefused(LEG_A, 500, "No"))

    assert play.refusal(request).code == 500
    assert [fact.action for fact in play.new_facts if isinstance(fact, ActionFailed)] == [action]
    assert routes(play) == before


def test_merged_parties_are_held_and_resumed_together() -> None:
    play = merged()
    request = play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True), HoldConfirmed(LEG_B, is_held=True))
    assert isinstance(play.answer_to(request), HoldChanged)
    assert routes(play) == frozenset()

    play.desk(SetHold(is_held=False))
    play.happens(HoldConfirmed(LEG_A, is_held=False), HoldConfirmed(LEG_B, is_held=False))

    assert heard_by(play, BOB_HEARS) == {Microphone(), LegAudio(LEG_B)}
    assert len([fact for fact in play.facts if isinstance(fact, HoldChanged)]) == 2
