"""A SIP peer made of single messages: a test says what to send and looks at what came. UDP on loopback."""

import asyncio
import itertools
import re
import socket
from dataclasses import dataclass, field
from typing import cast

from softphone.adapters.sip.messages.headers import Headers, body_of, parse_headers
from tests.peers.waiting import until

_NUMBERS = itertools.count(1)
RFC4733 = "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n"


def sdp(port: int = 40000, *, direction: str = "sendrecv", has_events: bool = True) -> str:
    """Offer or answer PCMU."""
    types, events = ("0 101", RFC4733) if has_events else ("0", "")
    return (
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        f"m=audio {port} RTP/AVP {types}\r\na=rtpmap:0 PCMU/8000\r\n{events}a={direction}\r\n"
    )


@dataclass(frozen=True, slots=True)
class Message:
    """One message that came."""

    text: str
    source: tuple[str, int]
    headers: Headers = field(default_factory=Headers)

    @property
    def start(self) -> str:
        return self.text.split("\r\n", 1)[0]

    @property
    def is_request(self) -> bool:
        return not self.start.startswith("SIP/2.0")

    @property
    def code(self) -> int:
        return 0 if self.is_request else int(self.start.split()[1])

    @property
    def method(self) -> str:
        return self.headers.first("cseq").split()[-1]

    @property
    def body(self) -> str:
        return body_of(self.text)


class RawPeer(asyncio.DatagramProtocol):
    """One UDP socket that speaks SIP by hand."""

    def __init__(self) -> None:
        self.came: list[Message] = []
        self._seen = 0
        self._transport: asyncio.DatagramTransport | None = None
        self._is_closed = asyncio.Event()

    @classmethod
    async def open(cls, host: str = "127.0.0.1") -> "RawPeer":
        _, peer = await asyncio.get_running_loop().create_datagram_endpoint(cls, (host, 0))
        return peer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        text = data.decode(errors="replace")
        if text.strip():
            self.came.append(Message(text, addr, parse_headers(text)))

    @property
    def address(self) -> tuple[str, int]:
        assert self._transport is not None
        host, port = self._transport.get_extra_info("sockname")[:2]
        return str(host), int(port)

    @property
    def uri(self) -> str:
        host, port = self.address
        return f"sip:peer@{f'[{host}]' if ':' in host else host}:{port}"

    def connection_lost(self, _: Exception | None) -> None:
        self._is_closed.set()

    async def close(self) -> None:
        if self._transport:
            self._transport.close()
            await self._is_closed.wait()

    def send(self, text: str, to: tuple[str, int]) -> None:
        assert self._transport is not None
        self._transport.sendto(text.encode(), to)

    async def next(self, what: str, *, within_s: float = 8.0) -> Message:
        """Wait for the next message of a method ("INVITE") or of a code and a method ("200 INVITE")."""
        code, _, method = what.rpartition(" ")

        def find() -> tuple[int, Message] | None:
            for index, message in enumerate(self.came[self._seen :], start=self._seen):
                is_it = message.code == int(code) if code else message.is_request
                if is_it and message.method == method:
                    return index, message
            return None

        found = await until(find, f"{what}; came: {[one.start for one in self.came[self._seen :]]}", within_s=within_s)
        assert found is not None
        self._seen = found[0] + 1
        return found[1]

    def invite(self, target: str, *extra: str, body: str | None = None, sender: str = "sip:peer@127.0.0.1") -> str:
        """Send an INVITE; gives its text back, for ACK and CANCEL."""
        number = next(_NUMBERS)
        host, port = self.address
        content = sdp() if body is None else body
        lines = [
            f"INVITE {target} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK-raw-{number}",
            "Max-Forwards: 70",
            f'From: "Raw" <{sender}>;tag=raw-{number}',
            f"To: <{target}>",
            f"Call-ID: raw-{number}-{port}",
            "CSeq: 1 INVITE",
            f"Contact: <{self.uri}>",
            *extra,
            "Content-Type: application/sdp",
            f"Content-Length: {len(content)}",
        ]
        text = "\r\n".join(lines) + "\r\n\r\n" + content
        self.send(text, place_of_target(target))
        return text

    def again(self, invite: str, method: str, reply: Message | None = None, *extra: str, body: str = "") -> None:
        """Send ACK, CANCEL or BYE for an INVITE of ours; those inside the dialog carry its tag."""
        headers, target = parse_headers(invite), invite.split()[1]
        to = reply.headers.first("to") if reply else headers.first("to")
        is_new = method not in ("ACK", "CANCEL")
        number = "2" if is_new else "1"
        via = headers.first("via") + (f"-{method}" if is_new else "")
        lines = [f"{method} {target} SIP/2.0", f"Via: {via}", "Max-Forwards: 70", f"From: {headers.first('from')}"]
        lines += [f"To: {to}", f"Call-ID: {headers.first('call-id')}", f"CSeq: {number} {method}", *extra]
        lines += [*(["Content-Type: application/sdp"] if body else []), f"Content-Length: {len(body)}"]
        self.send("\r\n".join(lines) + "\r\n\r\n" + body, place_of_target(target))

    def reply(self, request: Message, status: str, *extra: str, body: str = "") -> None:
        """Answer a request."""
        to = request.headers.first("to")
        tagged = to if "tag=" in to else f"{to};tag=raw-here"
        lines = [f"SIP/2.0 {status}", *(f"Via: {via}" for via in request.headers.all("via"))]
        lines += [f"From: {request.headers.first('from')}", f"To: {tagged}"]
        lines += [f"Call-ID: {request.headers.first('call-id')}", f"CSeq: {request.headers.first('cseq')}"]
        lines += [f"Contact: <{self.uri}>"] if not any(one.lower().startswith("contact:") for one in extra) else []
        lines += [*extra, *(["Content-Type: application/sdp"] if body else []), f"Content-Length: {len(body)}"]
        self.send("\r\n".join(lines) + "\r\n\r\n" + body, request.source)


def place_of_target(target: str) -> tuple[str, int]:
    """Where a SIP URI with a port points."""
    found = re.search(r"@\[?([^\];]+?)\]?:(\d+)", target)
    assert found, target
    return found[1], int(found[2])


def has_ipv6() -> bool:
    """Whether this machine has an IPv6 loopback."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
