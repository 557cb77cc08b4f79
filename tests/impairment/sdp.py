"""Bends a SIP message so that audio goes through the relay: another port in its SDP, and nothing else. Pure."""

import re

MEDIA = re.compile(rb"(?m)^(m=audio )(\d+)( )")
RTCP = re.compile(rb"(?m)^(a=rtcp:)(\d+)")
LENGTH = re.compile(rb"(?mi)^(Content-Length|l)[ \t]*:[ \t]*\d+")
BLANK = b"\r\n\r\n"


def media_port(message: bytes) -> int | None:
    """Read where the sender of a message wants its audio; None where it says nothing of audio."""
    found = MEDIA.search(message)
    return int(found[2]) if found else None


def with_media_port(message: bytes, port: int) -> bytes:
    """Say another port for audio, and the next one for RTCP."""
    head, blank, body = message.partition(BLANK)
    if media_port(body) is None:
        return message
    body = MEDIA.sub(rb"\g<1>%d\g<3>" % port, body)
    body = RTCP.sub(rb"\g<1>%d" % (port + 1), body)
    return LENGTH.sub(rb"\g<1>: %d" % len(body), head) + blank + body
