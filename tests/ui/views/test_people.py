"""Names and numbers are shown as people write them, whatever the network says."""

import pytest
from hypothesis import given, strategies as st

from softphone.protocol.state import Party
from softphone.ui.views import people


@pytest.mark.parametrize(
    ("number", "region", "shown"),
    [
        ("+4930901820", None, "+49 30 901820"),
        ("+4930901820", "DE", "030 901820"),
        ("4711", None, "4711"),
        ("4711", "DE", "4711"),
        ("*97", None, "*97"),
        ("+1", None, "+1"),
        ("nonsense", None, "nonsense"),
    ],
)
def test_a_number_is_written_as_people_do(number: str, region: str | None, shown: str) -> None:
    assert people.written(number, region) == shown


def test_somebody_without_a_name_is_a_number_and_without_that_an_address() -> None:
    assert people.title_of(Party(uri="sip:a@b", name="Anna")) == "Anna"
    assert people.title_of(Party(uri="sip:a@b", number="4711")) == "4711"
    assert people.title_of(Party(uri="sips:anna@pbx.example:5061;transport=tls")) == "anna@pbx.example:5061"


@given(st.text())
def test_what_is_shown_fits_in_a_line_and_steers_nothing(text: str) -> None:
    shown = people.clean(text)

    assert len(shown) <= people.LONGEST_NAME
    assert all(sign.isprintable() or sign == "\N{HORIZONTAL ELLIPSIS}" or ord(sign) > 127 for sign in shown)
    assert not {"\n", "\r", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(shown)


def test_a_name_in_another_direction_leaves_the_words_beside_it_alone() -> None:
    hebrew = "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET}"

    assert people.isolated("Anna") == "Anna"
    assert people.isolated(hebrew).startswith("\N{FIRST STRONG ISOLATE}")


@pytest.mark.parametrize(
    ("name", "letters"), [("Anna Schmidt", "AS"), ("anna", "A"), ("", ""), ("4711", ""), ("Jo van den Berg", "JB")]
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert people.initials(name) == letters
