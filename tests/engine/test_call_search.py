"""How a call is found by what somebody types."""

import pytest
from hypothesis import given, strategies as st

from softphone.contacts.folding import folded
from softphone.engine.call_record import Party
from softphone.engine.call_search import is_wanted, terms_of
from softphone.engine.ports.storage import Wanted
from tests.fakes.records import a_call


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("  Anna   MÜLLER ", ("anna", "muller")),
        ("Østergård Łukasz Straße", ("ostergard", "lukasz", "strasse")),
        ("+49 (30) 123-456", ("49", "30", "123456")),
        ("0049", ("49",)),
        ("030123", ("30123",)),
        ("000", ("000",)),
        ("+", ("",)),
        ("agent-7", ("agent-7",)),
        ("", ()),
    ],
)
def test_what_is_typed_becomes_terms(typed: str, terms: tuple[str, ...]) -> None:
    assert terms_of(typed) == terms


@given(st.text())
def test_folding_leaves_nothing_that_would_break_a_line(text: str) -> None:
    assert not {"\n", "\0"} & set(folded(text))


@given(st.text(min_size=1).filter(lambda name: name.strip()))
def test_everybody_is_found_by_their_own_name(name: str) -> None:
    assert is_wanted(Wanted(text=name), a_call(party=Party("", name))) or terms_of(name) != tuple(folded(name).split())


def test_other_parties_and_the_queue_are_searched_too() -> None:
    call = a_call(others=(Party("555", "Bo"),), queue_name="Späti")

    assert is_wanted(Wanted(text="bo spati 555"), call)
    assert not is_wanted(Wanted(text="bo nobody"), call)
