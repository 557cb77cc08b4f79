"""Numbers and texts in the form they are compared in."""

import pytest

from softphone.contacts.folding import digits_of, e164, folded, is_number


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("+4930901820", "+4930901820"),
        ("030 / 90 18 20", "+4930901820"),
        ("0049 30 901820", "+4930901820"),
        ("1234", ""),
        ("+1 2345 67", ""),
        ("+999 12345678", ""),
    ],
    ids=["E.164", "national", "with 00", "an extension", "too short", "no such country"],
)
def test_a_number_has_one_form_or_none(written: str, meant: str) -> None:
    assert e164(written, "DE") == meant


def test_without_a_country_a_national_number_means_nothing() -> None:
    assert e164("030 901820", None) == ""


def test_case_accents_and_what_cannot_be_seen_do_not_matter() -> None:
    assert folded("ØSTERGÅRD\n") == folded("Østergård") == "ostergard"
    assert folded("Anna\n\0") == "anna"


def test_leading_zeros_say_nothing_and_letters_are_no_number() -> None:
    assert (digits_of("0049-30"), digits_of("000")) == ("4930", "000")
    assert [is_number(text) for text in ("+49-30", "", "...", "anna")] == [True, False, False, False]
