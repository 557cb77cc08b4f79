"""No secret of any known kind survives, and what is needed to understand a log does."""

import re

import pytest
from hypothesis import example, given, strategies as st

from softphone.settings.redaction import as_compared, redact
from tests.settings.secret_texts import (
    DIGIT_PLACES,
    FRAGMENTS,
    NAME_PLACES,
    NAMES,
    NUMBER_PLACES,
    PASSWORD,
    PASSWORD_PLACES,
    WORD,
    WORD_PLACES,
    logged,
    numbers,
)

PLACES = [*PASSWORD_PLACES, *WORD_PLACES, *NUMBER_PLACES, *NAME_PLACES, *DIGIT_PLACES]


@pytest.mark.parametrize("keep_people", [True, False])
@given(case=logged(PASSWORD_PLACES, PASSWORD))
def test_no_password_survives(case: tuple[str, str], keep_people: bool) -> None:
    text, secret = case

    assert secret not in redact(text, keep_people=keep_people)


@pytest.mark.parametrize("keep_people", [True, False])
@given(case=logged(WORD_PLACES, WORD))
def test_no_key_survives(case: tuple[str, str], keep_people: bool) -> None:
    text, secret = case

    assert secret not in redact(text, keep_people=keep_people)


@pytest.mark.parametrize("keep_people", [True, False])
@given(case=logged(DIGIT_PLACES, st.text("0123456789*#", min_size=4, max_size=8)))
def test_no_dialled_digits_survive(case: tuple[str, str], keep_people: bool) -> None:
    text, secret = case

    assert secret not in redact(text.replace("12:13:14.567", "").replace("5060", ""), keep_people=keep_people)


@given(case=logged(NUMBER_PLACES, numbers()))
def test_no_telephone_number_survives(case: tuple[str, str]) -> None:
    text, number = case

    assert number not in redact(text)
    assert number.split()[-1] not in redact(text)


@given(case=logged(NAME_PLACES, NAMES))
def test_no_name_survives(case: tuple[str, str]) -> None:
    text, name = case

    assert name not in redact(text)


@given(case=st.one_of(logged(NUMBER_PLACES, numbers()), logged(NAME_PLACES[:4], NAMES)))
def test_people_stay_where_the_settings_allow_it(case: tuple[str, str]) -> None:
    text, secret = case

    assert secret in redact(text, keep_people=True)


@given(
    st.lists(
        st.one_of(
            logged(PLACES, st.one_of(PASSWORD, WORD, NAMES, numbers())).map("".join), FRAGMENTS, st.text(max_size=8)
        )
    )
)
@example(["1 (+49 ", "030)"])
@example(['"a" <sip:', '"'])
def test_a_redacted_text_is_not_changed_again(parts: list[str]) -> None:
    once = redact("".join(parts))

    assert redact(once) == once


@given(st.text(max_size=200))
def test_any_text_can_be_redacted(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "call 550e8400-e29b-41d4-a716-446655440000 answered after 1234 ms",
        "2024-01-02T03:04:05.678901 12:30:00.123 bound 192.168.100.200:5060 and 10.0.0.1",
        "Via: SIP/2.0/UDP 192.168.1.20:5060;rport=5060;branch=z9hG4bK1234567890",
        "Call-ID: 12345678901@pbx.example.com",
        "i: 12345678901@pbx.example.com",
        "callId=4912345678901 connectionId=a",
        "CSeq: 102 INVITE",
        "m=audio 40000 RTP/AVP 0 8 9 96 97 98 101\r\nc=IN IP4 10.20.30.40\r\ns=-\r\nt=0 0",
        "a=rtpmap:101 telephone-event/8000",
        "loss 0.012345 jitter 12.5 MOS 4.409286",
        "sip:192.168.1.20:5060;transport=tcp",
        "sip:pbx.example.com",
        "<sip:[2001:db8::1]:5060>",
        "password_env=SOFTPHONE_PASSWORD",
        "the settings have 12345 lines",
        'File "/usr/lib/python3.11/x.py", line 123, in f',
        "object at 0x7f0123456789",
        "a passing token of esteem, 3 digits long",
    ],
)
def test_what_is_needed_to_understand_a_log_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('From: "A \\"B\\" C" <sip:a:pw@h>;tag=1', 'From: "[name]" <sip:[user]@h>;tag=1'),
        ("a <sip:1@h>, b <tel:+49>", "[name] <sip:[user]@h>, [name] <tel:[number]>".replace(", [", "[")),
        ("sip:1001 sip:+49301234567;x=1", "sip:[number] sip:[number];x=1"),
        ('{"password": "a b", "id": 5}', '{"password": [secret], "id": 5}'),
        ("token=a;b c", "token=[secret] c"),
        ("Authorization: Digest a,\r\n b\r\nTo: x", "Authorization: [secret]\r\nTo: x"),
        ("o=alice 1 2 IN IP4 x\r\ns=talk with Bob\r\n", "o=[user] 1 2 IN IP4 x\r\ns=[name]\r\n"),
        ("name=office number=12 extension: 7", "name=office number=[number] extension: [number]"),
        ("+49 30 12", "[number]"),
        ("+4930", "+4930"),
    ],
)
def test_what_is_put_in_the_place(text: str, expected: str) -> None:
    assert redact(text) == expected


def test_redaction_comes_to_an_end_even_if_it_would_go_on_changing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.settings.redaction._MOST_PASSES", 1)

    assert redact("password=1234 222 222 2222Bearer x") == "password=[secret] [number]Bearer x"


@given(st.characters(), st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789:=/_<"))
@example("\u017f", "s")
@example("\u0131", "i")
@example("\u0130", "i")
@example("\u212a", "k")
def test_a_rule_is_tried_wherever_its_pattern_could_match(letter: str, ours: str) -> None:
    if re.fullmatch(ours, letter, re.IGNORECASE):
        assert as_compared(letter) == ours


def test_every_letter_that_patterns_take_for_ours_is_known() -> None:
    strange = {chr(code) for code in range(128, 0x11000) if re.fullmatch("[a-z]", chr(code), re.IGNORECASE)}

    assert {letter: as_compared(letter) for letter in strange} == {
        letter: next(ours for ours in "ski" if re.fullmatch(ours, letter, re.IGNORECASE)) for letter in strange
    }


SLOW_PIECES = """sip: a- " 1_ password a@ <sip: 1. Call-ID: tag= x 0d digits_ \\ '\\ _ authorization:~_
application/dtmf~ name=" 1: eyJa. eyJ (+ 2024-01-01_ ://a: o= = inline: [secret] password=[ token=' ~"""


@pytest.mark.parametrize("piece", [piece.replace("_", " ").replace("~", "\n") for piece in SLOW_PIECES.split()])
def test_text_made_to_be_slow_is_finished_all_the_same(piece: str) -> None:
    once = redact(piece * (100_000 // len(piece)))

    assert redact(once) == once
