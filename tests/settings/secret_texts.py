"""Texts as they stand in logs, with one secret of a known kind in each."""

from typing import Any

from hypothesis import strategies as st

WORD = st.text("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=8, max_size=24)
PASSWORD = st.text(
    "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "\"'\\"), min_size=6, max_size=20
).map(lambda text: "Zq7" + text)
FRAGMENTS = st.sampled_from(
    [
        "",
        "the call was answered ",
        "2024-01-02 12:13:14.567 ",
        "192.168.1.20:5060 ",
        '{"id": 5, ',
        "\r\n",
        "[x] (y) ",
        "a=b; ",
    ]
)
PASSWORD_PLACES = [
    "password={}",
    "Password: {}",
    '"password": "{}"',
    "{{'sip_password': '{}'}}",
    "passwd = {}",
    "pwd:{}",
    "secret={}",
    "access_token={}",
    'token: "{}"',
    "?ticket={}",
    "api-key: {}",
    "Authorization: Bearer {}",
    "Bearer {}",
    'Proxy-Authorization: Digest username="a", response="{}"',
    'authorization: Digest realm="x",\r\n response="{}"',
    "Cookie: sid={}",
    'response="{}"',
    "cnonce={}",
    "ha1={}",
    "credentials='{}'",
    "Error: AccountSettings(password='{}', name='x')",
]
WORD_PLACES = [
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{}|2^20|1:32",
    "a=ice-pwd:{}",
    "sip:agent:{}@pbx.example.com",
    "https://user:{}@example.com/x",
    "k=clear:{}",
    "eyJ{0}.{0}.{0}",
    "00D0000000{0}!{0}",
]
NUMBER_PLACES = [
    "dialling {}",
    "from {} to the queue",
    "sip:{}@pbx.example.com",
    "<sip:{}>",
    "tel:{};ext=1",
    "callto:{}",
    "number={}",
    '"phoneNumber": "{}"',
    "caller_number: '{}'",
    "({})",
    "P-Asserted-Identity: <tel:{}>",
]
NAME_PLACES = [
    'From: "{}" <sip:agent@pbx>',
    "From: {} <sip:agent@pbx>;tag=1",
    "To:{}<sips:agent@pbx>",
    "call from {} <sip:agent@pbx>",
    'display_name="{}"',
    "displayName: {}",
    '"fullName":"{}"',
    "Contact(name='{}', id=1)",
    "o={} 123 456 IN IP4 127.0.0.1",
    "sip:{}@pbx.example.com",
    "mail {}@mail.example.com",
    'Digest username="{}"',
]
DIGIT_PLACES = [
    "Signal={}\r\nDuration=100",
    "Signal= {}",
    "digits={}",
    "sent digits {}",
    '"digits": "{}"',
    "dtmf: {}",
    "Content-Type: application/dtmf\r\nContent-Length: 5\r\n\r\n{}",
]
NAMES = st.sampled_from(["Alice", "Müller", "O'Neil", "Łukasz", "Jean-Luc", "Ngozi", "山田"])
GROUPED = ["{}{}{}", "{} {} {}", "({}) {}-{}", "{}/{}{}", "{}-{}-{}", "{}.{}.{}"]


@st.composite
def numbers(draw: Any) -> str:
    """Draw a telephone number as people write it."""
    plus: str = draw(st.sampled_from(["", "+49 ", "+1", "0049", "+44-", "1 "]))
    parts = [draw(st.text("23456789", min_size=size, max_size=size + 1)) for size in (3, 3, 4)]
    return plus + str(draw(st.sampled_from(GROUPED))).format(*parts)


@st.composite
def logged(draw: Any, places: list[str], secrets: st.SearchStrategy[str]) -> tuple[str, str]:
    """Draw a text and the secret in it."""
    secret = draw(secrets)
    place = str(draw(st.sampled_from(places)))
    end: str = draw(st.sampled_from([" ", "\r\n", ", "]))
    begin = "\r\n" if place[:2] in {"o=", "k="} else ""
    return f"{draw(FRAGMENTS)}{begin}{place.format(secret)}{end}{draw(FRAGMENTS)}", secret
