"""What counts as an address, a port, an origin, a name: the values people really write, and those they get wrong."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies as st

from softphone.settings import kinds

GOOD: list[tuple[Any, list[Any]]] = [
    (kinds.Port, [0, 1, 5060, 65535]),
    (kinds.SipUri, ["sip:a@b", "sips:+4930@[2001:db8::1]:5061;transport=tcp", "sip:pbx", "sip:10.0.0.1:5060?x=y"]),
    (kinds.Host, ["pbx", "pbx.example.com", "10.0.0.1", "::1", "fe80::1%eth0", "[2001:db8::1]", "a"]),
    (kinds.HostAndPort, ["x:3478", "stun.example.com", "[::1]:5", "10.0.0.1:1"]),
    (kinds.Network, ["10.0.0.1", "10.0.0.0/8", "2001:db8::/32", "pbx.example.com", "::1"]),
    (kinds.WebOrigin, ["https://a.my.salesforce.com", "https://a.b:*", "http://127.0.0.1:8080", "https://[::1]:1"]),
    (kinds.EnvironmentName, ["SOFTPHONE_PASSWORD", "_X", "A1"]),
    (kinds.HeaderName, ["X-Call", "P-Asserted-Identity", "X.a_b"]),
    (kinds.Label, ["office", "My office (Ä)", "a"]),
    (kinds.DialString, ["*43", "700", "sip:park@pbx", "+49", "#A"]),
    (kinds.QueueCode, ["*45", "*45{id}", "{id}*1", "sip:login-{id}@pbx"]),
    (kinds.ToneDigits, ["4", "*#D"]),
    (kinds.Target, ["{number}", "sip:spy-{agent}@{domain}", "*33{number}#"]),
    (kinds.Region, ["DE", "US"]),
    (kinds.InputDevice, ["default", "file:a b.wav", "Headset (USB)"]),
]
BAD: list[tuple[Any, list[Any]]] = [
    (kinds.Port, [-1, 65536, "5060", 5060.5, True]),
    (kinds.SipUri, ["", "pbx", "tel:+49", "sip:", "sip:a b@c", "<sip:a@b>", 'sip:"a"@b', "sip:a@b\n"]),
    (kinds.Host, ["", "a b", "-a", "a-", "sip:a", "a/b", "a\n", ":"]),
    (kinds.HostAndPort, ["", "x:", "x:port", "x:1:2", "a b:1"]),
    (kinds.Network, ["", "10.0.0.0/", "10.0.0.0/8/9", "a b", "a\n"]),
    (
        kinds.WebOrigin,
        ["", "a.b", "ftp://a", "https://a/", "https://a/x", "https://*.a.b", "https://a:x", "https://a\n"],
    ),
    (kinds.EnvironmentName, ["", "hunter2", "A-B", "1A", "A B", "A\n"]),
    (kinds.HeaderName, ["", "X Call", "X-Call:", "1X", "Ä"]),
    (kinds.Label, ["", " a", "a ", "a\nb", "x" * 65, "\x00"]),
    (kinds.DialString, ["", "a b", "tel:1", "1;2"]),
    (kinds.QueueCode, ["", "*45{number}", "*45{id", "a b"]),
    (kinds.ToneDigits, ["", "a", "1 2"]),
    (kinds.Target, ["", "a b", "<x>"]),
    (kinds.Region, ["", "de", "DEU", "D1"]),
    (kinds.InputDevice, [""]),
]


def fits(kind: Any, value: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in GOOD for value in values])
def test_what_people_really_write_is_taken(kind: Any, value: Any) -> None:
    assert fits(kind, value)


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in BAD for value in values])
def test_what_people_get_wrong_is_refused(kind: Any, value: Any) -> None:
    assert not fits(kind, value)


@given(st.sampled_from([kind for kind, _ in BAD if kind is not kinds.Port]), st.text(max_size=20))
def test_no_kind_of_text_takes_a_line_break_where_it_would_be_written_on_a_line(kind: Any, text: str) -> None:
    if kind is not kinds.InputDevice:
        assert not fits(kind, text + "\n")
