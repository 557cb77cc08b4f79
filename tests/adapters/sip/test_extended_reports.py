"""The far end gets extended reports (RTCP-XR, RFC 3611) about what we hear of it, where the settings say so."""

import asyncio

import pytest

from softphone.core.messages.effects import SendAnswer
from softphone.core.messages.events import Invited, LegConnected
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.raw_peer import RawPeer, sdp
from tests.peers.ports import Ports
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e

EXTENDED_REPORT = 207
REPORT_WITHIN_S = 45.0
"""PJSIP sends the first one after 10 to 23 seconds."""


class ReportListener(asyncio.DatagramProtocol):
    """Notes the kinds of RTCP packets that come, also those behind others in one datagram."""

    def __init__(self) -> None:
        self.kinds: list[int] = []

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        del addr
        while len(data) >= 4:
            self.kinds.append(data[1])
            data = data[4 * (1 + int.from_bytes(data[2:4], "big")) :]


@pytest.mark.parametrize("are_wanted", [True, False])
async def test_extended_reports_are_offered_where_they_are_wanted(
    phones: MakePhone, peer: RawPeer, are_wanted: bool
) -> None:
    phone = await phones(quality={"rtcp_xr": are_wanted}).start()
    phone.call(peer.uri)

    assert ("a=rtcp-xr:" in (await peer.next("INVITE")).body) is are_wanted


async def test_extended_reports_are_sent(phones: MakePhone, peer: RawPeer, ports: Ports) -> None:
    rtp = ports.several(2)[0]
    transport, listener = await asyncio.get_running_loop().create_datagram_endpoint(
        ReportListener, ("127.0.0.1", rtp + 1)
    )
    phone = await phones().start()
    invite = peer.invite(phone.uri, body=sdp(rtp))
    phone.do(SendAnswer((await phone.next(Invited)).leg))
    peer.again(invite, "ACK", await peer.next("200 INVITE"))
    await phone.next(LegConnected)

    try:
        await until(lambda: EXTENDED_REPORT in listener.kinds, "an extended report", within_s=REPORT_WITHIN_S)
    finally:
        transport.close()
