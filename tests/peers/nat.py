"""A translator of addresses between a phone and a server: the server, and everybody else, see another port.

Only what is sent through it is translated. What comes to the port outside, from anybody, goes to the phone.
"""

import asyncio
from typing import cast

HOST = "127.0.0.1"
Address = tuple[str, int]


class Nat(asyncio.DatagramProtocol):
    """The side of the phone."""

    def __init__(self, server: Address) -> None:
        self._server = server
        self._inside: asyncio.DatagramTransport | None = None
        self._outside: dict[Address, asyncio.DatagramTransport] = {}
        self._opening: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, server: Address) -> "Nat":
        """Stand before a server."""
        nat = cls(server)
        await asyncio.get_running_loop().create_datagram_endpoint(lambda: nat, local_addr=(HOST, 0))
        return nat

    @property
    def place(self) -> str:
        """Where the phone finds the server."""
        assert self._inside is not None
        return f"{HOST}:{self._inside.get_extra_info('sockname')[1]}"

    def seen_as(self) -> dict[int, int]:
        """The ports of the phone, and those that others see instead."""
        return {inside[1]: found.get_extra_info("sockname")[1] for inside, found in self._outside.items()}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the phone."""
        self._inside = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        """Send on what the phone says, from a port of its own for each of the phone's."""
        task = asyncio.get_running_loop().create_task(self._send_on(data, addr))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    def came_back(self, data: bytes, phone: Address) -> None:
        """Give the phone what came from outside."""
        assert self._inside is not None
        self._inside.sendto(data, phone)

    async def close(self) -> None:
        """Free all ports."""
        for transport in (self._inside, *self._outside.values()):
            if transport is not None:
                transport.close()
        await asyncio.sleep(0)

    async def _send_on(self, data: bytes, phone: Address) -> None:
        if phone not in self._outside:
            loop = asyncio.get_running_loop()
            transport, _ = await loop.create_datagram_endpoint(lambda: _Outside(self, phone), local_addr=(HOST, 0))
            self._outside.setdefault(phone, transport)
        self._outside[phone].sendto(data, self._server)


class _Outside(asyncio.DatagramProtocol):
    """One port outside."""

    def __init__(self, nat: Nat, phone: Address) -> None:
        self._nat, self._phone = nat, phone

    def datagram_received(self, data: bytes, addr: Address) -> None:  # noqa: ARG002 - from anybody
        """Send it in."""
        self._nat.came_back(data, self._phone)
