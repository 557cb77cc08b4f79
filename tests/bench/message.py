"""The least of SIP that a stopwatch needs: reads a message's first line and headers, and writes messages."""

import itertools
import re
from dataclasses import dataclass

HOST = "127.0.0.1"
BRANCH = "z9hG4bK"
_NUMBERS = itertools.count(1)
_TAG = re.compile(r";tag=([^;>\s]+)")
_CONTACT = re.compile(r"<?(sips?:[^>\s]+)>?")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it was received, and when (CLOCK_MONOTONIC)."""

    start: str
    headers: tuple[tuple[str, str], ...]
    body: str
    received_at: float

    @property
    def code(self) -> int:
        """The code of a response; 0 for a request."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        """The method, also of the request that a response answers."""
        return self.first("cseq").split()[-1]

    @property
    def call_id(self) -> str:
        """The dialog's name."""
        return self.first("call-id")

    @property
    def contact(self) -> str:
        """Where requests inside the dialog go."""
        found = _CONTACT.search(self.first("contact"))
        return found[1] if found else ""

    def all(self, name: str) -> list[str]:
        """All values of a header."""
        return [value for header, value in self.headers if header == name]

    def first(self, name: str) -> str:
        """The first value of a header, or nothing."""
        return next(iter(self.all(name)), "")

    def tag(self, name: str) -> str:
        """The tag in From or To."""
        found = _TAG.search(self.first(name))
        return found[1] if found else ""


def read(raw: bytes, received_at: float) -> Message | None:
    """Read a message; None for a keep-alive."""
    head, _, body = raw.decode("utf-8", "replace").partition("\r\n\r\n")
    lines = head.split("\r\n")
    if not lines[0].strip():
        return None
    pairs = (line.partition(":") for line in lines[1:])
    headers = tuple((_LONG.get(name.strip().lower(), name.strip().lower()), value.strip()) for name, _, value in pairs)
    return Message(lines[0], headers, body, received_at)


_LONG = {"i": "call-id", "f": "from", "t": "to", "v": "via", "m": "contact", "l": "content-length"}


def token() -> str:
    """Give a name that was not given before."""
    return f"bench{next(_NUMBERS)}"


def write(start: str, headers: list[tuple[str, str]], body: str = "") -> bytes:
    """Write a message."""
    described = [("Content-Type", "application/sdp")] if body else []
    lines = [start, *(f"{name}: {value}" for name, value in [*headers, *described])]
    return ("\r\n".join([*lines, f"Content-Length: {len(body)}"]) + "\r\n\r\n" + body).encode()


def offer(rtp_port: int) -> str:
    """Describe one PCMU stream with telephone events."""
    lines = ["v=0", f"o=- 1 1 IN IP4 {HOST}", "s=-", f"c=IN IP4 {HOST}", "t=0 0", f"m=audio {rtp_port} RTP/AVP 0 101"]
    return "\r\n".join([*lines, "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000", "a=sendrecv"]) + "\r\n"
