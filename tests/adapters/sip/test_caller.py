"""Who calls, and what is believed of it."""

import logging

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.messages.caller import LONGEST_KEY, Standing, diverted_from, peer_of, tags_of
from softphone.adapters.sip.messages.headers import Headers, gathered
from softphone.core.values import NO_TAGS, CallId, CallType, Peer
from softphone.settings.sections.calls import HeadersSettings

NAMES = HeadersSettings()
TRUSTED, STRANGER = Standing(is_trusted=True), Standing(is_trusted=False)
FROM = ("from", '"Ann" <sip:ann@pbx.example>;tag=1')


def headers(*fields: tuple[str, str]) -> Headers:
    return gathered((name.lower(), value) for name, value in fields)


def test_a_trusted_peer_may_assert_another_identity() -> None:
    said = headers(FROM, ("P-Asserted-Identity", '"Bob" <sip:+4912@pbx.example>'))

    assert peer_of(said, TRUSTED) == Peer("sip:+4912@pbx.example", "Bob", "+4912", is_asserted=True)
    assert peer_of(said, STRANGER) == Peer("sip:ann@pbx.example", "Ann", "ann")


def test_the_identity_with_a_number_wins_and_borrows_a_name() -> None:
    said = headers(FROM, ("P-Asserted-Identity", '"Bob" <sip:pbx.example>, <tel:+4912>'))

    assert peer_of(said, TRUSTED) == Peer("tel:+4912", "Bob", "+4912", is_asserted=True)


def test_an_asserted_identity_without_a_name_keeps_the_one_of_from() -> None:
    said = headers(FROM, ("P-Asserted-Identity", "<sip:bob.example>"))

    assert peer_of(said, TRUSTED) == Peer("sip:bob.example", "Ann", "", is_asserted=True)


def test_a_remote_party_id_stands_in_for_an_asserted_identity() -> None:
    said = headers(FROM, ("Remote-Party-ID", '"Bob" <sip:12@a>;party=calling'))

    assert peer_of(said, TRUSTED).number == "12"
    assert peer_of(said, TRUSTED).is_asserted


def test_nonsense_is_no_identity() -> None:
    assert peer_of(headers(FROM, ("P-Asserted-Identity", "???")), TRUSTED).number == "ann"
    assert peer_of(headers(("from", "???")), TRUSTED) == Peer("sip:unknown@invalid", "", "unknown")


def test_every_tag_is_read_from_a_trusted_peer_and_none_from_a_stranger() -> None:
    said = headers(
        ("X-Vendor-Call-Key", "k.1:2@x-y_z"),
        ("X-Call-Type", "Transfer"),
        ("X-Voice-Call-Id", "v"),
        ("X-Parent-Call-Id", "p"),
        ("X-Queue-Id", "q"),
        ("X-Queue-Name", "Sales"),
        ("X-Queue-Timestamp", "t"),
    )
    tags = tags_of(said, NAMES, TRUSTED)

    assert tags.key == CallId("k.1:2@x-y_z")
    assert tags.call_type is CallType.TRANSFER
    assert (tags.voice_call_id, tags.parent_call_id) == ("v", "p")
    assert (tags.queue_id, tags.queue_name, tags.queue_timestamp) == ("q", "Sales", "t")
    assert tags_of(said, NAMES, STRANGER) == NO_TAGS


@pytest.mark.parametrize("key", ["", "a b", "ä", "a;b", "x" * (LONGEST_KEY + 1)])
def test_a_key_of_the_wrong_shape_is_ignored_aloud(key: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert tags_of(headers(("X-Vendor-Call-Key", key)), NAMES, TRUSTED).key is None

    assert "X-Vendor-Call-Key" in caplog.text
    assert not key or key not in caplog.text


def test_the_first_key_of_the_right_shape_is_taken_whatever_its_header() -> None:
    names = HeadersSettings(call_key=("X-One", "X-Two"))

    assert tags_of(headers(("X-Two", "two"), ("X-One", "???"), ("X-One", "one")), names, TRUSTED).key == "one"
    assert tags_of(headers(("X-Two", "two")), names, TRUSTED).key == "two"


@given(st.from_regex(r"[A-Za-z0-9._:@-]{1,128}", fullmatch=True))
def test_every_key_of_the_right_shape_is_taken(key: str) -> None:
    assert tags_of(headers(("X-Vendor-Call-Key", key)), NAMES, TRUSTED).key == key


def test_an_unknown_call_type_is_inbound() -> None:
    assert tags_of(headers(("X-Call-Type", "nonsense")), NAMES, TRUSTED).call_type is CallType.INBOUND


def test_a_diversion_names_who_was_meant_latest_first() -> None:
    said = headers(("Diversion", "<sip:4400@a>;reason=busy, <sip:4401@a>"), ("Diversion", "<sip:4400@a>"))

    assert diverted_from(said) == ("4400", "4401")


def test_a_history_names_who_was_meant_and_leaves_out_ourselves() -> None:
    said = headers(
        ("History-Info", "<sip:first@a>;index=1, <sip:us@a>;index=1.1.1"), ("History-Info", "<sip:mid@a>;index=1.1")
    )

    assert diverted_from(said) == ("mid", "first")
    assert diverted_from(headers(("History-Info", "<sip:us@a>;index=1"))) == ()
    assert diverted_from(headers(("Diversion", "nonsense"))) == ()


@pytest.mark.parametrize(
    "field",
    [
        ("Call-Info", "<sip:x>;answer-after=0"),
        ("Alert-Info", "<http://x>;info=alert-autoanswer"),
        ("Alert-Info", "Auto Answer"),
        ("Answer-Mode", "Auto"),
    ],
)
def test_a_call_answers_itself_only_for_peers_that_may_ask_so(field: tuple[str, str]) -> None:
    allowed = Standing(is_trusted=True, may_auto_answer=True)

    assert tags_of(headers(field), NAMES, allowed).wants_auto_answer
    assert not tags_of(headers(field), NAMES, TRUSTED).wants_auto_answer
    assert not tags_of(headers(("Call-Info", "<sip:x>;answer-after=9")), NAMES, allowed).wants_auto_answer
