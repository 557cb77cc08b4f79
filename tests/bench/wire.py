"""A SIP peer that is a stopwatch: it notes when it sends and when it receives, at the socket, and does little else.

Every message of a call lands in that call's queue; calls from outside begin in `incoming`. REGISTER and OPTIONS are
answered at once. CLOCK_MONOTONIC throughout.
"""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.bench.message import BRANCH, HOST, Message, offer, read, token, write
from tests.peers.ports import Ports

PATIENCE_S = 5.0


@dataclass(slots=True)
class Call:
    """One dialog, seen from the wire's end. `sent_at` is when its latest request left."""

    wire: "Wire"
    call_id: str
    near: str
    far: str
    target: str
    cseq: int = 1
    branch: str = ""
    sent_at: float = 0.0
    inbox: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)

    def invite(self, *headers: tuple[str, str], sdp: str = "") -> None:
        """Send the first INVITE; the wire's own deaf RTP port is offered unless `sdp` says otherwise."""
        self._request("INVITE", sdp or offer(self.wire.rtp_port), *headers)

    def cancel(self) -> None:
        """Take the INVITE back."""
        self._request("CANCEL", "", branch=self.branch, cseq=1)

    def bye(self) -> None:
        """End the call."""
        self.cseq += 1
        self._request("BYE")

    def ack(self, answer: Message) -> None:
        """Confirm a final answer to INVITE, and learn from a 2xx where the far end is."""
        self.far = answer.first("to")
        is_success = answer.code < 300
        self.target = (answer.contact or self.target) if is_success else self.target
        self._request("ACK", branch="" if is_success else self.branch, cseq=int(answer.first("cseq").split()[0]))

    def answer(self, request: Message, code: int, phrase: str, body: str = "") -> None:
        """Answer a request of the far end."""
        to = request.first("to")
        if ";tag=" not in to:
            self.near = to = f"{to};tag={token()}"
            self.far, self.target = request.first("from"), request.contact
        headers = [("Via", via) for via in request.all("via")]
        headers += [("From", request.first("from")), ("To", to), ("Call-ID", self.call_id)]
        headers += [("CSeq", request.first("cseq")), ("Contact", f"<{self.wire.uri}>")]
        self.wire.send(write(f"SIP/2.0 {code} {phrase}", headers, body), self.target)

    async def response(self, method: str, least: int = 200) -> Message:
        """Wait for an answer to a request of this method with at least this code."""
        return await self._next(lambda message: message.code >= least and message.method == method)

    async def request(self, method: str) -> Message:
        """Wait for a request of the far end."""
        return await self._next(lambda message: message.code == 0 and message.method == method)

    async def _next(self, is_wanted: Callable[[Message], bool]) -> Message:
        async with asyncio.timeout(PATIENCE_S):
            while not is_wanted(message := await self.inbox.get()):
                pass
            return message

    def _request(self, method: str, body: str = "", *more: tuple[str, str], branch: str = "", cseq: int = 0) -> None:
        branch = branch or BRANCH + token()
        if method == "INVITE":
            self.branch = branch
        headers = [("Via", f"SIP/2.0/UDP {HOST}:{self.wire.port};branch={branch}"), ("Max-Forwards", "70")]
        headers += [("From", self.near), ("To", self.far), ("Call-ID", self.call_id)]
        headers += [("CSeq", f"{cseq or self.cseq} {method}"), ("Contact", f"<{self.wire.uri}>"), *more]
        raw = write(f"{method} {self.target} SIP/2.0", headers, body)
        self.sent_at = time.monotonic()
        self.wire.send(raw, self.target)


class Wire:
    """A UDP socket that speaks SIP, and a deaf one for RTP."""

    def __init__(self, port: int, rtp_port: int, user: str = "bench") -> None:
        self.port, self.rtp_port, self.user = port, rtp_port, user
        self.incoming: asyncio.Queue[Call] = asyncio.Queue()
        self.registrations = 0
        self._calls: dict[str, Call] = {}
        self._socket = _bound(port)
        self._rtp = _bound(rtp_port)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._socket, self._receive)

    @property
    def uri(self) -> str:
        """Where to call it."""
        return f"sip:{self.user}@{HOST}:{self.port}"

    def call(self, target: str) -> Call:
        """Begin a dialog; nothing is sent yet."""
        call = Call(self, f"{token()}@{HOST}", f'"Bench" <{self.uri}>;tag={token()}', f"<{target}>", target)
        self._calls[call.call_id] = call
        return call

    def forget(self, call: Call) -> None:
        """Let a call go that is over."""
        self._calls.pop(call.call_id, None)

    def send(self, raw: bytes, target: str) -> None:
        """Send one datagram."""
        host, _, port = target.rpartition("@")[2].partition(";")[0].removeprefix("sip:").partition(":")
        self._socket.sendto(raw, (host, int(port or 5060)))

    def close(self) -> None:
        """Close both sockets."""
        self._loop.remove_reader(self._socket)
        self._socket.close()
        self._rtp.close()

    def _receive(self) -> None:
        while True:
            try:
                raw, address = self._socket.recvfrom(65536)
            except BlockingIOError:
                return
            if message := read(raw, time.monotonic()):
                self._sort(message, address)

    def _sort(self, message: Message, address: tuple[str, int]) -> None:
        call = self._calls.get(message.call_id)
        if message.code == 0 and message.method in {"REGISTER", "OPTIONS"}:
            self._nod(message, address)
        elif call is not None:
            call.inbox.put_nowait(message)
        elif message.code == 0 and message.method == "INVITE":
            call = Call(self, message.call_id, message.first("to"), message.first("from"), message.contact)
            self._calls[call.call_id] = call
            call.inbox.put_nowait(message)
            self.incoming.put_nowait(call)

    def _nod(self, request: Message, address: tuple[str, int]) -> None:
        """Say yes, as a registrar that knows no passwords does."""
        headers = [("Via", via) for via in request.all("via")]
        headers += [("From", request.first("from")), ("To", f"{request.first('to')};tag={token()}")]
        headers += [("Call-ID", request.call_id), ("CSeq", request.first("cseq"))]
        if request.method == "REGISTER":
            self.registrations += 1
            headers += [("Contact", request.first("contact")), ("Expires", request.first("expires") or "300")]
        self._socket.sendto(write("SIP/2.0 200 OK", headers), address)


@contextmanager
def a_wire(ports: Ports) -> Iterator[Wire]:
    """Open a wire for a while."""
    wire = Wire(ports.one(), ports.one())
    try:
        yield wire
    finally:
        wire.close()


def _bound(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    bound.setblocking(False)
    bound.bind((HOST, port))
    return bound
