"""A registrar for one phone: it challenges, believes a password or not, and takes INVITEs' place for nobody.

It speaks UDP, TCP and TLS, and digest with MD5 or SHA-256, in as few lines as that takes.
"""

import asyncio
import hashlib
import re
import ssl
from dataclasses import dataclass, field
from typing import Any

from softphone.adapters.sip.messages.headers import Headers, parse_headers
from tests.adapters.sip.raw_peer import Message

REALM, NONCE = "test.example", "5c1f0a"


@dataclass(slots=True)
class Registrar:
    """What it believes, and what came."""

    believes: str = "right"
    algorithm: str = "MD5"
    refuses_with: str = ""
    came: list[Message] = field(default_factory=list)
    port: int = 0
    _servers: list[Any] = field(default_factory=list)
    _writers: list[asyncio.StreamWriter] = field(default_factory=list)

    @property
    def uri(self) -> str:
        return f"sip:127.0.0.1:{self.port}"

    async def listen_udp(self) -> "Registrar":
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self), ("127.0.0.1", 0))
        self.port = transport.get_extra_info("sockname")[1]
        self._servers.append(transport)
        return self

    async def listen_tcp(self, context: ssl.SSLContext | None = None) -> "Registrar":
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        self._servers.append(server)
        return self

    def drop_connections(self) -> None:
        """Let every connection break."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        await asyncio.sleep(0)

    def requests(self, method: str = "REGISTER") -> list[Headers]:
        """The headers of every request of a method."""
        return [message.headers for message in self.came if message.method == method]

    def answer(self, text: str, source: tuple[str, int]) -> str:
        """Answer one request."""
        message = Message(text, source, parse_headers(text))
        self.came.append(message)
        status, extra = self._decide(message)
        copied = [f"{name}: {message.headers.first(name)}" for name in ("via", "from", "call-id", "cseq")]
        to = f"to: {message.headers.first('to')};tag=registrar"
        return "\r\n".join([f"SIP/2.0 {status}", *copied, to, *extra, "content-length: 0"]) + "\r\n\r\n"

    def _decide(self, message: Message) -> tuple[str, list[str]]:
        if self.refuses_with:
            return self.refuses_with, []
        said = message.headers.first("authorization")
        if not said:
            challenge = f'Digest realm="{REALM}", nonce="{NONCE}", algorithm={self.algorithm}, qop="auth"'
            return "401 Unauthorized", [f"www-authenticate: {challenge}"]
        if not self._is_right(said, message.method):
            return "403 Forbidden", []
        contact = message.headers.first("contact")
        return "200 OK", [f"contact: {contact}", f"expires: {message.headers.first('expires')}"] if contact else []

    def _is_right(self, said: str, method: str) -> bool:
        given = dict(re.findall(r'(\w+)="?([^",]*)"?', said))
        hashing = hashlib.sha256 if self.algorithm == "SHA-256" else hashlib.md5

        def digest(*parts: str) -> str:
            return hashing(":".join(parts).encode()).hexdigest()

        one = digest(given["username"], REALM, self.believes)
        two = digest(method, given["uri"])
        return str(given["response"]) == digest(one, NONCE, given["nc"], given["cnonce"], given["qop"], two)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if head.strip():
                    source = writer.get_extra_info("peername")[:2]
                    writer.write(self.answer(head.decode(), source).encode())
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, registrar: Registrar) -> None:
        self._registrar = registrar
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if data.strip():
            self._transport.sendto(self._registrar.answer(data.decode(), addr).encode(), addr)
