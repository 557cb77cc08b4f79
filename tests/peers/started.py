"""Starts the peers of one test and ends them all, whatever happened."""

from collections.abc import Awaitable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tests.peers.asterisk import Asterisk, AsteriskPorts
from tests.peers.baresip import Baresip, BaresipPhone
from tests.peers.certificates import Authority
from tests.peers.g711 import linear_to_ulaw
from tests.peers.kamailio import Kamailio
from tests.peers.ports import FIRST, LAST, Ports
from tests.peers.rtp import RtpEnd
from tests.peers.sipp import Sipp, SippCall
from tests.peers.sockets import outward_sockets
from tests.peers.tones import tone, tone_wav


class Peer(Protocol):
    """What every peer can do."""

    def ready(self) -> Awaitable[None]:
        """Wait until it can be used."""

    def stop(self) -> Awaitable[None]:
        """End it."""


class Closable(Protocol):
    """What is open, and can be closed."""

    def close(self) -> Awaitable[None]:
        """End it."""


P = TypeVar("P", bound=Peer)
C = TypeVar("C", bound=Closable)


class Peers:
    """The peers of one test; each gets ports and a folder of its own."""

    def __init__(self, folder: Path, ports: Ports) -> None:
        self.folder, self.ports = folder, ports
        self._stack = AsyncExitStack()
        self._running: list[Any] = []

    async def sipp(self, steps: str, target: str = "", **settings: Any) -> Sipp:
        """Start sipp along `steps` (see `sipp/scenario.py`), calling `target` if its first step is an INVITE."""
        call = SippCall(steps, settings.pop("port", None) or self.ports.one(), target, **settings)
        return await self.started(Sipp(call, self.folder, self.ports.several(8)))

    async def rtp(self, *, payload_type: int = 0, says_hz: float | None = None) -> RtpEnd:
        """Open an RTP end of our own for a sipp that only signals."""
        end = await RtpEnd.open(self.ports.one(), payload_type=payload_type)
        self._stack.push_async_callback(end.close)
        if says_hz is not None:
            end.say(says_hz)
        return end

    async def kept(self, opening: Awaitable[C]) -> C:
        """Take something over that is open at once: it is closed with the test."""
        end = await opening
        self._stack.push_async_callback(end.close)
        return end

    async def baresip(self, says_hz: float, **settings: Any) -> Baresip:
        """Start baresip, which speaks a tone of this frequency in every call."""
        rate, channels = settings.pop("rate", 8000), settings.pop("channels", 1)
        port = self.ports.several(4)
        folder = self.folder / f"baresip-{port[0]}"
        folder.mkdir()
        speaks = tone_wav(folder, says_hz, rate=rate, channels=channels)
        phone = BaresipPhone(port[0], port[2], self.ports.several(20), speaks, **settings)
        return await self.started(Baresip(phone, folder))

    async def asterisk(self, *, like: Asterisk | None = None, **settings: Any) -> Asterisk:
        """Start an Asterisk with phones agent1, agent2, agent3 (SHA-256), secure1, secure2, customer, supervisor.

        `like` starts one at the ports of another, which has been stopped.
        """
        first = self.ports.several(4)
        ports = like.ports if like else AsteriskPorts(first[0], first[1], first[2], self.ports.several(60))
        folder = self.folder / f"asterisk-{first[0]}"
        authority = like.authority if like else Authority(folder / "tls")
        return await self.started(Asterisk(ports, folder, authority, **settings))

    async def kamailio(self, **settings: Any) -> Kamailio:
        """Start a registrar and presence server; everybody has the same password there."""
        port = self.ports.one()
        return await self.started(Kamailio(port, self.folder / f"kamailio-{port}", **settings))

    def ulaw_tone(self, frequency_hz: float) -> Path:
        """Write one second of a tone as raw mu-law, which sipp streams in a loop."""
        file = self.folder / f"{frequency_hz:g}.ulaw"
        file.write_bytes(linear_to_ulaw(tone(frequency_hz, 1.0).samples))
        return file

    async def started(self, peer: P) -> P:
        """Take a peer over: it is ended with the test; wait until it is ready."""
        self._stack.push_async_callback(peer.stop)
        self._running.append(peer)
        await peer.ready()
        return peer

    def faces_outward(self) -> list[str]:
        """Name every socket of a peer that others can reach at a port given to it.

        Resolvers have other ports; baresip is left out, because it binds its RTP to every address.
        """
        processes = [p.process for p in self._running if hasattr(p, "process") and not isinstance(p, Baresip)]
        return [
            f"{process.name}: {found}"
            for process in processes
            if process.exit_code is None
            for found in outward_sockets(process.pid)
            if FIRST <= found.port < LAST
        ]

    def logs(self) -> list[tuple[str, str]]:
        """The ends of all logs, for the report of a failed test."""
        processes = [peer.process for peer in self._running if hasattr(peer, "process")]
        return [(process.name, process.tail()) for process in processes]

    async def close(self) -> None:
        """End everything, the last one first."""
        await self._stack.aclose()
