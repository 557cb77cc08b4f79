"""One call's way through the relay: a SIP door, and a pair of ports (RTP, RTCP) on either side.

The near side is the phone's, the far side the other end's. Each side learns where the other wants its audio from the
SDP that passes, and tells its own ports instead. RTP and RTCP have chances of their own: a report that is lost does not
change which voice is.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.impairment.condition import CLEAN, Condition
from tests.impairment.fate import Fate
from tests.impairment.sdp import media_port, with_media_port
from tests.impairment.truth import Witness, rtp_of

HOST = "127.0.0.1"
LARGEST = 65536
ROOM = 1 << 20

Address = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlan:
    """How a line shall be: where its doors are (each with the next port for RTCP), and what it does."""

    sip_port: int
    far_sip_port: int
    near_port: int
    far_port: int
    to_phone: Condition = CLEAN
    from_phone: Condition = CLEAN
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A packet on its way: when it came and is due, and how it goes on."""

    came_s: float
    due_s: float
    send: Callable[[float, float, float], None]


class Way:
    """One direction of one kind (RTP or RTCP): out of a socket of the other side.

    What RTCP says is about the opposite direction, which `concerned` keeps the counters of.
    """

    def __init__(self, out: socket.socket, fate: Fate, witness: Witness, concerned: Witness) -> None:
        self.out = out
        self.target: Address | None = None
        self._fate = fate
        self._witness = witness
        self._concerned = concerned

    def take(self, packet: bytes, came_s: float) -> list[Parcel]:
        """Decide over a packet; what shall go on is answered. Without a target yet it was never on the line."""
        target = self.target
        if target is None:
            return []
        due, rtp = self._fate.leaves_at(came_s), rtp_of(packet)
        if rtp:
            self._witness.came(len(due))
        elif due:
            self._concerned.reported()

        def send(came_s: float, due_s: float, now_s: float) -> None:
            self.out.sendto(packet, target)
            if rtp:
                self._witness.left(rtp, came_s, due_s, now_s)
            else:
                self._witness.report_left(came_s, now_s)

        return [Parcel(came_s, at, send) for at in due]


class Line:
    """The sockets of one call. `readers` are what to call when one of them has something."""

    def __init__(self, plan: LinePlan) -> None:
        self._plan = plan
        self._phone: Address | None = None
        self.is_dead = False
        self.sip = opened(plan.sip_port)
        near, far = ([opened(port), opened(port + 1)] for port in (plan.near_port, plan.far_port))
        self._in, self._out = Witness(), Witness()
        self._to_phone = [
            Way(out, fate, self._in, self._out)
            for out, fate in zip(near, _fates(plan.to_phone, f"{plan.seed} in"), strict=True)
        ]
        self._from_phone = [
            Way(out, fate, self._out, self._in)
            for out, fate in zip(far, _fates(plan.from_phone, f"{plan.seed} out"), strict=True)
        ]
        self.readers: dict[socket.socket, Callable[[float], list[Parcel]]] = {self.sip: self._signal}
        for sockets, ways in ((far, self._to_phone), (near, self._from_phone)):
            self.readers |= {one: self._reader(one, way) for one, way in zip(sockets, ways, strict=True)}

    def told(self) -> dict[str, Any]:
        """Give what was done in each direction."""
        return {"to_phone": self._in.truth.told(), "from_phone": self._out.truth.told()}

    def close(self) -> None:
        """Free the ports."""
        for one in self.readers:
            one.close()

    def _reader(self, one: socket.socket, way: Way) -> Callable[[float], list[Parcel]]:
        """Take what comes; on a dead line it is nobody's any more, and nobody's loss."""

        def read(now_s: float) -> list[Parcel]:
            packet = one.recv(LARGEST)
            return [] if self.is_dead else way.take(packet, now_s)

        return read

    def _signal(self, _: float) -> list[Parcel]:
        """Carry SIP from the one who calls to the far end and back, unharmed."""
        message, sender = self.sip.recvfrom(LARGEST)
        port = media_port(message)
        if sender[1] == self._plan.far_sip_port:
            self._aim(self._from_phone, port)
            if self._phone:
                self.sip.sendto(with_media_port(message, self._plan.near_port), self._phone)
            return []
        self._phone = sender
        self._aim(self._to_phone, port)
        self.sip.sendto(with_media_port(message, self._plan.far_port), (HOST, self._plan.far_sip_port))
        return []

    @staticmethod
    def _aim(ways: list[Way], port: int | None) -> None:
        for offset, way in enumerate(ways):
            way.target = (HOST, port + offset) if port else way.target


def opened(port: int) -> socket.socket:
    """Bind a UDP port, with room for a burst."""
    found = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
    found.bind((HOST, port))
    return found


def _fates(condition: Condition, seed: str) -> tuple[Fate, Fate]:
    """Give RTP its chances, and RTCP its own: reports are too few for bursts, which would swallow them all."""
    return Fate(condition, f"{seed} rtp"), Fate(replace(condition, burst_packets=None), f"{seed} rtcp")
