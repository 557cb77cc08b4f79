"""Which messages within a call say that a callback's customer is there."""

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.messages.callback_signal import KIND, has_customer

ANSWERED = '{"customer": "answered"}'


@pytest.mark.parametrize(
    ("kind", "body", "is_there"),
    [
        (KIND, ANSWERED, True),
        ("Text/Plain; charset=UTF-8", ANSWERED, True),
        ("text/html", ANSWERED, False),
        (KIND, '{"customer": "rings"}', False),
        (KIND, '{"key": "a", "mode": "barge"}', False),
        (KIND, "", False),
        (KIND, "\udcff", False),
    ],
)
def test_what_says_so(kind: str, body: str, is_there: bool) -> None:
    assert has_customer(kind, body) is is_there


@given(st.text(max_size=100))
def test_nonsense_says_nothing(body: str) -> None:
    assert not has_customer(KIND, body)
