"""Names and numbers are shown as people write them, whatever the network says."""

import pytest
from hypothesis import given, strategies as st

from softphone.protocol.state import Party
from softphone.ui.resources import language
from softphone.ui.views import people
from softphone.ui.views.language import ENGLISH


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
    assert people.title_of(Party(uri="sip:a@b", name="Anna"), ENGLISH) == "Anna"
    assert people.title_of(Party(uri="sip:a@b", number="4711"), ENGLISH) == "4711"
    assert people.title_of(Party(uri="sips:anna@pbx.example:5061;transport=tls"), ENGLISH) == "anna@pbx.example:5061"


@pytest.mark.parametrize(
    "uri",
    [
        "sip:anonymous@anonymous.invalid",
        "sips:Anonymous@pbx.example:5061;transport=tls",
        "sip:anonymous.invalid",
        "sip:c8oqz84zk7z@anonymous.invalid:5060",
    ],
)
def test_who_hides_the_number_is_called_so_and_has_no_address(uri: str) -> None:
    assert [people.title_of(Party(uri=uri, name=name), ENGLISH) for name in ("", "Anonymous")] == [
        "Withheld number"
    ] * 2
    assert people.title_of(Party(uri=uri), language("de")) == "Rufnummer unterdrückt"
    assert people.title_of(Party(uri=uri, name="Anna"), ENGLISH) == "Anna"
    assert people.number_of(Party(uri=uri, name="Anna"), ENGLISH) == "Withheld number"
    assert people.number_of(Party(uri=uri, number="4711"), ENGLISH) == "4711", "the network says it all the same"


@pytest.mark.parametrize(
    ("uri", "number"),
    [
        ("sip:anonymous@127.0.0.1", "anonymous"),
        ("sip:anonymous@anonymous.invalid", "anonymous"),
        ("sip:c8oqz84zk7z@anonymous.invalid", "c8oqz84zk7z"),
    ],
)
def test_what_the_engine_takes_for_the_number_of_an_address_that_hides_it_is_none(uri: str, number: str) -> None:
    assert people.title_of(Party(uri=uri, number=number), ENGLISH) == "Withheld number"
    assert people.number_of(Party(uri=uri, number=number, name="Anna"), ENGLISH) == "Withheld number"


@pytest.mark.parametrize(
    "uri", ["sip:anonymous-box@pbx.example", "sip:a@not-anonymous.invalid", "sip:4711@pbx.example"]
)
def test_nobody_else_is_said_to_hide(uri: str) -> None:
    assert not people.is_withheld(Party(uri=uri, name="Anonymous"))
    assert people.title_of(Party(uri=uri, name="Anonymous"), ENGLISH) == "Anonymous"


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
