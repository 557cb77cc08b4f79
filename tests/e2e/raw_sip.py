"""SIP written by hand: messages no decent peer would send, and a question whether anybody is still there."""

import asyncio
import socket
import time
import uuid

REQUEST = (
    "{method} sip:desk@{host}:{port} SIP/2.0\r\n"
    "Via: SIP/2.0/{transport} {host}:{own};branch=z9hG4bK{token};rport\r\n"
    'From: "Tester" <sip:tester@{host}:{own}>;tag={token}\r\n'
    "To: <sip:desk@{host}:{port}>\r\n"
    "Call-ID: {token}@{host}\r\n"
    "CSeq: 1 {method}\r\n"
    "Contact: <sip:tester@{host}:{own}>\r\n"
    "Max-Forwards: 70\r\n"
    "{headers}"
    "Content-Length: {length}\r\n"
    "\r\n"
    "{body}"
)
SDP = (
    "v=0\r\no=t 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 40000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
)


def request(method: str, port: int, own: int, *, body: str = "", headers: str = "", transport: str = "UDP") -> str:
    """Write a decent request to the engine at `port`."""
    return REQUEST.format(
        method=method,
        host="127.0.0.1",
        port=port,
        own=own,
        token=uuid.uuid4().hex,
        headers=headers,
        length=len(body.encode()),
        body=body,
        transport=transport,
    )


async def answers_options(port: int, *, within_s: float = 1.0) -> str:
    """Send OPTIONS over UDP and give the status line of its answer; too late is a failure."""
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.setblocking(False)
        own.bind(("127.0.0.1", 0))
        message = request("OPTIONS", port, own.getsockname()[1])
        call_id = next(line for line in message.split("\r\n") if line.startswith("Call-ID"))
        await loop.sock_sendto(own, message.encode(), ("127.0.0.1", port))
        deadline = time.monotonic() + within_s
        while True:
            answer = await asyncio.wait_for(loop.sock_recv(own, 65536), deadline - time.monotonic())
            if call_id in answer.decode(errors="replace"):
                return answer.decode(errors="replace").split("\r\n", 1)[0]
