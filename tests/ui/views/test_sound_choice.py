"""Whose sound can be looked at: running calls first, then those of the history that somebody answered."""

from datetime import timedelta

from softphone.protocol.answers import HistoryPage
from softphone.protocol.sound_quality import Course
from softphone.protocol.vocabulary import Hold, Role
from softphone.ui.resources import language
from softphone.ui.views.sound_choice import CallChoice, Offer, choice_of, choices, offer, party_names
from tests.ui.states import LENA, connected, mirror, ringing, with_two
from tests.ui.views.test_history_view import NOON, READER, entry

TALKED = entry(call_id="old", connected_at=NOON)


def test_the_call_with_the_microphone_comes_first_and_ringing_ones_not_at_all() -> None:
    phone = mirror(connected(hold=Hold.ON), connected("call-2", LENA), ringing("call-3"))
    offered = choices(phone, HistoryPage(entries=(TALKED, entry(call_id="missed"))), READER)

    assert [choice.title for choice in offered] == [
        "Now: Lena Okafor",
        "Now: Anna Schmidt",
        "12:00  Anna Schmidt",
    ]
    assert [choice.call_id for choice in offered] == ["call-2", "call-1", "old"]


def test_a_course_is_asked_for_by_its_beginning_where_the_call_is_over() -> None:
    assert CallChoice("a", "Anna").course == Course(call_id="a")
    assert choice_of(TALKED, READER).course == Course(call_id="old", started_at=NOON)


def test_a_call_that_ends_stays_the_same_and_a_namesake_does_not() -> None:
    running, over = CallChoice("old", "Now: Anna"), choice_of(TALKED, READER)
    again = choice_of(entry(call_id="old", started_at=NOON + timedelta(hours=1)), READER)

    assert running.is_same(over)
    assert over.is_same(running)
    assert not again.is_same(over)
    assert not over.is_same(None)
    assert not over.is_same(CallChoice("new", "Now: Anna"))


def test_the_call_that_matters_is_shown_until_somebody_chooses_another() -> None:
    first, second, over = CallChoice("a", "Now: Anna"), CallChoice("b", "Now: Lena"), choice_of(TALKED, READER)

    assert offer((first, over), over, is_following=True).shown == first
    assert offer((first, over), None, is_following=False).shown == first
    assert offer((), first, is_following=True) == Offer()
    assert offer((first, second), second, is_following=False).shown == second


def test_the_chosen_call_is_shown_over_its_end_and_while_the_history_does_not_know_it() -> None:
    running, over = CallChoice("old", "Now: Anna"), choice_of(TALKED, READER)

    assert offer((), running, is_following=False) == Offer((running,), running)
    assert offer((over,), running, is_following=False) == Offer((over,), over)


def test_parties_have_names_while_the_call_goes_on() -> None:
    legs = (("call-1-leg", Role.INITIAL_CALLER), ("third", Role.THIRD_PARTY))

    assert party_names(with_two(), legs, language("en")) == ("Anna Schmidt", "Lena Okafor")
    assert party_names(None, legs, language("en")) == ("The other end", "Third party")
