"""An endless supply of broken SIP, the same for the same seed."""

import random
import struct
from collections.abc import Callable, Iterator

from tests.e2e.raw_sip import SDP, request

METHODS = ("INVITE", "OPTIONS", "BYE", "CANCEL", "ACK", "REGISTER", "MESSAGE", "SUBSCRIBE", "NOTIFY", "INFO", "REFER")
UDP_MOST = 65_000
Broken = Callable[[random.Random, str], bytes]


def broken_messages(seed: int, port: int, own: int) -> Iterator[bytes]:
    """Give broken messages for ever."""
    dice = random.Random(seed)
    while True:
        method = dice.choice((*METHODS, "INVITE"))
        body = SDP if method == "INVITE" else dice.choice(("", "x" * dice.randrange(50)))
        headers = "" if method != "INVITE" else "Content-Type: application/sdp\r\n"
        whole = request(method, port, own, body=body, headers=headers)
        yield dice.choice(KINDS)(dice, whole)[:UDP_MOST]


def truncated(dice: random.Random, whole: str) -> bytes:
    """Cut off anywhere."""
    return whole.encode()[: dice.randrange(len(whole))]


def oversized(dice: random.Random, whole: str) -> bytes:
    """One header, many headers or a body much too long."""
    long = "A" * dice.choice((4_000, 20_000, 60_000))
    return dice.choice(
        (
            whole.replace("Max-Forwards: 70", f"Subject: {long}"),
            whole.replace("Max-Forwards: 70", "\r\n".join(f"X-{n}: {n}" for n in range(4_000))),
            whole.replace("sip:tester@", f"sip:{long}@"),
            whole.replace("z9hG4bK", f"z9hG4bK{long}"),
            whole + long,
            whole.replace("Max-Forwards: 70", "\r\n".join(["Via: SIP/2.0/UDP h;branch=z9hG4bKx"] * 1_500)),
        )
    ).encode()


def wrong_lengths(dice: random.Random, whole: str) -> bytes:
    """A Content-Length that is not so."""
    length = dice.choice(("-1", "99999", "0", "4294967296", "18446744073709551616", "", "abc", "1e3", "0x10", "1 2"))
    head, _, rest = whole.partition("Content-Length: ")
    return f"{head}Content-Length: {length}\r\n{rest.partition(chr(10))[2]}".encode()


def random_bytes(dice: random.Random, _: str) -> bytes:
    """Noise."""
    return dice.randbytes(dice.randrange(1, 2_000))


def flipped(dice: random.Random, whole: str) -> bytes:
    """A decent message with some bytes of it changed."""
    raw = bytearray(whole.encode())
    for _ in range(dice.randrange(1, 20)):
        raw[dice.randrange(len(raw))] = dice.randrange(256)
    return bytes(raw)


def without_a_header(dice: random.Random, whole: str) -> bytes:
    """A header that must be there is not, or is there twice."""
    lines = whole.split("\r\n")
    at = dice.randrange(1, 9)
    lines[at : at + 1] = dice.choice(([], [lines[at], lines[at]]))
    return "\r\n".join(lines).encode()


def odd_values(dice: random.Random, whole: str) -> bytes:
    """Values that a careless reader believes."""
    old, new = dice.choice(
        (
            ("CSeq: 1 ", "CSeq: 4294967296 "),
            ("CSeq: 1 ", "CSeq: -1 "),
            ("CSeq: 1 ", "CSeq: "),
            ("Max-Forwards: 70", "Max-Forwards: 0"),
            ("Max-Forwards: 70", "Max-Forwards: 99999999999"),
            ("SIP/2.0\r\n", "SIP/9.9\r\n"),
            ("SIP/2.0/UDP", "SIP/2.0/XYZ"),
            ("sip:desk@", "tel:"),
            ("sip:desk@", "sip:%00%ff%zz@"),
            ("sip:desk@127.0.0.1", "sip:desk@[::::1"),
            ('"Tester"', '"Tes\\"ter'),
            ("<sip:tester@", "<<<<sip:tester@"),
            ("Contact: ", "Contact: *,"),
            ("tag=", "tag=;tag=;=;"),
            ("Call-ID: ", "Call-ID: \x00\x01"),
            ("Max-Forwards: 70", "Max-Forwards: 70\r\n folded\r\n\tagain"),
            ("Max-Forwards: 70", "Require: nothing-like-this\r\nProxy-Require: that"),
            ("Max-Forwards: 70", "Replaces: a;to-tag=b;from-tag=c"),
            ("Max-Forwards: 70", "X-Vendor-Call-Key: " + "k" * 5_000),
            ("Max-Forwards: 70", "P-Asserted-Identity: \xff\xfe<sip:\xe4@x>"),
            ("Max-Forwards: 70", 'Reason: SIP;cause=abc;text="'),
            ("Max-Forwards: 70", "Session-Expires: 0\r\nMin-SE: -5"),
        )
    )
    return whole.replace(old, new).encode("latin-1", errors="replace")


def odd_offers(dice: random.Random, whole: str) -> bytes:
    """An SDP that makes no sense."""
    old, new = dice.choice(
        (
            ("m=audio 40000", "m=audio 99999"),
            ("m=audio 40000", "m=audio -1"),
            ("m=audio 40000", "m=audio 0"),
            ("RTP/AVP 0 101", "RTP/AVP " + " ".join(map(str, range(300)))),
            ("RTP/AVP 0 101", "RTP/SAVP 0"),
            ("RTP/AVP 0 101", "RTP/AVP"),
            ("c=IN IP4 127.0.0.1", "c=IN IP4 999.1.1.1"),
            ("c=IN IP4 127.0.0.1\r\n", ""),
            ("c=IN IP4 127.0.0.1", "c=IN IP6 ::1"),
            ("a=rtpmap:0 PCMU/8000", "a=rtpmap:0 PCMU/0/0"),
            ("a=rtpmap:0 PCMU/8000", "a=rtpmap:999 " + "X" * 300),
            ("v=0", "v=9"),
            ("t=0 0\r\n", "t=0 0\r\n" + "m=audio 1 RTP/AVP 0\r\n" * 50),
            ("a=rtpmap:101", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:short\r\na=rtpmap:101"),
            ("a=rtpmap:101", "a=candidate:x x x x x x x x\r\na=rtpmap:101"),
        )
    )
    changed = whole.replace(old, new)
    body = changed.partition("\r\n\r\n")[2]
    return wrong_length_mended(changed, len(body)).encode()


def wrong_length_mended(whole: str, length: int) -> str:
    """Write the right Content-Length again after the body was changed."""
    head, _, rest = whole.partition("Content-Length: ")
    return f"{head}Content-Length: {length}\r\n{rest.partition(chr(10))[2]}"


def stray_answers(dice: random.Random, whole: str) -> bytes:
    """Answers to questions nobody asked."""
    code = dice.choice((0, 1, 99, 100, 180, 200, 302, 401, 407, 487, 500, 699, 700, 99999))
    return f"SIP/2.0 {code} Whatever\r\n{whole.partition(chr(10))[2]}".encode()


def not_sip_at_all(dice: random.Random, _: str) -> bytes:
    """STUN, RTP, HTTP, keep-alives, nothing."""
    return dice.choice(
        (
            struct.pack("!HHI", 1, 0, 0x2112A442) + dice.randbytes(12),
            struct.pack("!HHI", 0x0101, 60_000, 0x2112A442) + dice.randbytes(12),
            b"\x80\x00" + dice.randbytes(170),
            b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            b"\r\n\r\n",
            b"\x00",
            b"\x00\x00\x00\x00",
            b"",
        )
    )


KINDS: tuple[Broken, ...] = (
    truncated,
    oversized,
    wrong_lengths,
    random_bytes,
    flipped,
    without_a_header,
    odd_values,
    odd_offers,
    stray_answers,
    not_sip_at_all,
)
