"""Notices of a barge between phones: what the supervisor's phone sends, and what the agent's phone believes."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import pytest

from tests.e2e.calls import answered
from tests.e2e.desks import engine_at
from tests.e2e.raw_sip import request
from tests.peers import Peers, until

pytestmark = pytest.mark.e2e

KIND = "application/vnd.softphone.supervision+json"
NONSENSE = ((KIND, "nonsense"), (KIND, '{"key":"other","mode":"barge"}'), ("text/html", "{}"), (KIND, ""))
BARGED = '{"key":"call-1","name":"Boss","mode":"barge"}'


@dataclass
class Pbx(asyncio.DatagramProtocol):
    """Takes MESSAGEs and answers them; `takes` are the kinds of content that it passes on."""

    takes: tuple[str, ...]
    messages: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._way = cast("asyncio.DatagramTransport", transport)
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer a MESSAGE, and keep it if it can be passed on."""
        head, _, body = data.decode().partition("\r\n\r\n")
        if not head.startswith("MESSAGE"):
            return
        found = re.search(r"^Content-Type: *(\S+)", head, re.MULTILINE | re.IGNORECASE)
        kind = found[1] if found else ""
        status = "200 OK" if kind in self.takes else "415 Unsupported Media Type"
        if kind in self.takes:
            self.messages.append((head.split()[1], body))
        kept = [line for line in head.split("\r\n")[1:] if re.match(r"(Via|From|To|Call-ID|CSeq):", line)]
        self._way.sendto("\r\n".join([f"SIP/2.0 {status}", *kept, "Content-Length: 0", "", ""]).encode(), addr)


@asynccontextmanager
async def pbx_that(*takes: str) -> AsyncIterator[Pbx]:
    """Open one."""
    pbx = Pbx(takes)
    way, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: pbx, local_addr=("127.0.0.1", 0))
    yield pbx
    way.close()


@pytest.mark.parametrize("kind", [KIND, "text/plain"])
async def test_the_agent_s_phone_is_told_of_a_barge_and_of_its_end(peers: Peers, kind: str) -> None:
    async with pbx_that(kind) as pbx:
        account = {"name": "desk", "uri": f"sip:boss@127.0.0.1:{pbx.port}", "display_name": "Boss"}
        settings = {"is_supervisor": True, "way": "pbx", "target": "sip:spy@{domain}"}
        boss = await engine_at(peers, 660, name="boss", accounts=[account], supervision=settings)
        ear = await peers.rtp(says_hz=900)
        way_in = await peers.sipp("offered ring answer bye_received", media_port=ear.port)
        await boss.ctl("supervise", "call-1", "--agent", "1001", "--target", way_in.uri)
        await boss.event("CALL_CONNECTED", callId="call-1")
        assert pbx.messages == []
        await boss.ctl("barge")
        await until(lambda: len(pbx.messages) == 1, "the agent is told")
        await boss.ctl("unsupervise")
        await until(lambda: len(pbx.messages) == 2, "the agent is told of the end")

        target, body = pbx.messages[0]
        assert target.startswith(f"sip:1001@127.0.0.1:{pbx.port}")
        assert (body, pbx.messages[1][1]) == (BARGED, '{"key":"call-1","name":"Boss"}')


async def test_a_notice_that_fails_is_told_to_the_supervisor_and_changes_nothing(peers: Peers) -> None:
    async with pbx_that() as pbx:
        account = {"name": "desk", "uri": f"sip:boss@127.0.0.1:{pbx.port}"}
        settings = {"is_supervisor": True, "way": "pbx", "target": "sip:spy@{domain}"}
        boss = await engine_at(peers, 660, name="boss", accounts=[account], supervision=settings)
        ear = await peers.rtp(says_hz=900)
        way_in = await peers.sipp("offered ring answer bye_received", media_port=ear.port)
        await boss.ctl("supervise", "call-1", "--agent", "1001", "--target", way_in.uri)
        await boss.event("CALL_CONNECTED", callId="call-1")
        await boss.ctl("barge")
        trouble = await boss.event("TROUBLE_REPORTED")

        assert (trouble["payload"]["part"], (await boss.status())["calls"][0]["mode"]) == ("supervision", "barge")


async def test_the_pbx_s_notice_is_shown_and_nonsense_is_not(peers: Peers) -> None:
    agent = await engine_at(peers, name="agent")
    call = await answered(agent, peers, "bye_received", headers=["X-Vendor-Call-Key: call-1"])
    port = int(agent.uri.rpartition(":")[2])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as pbx:
        pbx.bind(("127.0.0.1", 0))
        own = pbx.getsockname()[1]
        for kind, body in (*NONSENSE, (KIND, BARGED)):
            message = request("MESSAGE", port, own, body=body, headers=f"Content-Type: {kind}\r\n")
            pbx.sendto(message.encode(), ("127.0.0.1", port))
    told = await agent.event("SUPERVISOR_PRESENT")

    assert (told["payload"]["name"], told["payload"]["mode"], told["callId"]) == ("Boss", "barge", "call-1")
    assert [event["type"] for event in agent.told()].count("SUPERVISOR_PRESENT") == 1
    (seen,) = (await agent.status())["calls"]
    assert [(one["name"], one["mode"]) for one in seen["supervisors"]] == [("Boss", "barge")]
    await call.is_heard_both_ways()
