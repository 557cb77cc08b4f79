"""What people type, paste and click, and what is called for it."""

import pytest
from hypothesis import given, strategies as st

from softphone.connector.calls import Contact
from softphone.connector.dial_plan import destination_of
from softphone.settings.sections.calls import DialRule, DialSettings

GERMAN = DialSettings(country="DE")


def sip_uri(typed: str, dial: DialSettings) -> str | None:
    found = destination_of(Contact(phone_number=typed), dial, "pbx.example.com")
    return found.uri if found else None


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("100", "sip:100@pbx.example.com"),
        ("+49 (30) 123-456", "sip:+4930123456@pbx.example.com"),
        ("030/123456", "sip:030123456@pbx.example.com"),
        ("tel:+49%2030%20123456;ext=5", "sip:+4930123456@pbx.example.com"),
        ("callto://+4930123456", "sip:+4930123456@pbx.example.com"),
        ("*97", "sip:*97@pbx.example.com"),
        ("bob", "sip:bob@pbx.example.com"),
        ("bob@other.example.com", "sip:bob@other.example.com"),
        ("SIP:bob@127.0.0.1:5070;transport=tcp", "sip:bob@127.0.0.1:5070;transport=tcp"),
        ("sips:bob@[::1]:5061", "sips:bob@[::1]:5061"),
        ("sip:127.0.0.1:5070", "sip:127.0.0.1:5070"),
        (" 100 ", "sip:100@pbx.example.com"),
    ],
)
def test_every_way_of_writing_it_is_understood(typed: str, called: str) -> None:
    assert sip_uri(typed, DialSettings()) == called


@pytest.mark.parametrize(
    "typed", ["", "   ", "bob bob", "sip:", "sip:@x", "sip:b ob@x", "<sip:a@b>", "1" * 300, "a@b c"]
)
def test_nonsense_is_nobody(typed: str) -> None:
    assert sip_uri(typed, DialSettings()) is None


@pytest.mark.parametrize(
    ("typed", "dial", "called"),
    [
        ("030123456", GERMAN, "+4930123456"),
        ("12345", GERMAN, "12345"),
        ("0043123456", GERMAN, "+43123456"),
        ("0301234567890123456", GERMAN, "0301234567890123456"),
        ("+999999999", GERMAN, "+999999999"),
        ("030123456", DialSettings(country="DE", outside_prefix="0"), "0004930123456"),
        ("030123456", DialSettings(outside_prefix="0"), "0030123456"),
        ("9123", DialSettings(rules=(DialRule(match="8(.*)", dial="x"), DialRule(match="9(.*)", dial=r"\1"))), "123"),
        ("*123456", GERMAN, "*123456"),
    ],
)
def test_numbers_follow_the_dial_rules(typed: str, dial: DialSettings, called: str) -> None:
    assert sip_uri(typed, dial) == f"sip:{called}@pbx.example.com"


def test_a_number_template_may_leave_the_scheme_out() -> None:
    assert sip_uri("100", DialSettings(number="{number}@gw.example.com")) == "sip:100@gw.example.com"


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_a_sip_uri_or_nobody(text: str) -> None:
    called = sip_uri(text, GERMAN)

    assert called is None or (called.startswith(("sip:", "sips:")) and not set(called) & set(' <>"\n\r\t'))
