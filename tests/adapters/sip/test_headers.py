"""Reading headers: whatever comes, nothing breaks, and nothing is read that is not there."""

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.messages.headers import (
    LONGEST_VALUE,
    Address,
    body_of,
    gathered,
    parameter,
    parse_address,
    parse_headers,
    split_outside,
)

INVITE = (
    "INVITE sip:agent@127.0.0.1 SIP/2.0\r\n"
    "v: SIP/2.0/UDP 127.0.0.1\r\n"
    'From: "Ann"\r\n <sip:ann@pbx.example>;tag=1\r\n'
    "Diversion: <sip:1@a>, <sip:2@a>\r\n"
    "Diversion: <sip:3@a>\r\n"
    "no colon here\r\n"
    ": no name\r\n"
    "\r\n"
    "Subject: this is the body\r\n"
)


def test_compact_and_folded_headers_are_read() -> None:
    headers = parse_headers(INVITE)

    assert headers.first("Via") == "SIP/2.0/UDP 127.0.0.1"
    assert headers.first("from") == '"Ann" <sip:ann@pbx.example>;tag=1'


def test_repeated_and_listed_values_come_in_order() -> None:
    assert parse_headers(INVITE).listed("Diversion") == ("<sip:1@a>", "<sip:2@a>", "<sip:3@a>")


def test_the_body_is_no_header_and_a_missing_one_is_empty() -> None:
    headers = parse_headers(INVITE)

    assert headers.first("Subject") == ""
    assert headers.all("Subject") == ()
    assert body_of(INVITE) == "Subject: this is the body\r\n"
    assert body_of("INVITE x SIP/2.0\r\nTo: y") == ""


def test_control_signs_and_endless_values_are_cut() -> None:
    headers = parse_headers(f"INVITE x SIP/2.0\r\nX-Queue-Name: a\x00b\x1b{'c' * 5000}\r\n\r\n")

    assert headers.first("X-Queue-Name").startswith("a b c")
    assert len(headers.first("X-Queue-Name")) == LONGEST_VALUE


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"Ann \\"Able\\"" <sip:ann@a>;tag=1', Address("sip:ann@a", 'Ann "Able"')),
        ("Ann Able <sip:ann@a>", Address("sip:ann@a", "Ann Able")),
        ("<sip:ann@a;x=1>;tag=2", Address("sip:ann@a;x=1")),
        ("sip:ann@a;tag=2", Address("sip:ann@a")),
        ("tel:+4917112", Address("tel:+4917112")),
        ("<>", None),
        ("", None),
        ("Ann", None),
        ("*", None),
    ],
)
def test_addresses_are_read_in_every_form(value: str, expected: Address | None) -> None:
    assert parse_address(value) == expected


@pytest.mark.parametrize(
    ("uri", "number"),
    [
        ("sip:+4917112@a", "+4917112"),
        ("tel:+4917112;x=1", "+4917112"),
        ("sip:+49;phone-context=x:pw@a", "+49"),
        ("sip:a.example", ""),
        ("SIPS:7@a", "7"),
        ("mailto:x@y", ""),
    ],
)
def test_the_number_is_the_user_part(uri: str, number: str) -> None:
    assert Address(uri).number == number


def test_parameters_behind_the_address_are_read_without_quotes() -> None:
    value = '<sip:a@b;index=9>;index=1.2;Reason="x;y"'

    assert parameter(value, "index") == "1.2"
    assert parameter(value, "reason") == "x;y"
    assert parameter(value, "missing") == ""


def test_commas_inside_quotes_and_brackets_separate_nothing() -> None:
    assert split_outside('"a, \\", b" <x,y>, c', ",") == ['"a, \\", b" <x,y>', "c"]
    assert split_outside("a>b>,c", ",") == ["a>b>", "c"]


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    headers = parse_headers(text)
    body_of(text)
    for name, value in [(name, value) for name, values in headers.values.items() for value in values]:
        assert name
        assert name == name.lower()
        assert len(value) <= LONGEST_VALUE
        parse_address(value)
        parameter(value, "tag")
        assert headers.listed(name) is not None


@given(
    st.lists(
        st.tuples(st.from_regex(r"X-[A-Za-z]{1,8}", fullmatch=True), st.from_regex(r"[!-~]{1,30}", fullmatch=True))
    )
)
def test_what_was_written_is_read_again(fields: list[tuple[str, str]]) -> None:
    message = "MESSAGE x SIP/2.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\nbody"

    assert parse_headers(message) == gathered((name.lower(), value) for name, value in fields)


@given(st.text(alphabet='ab,"<>\\', max_size=40))
def test_nothing_but_separators_is_lost_when_a_list_is_split(text: str) -> None:
    assert ",".join(split_outside(text, ",")) == text


def test_bytes_that_are_no_text_are_replaced() -> None:
    headers = parse_headers("INVITE sip:a@b SIP/2.0\r\nFrom: \udce4 <sip:x@y>\r\n\r\n")

    assert headers.first("from").encode() == "\ufffd <sip:x@y>".encode()
