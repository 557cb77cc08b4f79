"""The relay as a process, with real packets: what it says it did is what the ends see."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.impairment.condition import Condition
from tests.impairment.line import HOST, LinePlan
from tests.impairment.process import Relay
from tests.impairment.truth import rtp_of
from tests.peers import Peers, until
from tests.peers.ports import Ports

pytestmark = pytest.mark.e2e

PACKETS = 300


class End:
    """A SIP and an RTP socket of one side."""

    def __init__(self, ports: Ports) -> None:
        self.sip, self.rtp = ports.several(4)[::2]
        self.sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2)]
        for one, port in zip(self.sockets, (self.sip, self.rtp), strict=True):
            one.bind((HOST, port))
            one.setblocking(False)

    def signals(self, port: int) -> None:
        body = b"m=audio %d RTP/AVP 0\r\n" % self.rtp
        self.sockets[0].sendto(b"INVITE\r\nContent-Length: 0\r\n\r\n" + body, (HOST, port))

    def speaks(self, port: int, number: int) -> None:
        self.sockets[1].sendto(struct.pack("!BBHII", 0x80, 0, number, number * 160, 7), (HOST, port))

    def heard(self, which: int = 1) -> list[bytes]:
        found = []
        while True:
            try:
                found.append(self.sockets[which].recv(2048))
            except BlockingIOError:
                return found


class Bench:
    """A relay with one line, and its two ends."""

    def __init__(self, ports: Ports, folder: Path, to_phone: Condition, from_phone: Condition) -> None:
        self.phone, self.far = End(ports), End(ports)
        doors = ports.several(6)[::2]
        self.plan = LinePlan(
            sip_port=doors[0],
            far_sip_port=self.far.sip,
            near_port=doors[1],
            far_port=doors[2],
            to_phone=to_phone,
            from_phone=from_phone,
        )
        self.relay = Relay([self.plan], folder)

    async def meets(self) -> None:
        """Let both sides say where they want their audio."""
        for caller, called in ((self.phone, self.far), (self.far, self.phone)):
            caller.signals(self.plan.sip_port)
            await until(lambda called=called: called.heard(0), "SIP passes")  # type: ignore[misc]

    async def talks(self) -> tuple[list[int], list[int]]:
        """Speak both ways at once, quickly, and give the numbers that each side heard."""
        at_phone: list[int] = []
        at_far: list[int] = []
        for number in range(PACKETS):
            self.far.speaks(self.plan.far_port, number)
            self.phone.speaks(self.plan.near_port, number)
            await asyncio.sleep(0.002)
            at_phone += numbers(self.phone)
            at_far += numbers(self.far)
        await asyncio.sleep(0.4)
        return at_phone + numbers(self.phone), at_far + numbers(self.far)


def numbers(end: End) -> list[int]:
    return [rtp.sequence for rtp in map(rtp_of, end.heard()) if rtp]


@pytest.fixture
async def bench(request: pytest.FixtureRequest, peers: Peers, ports: Ports, tmp_path: Path) -> AsyncIterator[Bench]:
    found = Bench(ports, tmp_path, *request.param)
    await peers.started(found.relay)
    await found.meets()
    yield found
    for one in (*found.phone.sockets, *found.far.sockets):
        one.close()


WAYS = (
    Condition(loss_percent=10, burst_packets=3, delay_ms=40, duplicated_percent=5),
    Condition(loss_percent=3, jitter_ms=5, reordered_percent=5),
)


@pytest.mark.parametrize("bench", [WAYS], indirect=True)
async def test_each_direction_suffers_what_was_meant_for_it_and_is_told(bench: Bench) -> None:
    at_phone, at_far = await bench.talks()
    ((to_phone, from_phone),) = await bench.relay.truths()

    assert (to_phone.came, from_phone.came) == (PACKETS, PACKETS)
    assert (len(at_phone), len(at_far)) == (to_phone.left, from_phone.left)
    assert PACKETS - len(set(at_phone)) == to_phone.lost > 0
    assert PACKETS - len(set(at_far)) == from_phone.lost > 0
    assert len(at_phone) - len(set(at_phone)) == to_phone.duplicated > 0
    assert from_phone.reordered == sum(later < max(at_far[:place]) for place, later in enumerate(at_far) if place) > 0
    assert min(to_phone.delays_ms) >= 40
    assert min(from_phone.delays_ms) < 40
    assert to_phone.burst_ratio > from_phone.burst_ratio


@pytest.mark.parametrize("bench", [(Condition(delay_ms=50), Condition())], indirect=True)
async def test_a_line_that_is_cut_delivers_what_is_on_its_way_and_counts_no_more(bench: Bench) -> None:
    bench.far.speaks(bench.plan.far_port, 1)
    await asyncio.sleep(0.02)
    bench.relay.cut()
    await until(lambda: numbers(bench.phone) == [1], "what was on its way arrives")
    bench.far.speaks(bench.plan.far_port, 2)
    await asyncio.sleep(0.2)

    assert numbers(bench.phone) == []
    ((to_phone, _),) = await bench.relay.truths()
    assert (to_phone.came, to_phone.left) == (1, 1)


@pytest.mark.parametrize("bench", [(Condition(), Condition())], indirect=True)
async def test_what_the_relay_itself_adds_is_known(bench: Bench) -> None:
    """However busy the machine is: what it adds is in its counters, and so part of the truth."""
    at_phone, _ = await bench.talks()
    ((to_phone, _),) = await bench.relay.truths()

    assert sorted(at_phone) == list(range(PACKETS))
    assert to_phone.delay_ms == pytest.approx(to_phone.late_ms, abs=0.01)
    assert 0 <= to_phone.late_ms <= to_phone.latest_ms
