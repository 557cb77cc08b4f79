"""Answering fails at this phone (ledger I8): no codec in common, keys that nobody can use; with a real peer."""

from typing import Any

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
AUDIO = "v=0\no=peer 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 {}"
NO_CODEC = AUDIO.format("RTP/AVP 18\na=rtpmap:18 G729/8000")
BAD_KEYS = AUDIO.format("RTP/SAVP 0\na=rtpmap:0 PCMU/8000\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:tooshort")
LATE = "invite_without_offer ringing answered_with_offer bye_received"
"""The peer's codecs and keys come with its ACK, when the call is answered already."""
BOTH_CAUSES = pytest.mark.parametrize("sdp", [NO_CODEC, BAD_KEYS], ids=["no codec", "bad keys"])


async def failed(phone: Phone) -> dict[str, Any]:
    """Wait until Salesforce is told that the call failed at this phone, and of nothing else."""
    (ended,) = await phone.salesforce.hears("HANGUP")
    (leg,) = ended["payload"]
    assert (leg["reason"], leg["agentStatus"], leg["closeCallOnError"]) == ("error", "FailedConnectAgent", False)
    await phone.salesforce.hears_nothing_more()
    told: dict[str, Any] = leg
    return told


@BOTH_CAUSES
async def test_i8_picked_up_at_the_desk(peers: Peers, salesforce: Lightning, base: str, sdp: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    caller = await peers.sipp(LATE, phone.engine.uri, values={"offer": sdp})
    (started,) = await salesforce.hears("CALL_STARTED")

    await phone.engine.ctl("answer", expect=1)

    assert (await failed(phone))["callId"] == started["payload"]["callId"]
    await caller.done()


@BOTH_CAUSES
async def test_i8_accepted_in_salesforce(peers: Peers, salesforce: Lightning, base: str, sdp: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    caller = await peers.sipp(LATE, phone.engine.uri, values={"offer": sdp})
    (started,) = await salesforce.hears("CALL_STARTED")

    await salesforce.says("ACCEPT_CALL", call=started["payload"])

    await salesforce.hears("INFO")
    await failed(phone)
    await caller.done()


async def test_i8_keys_that_show_at_once_that_they_are_of_no_use(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    caller = await peers.sipp("invite refused:406", phone.engine.uri, values={"offer": BAD_KEYS})

    await salesforce.hears("CALL_STARTED")

    await failed(phone)
    await caller.done()


async def test_an_offer_without_a_codec_of_ours_is_refused_and_nobody_is_bothered(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    caller = await peers.sipp("invite refused:488", phone.engine.uri, values={"offer": NO_CODEC})

    await caller.done()

    await salesforce.hears_nothing_more()
