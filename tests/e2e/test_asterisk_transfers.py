"""Transfers through Asterisk, from the desk and by the PBX: who talks with whom in the end, and what is told."""

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ
from tests.e2e.engine import Engine
from tests.e2e.pbx import account, registered_at
from tests.peers import Asterisk, Baresip, Peers, until
from tests.peers.asterisk import ANSWERED_HZ, TONE_HZ

pytestmark = pytest.mark.e2e

COLLEAGUE_HZ = 1100


async def registered(pbx: Asterisk, peers: Peers, user: str, hz: float) -> Baresip:
    """Start a baresip registered as a user; it answers by itself."""
    phone = await peers.baresip(
        hz,
        user=user,
        domain=f"127.0.0.1:{pbx.ports.sip}",
        account=f"auth_user={user};auth_pass={user}-password;regint=60",
    )
    await phone.registered()
    return phone


async def talking(peers: Peers) -> tuple[Asterisk, Engine, Baresip, Baresip]:
    """A customer has called the desk through the PBX, where a colleague has a phone too."""
    pbx = await peers.asterisk()
    engine = await registered_at(peers, account(pbx))
    customer = await registered(pbx, peers, "customer", FAR_HZ)
    colleague = await registered(pbx, peers, "agent2", COLLEAGUE_HZ)
    await customer.ask("dial", pbx.uri("1001"))
    await engine.event("CALL_STARTED")
    await engine.ctl("answer")
    await customer.hears(DESK_HZ)
    return pbx, engine, customer, colleague


async def test_the_desk_transfers_a_customer_blind(peers: Peers) -> None:
    _, engine, customer, colleague = await talking(peers)

    await engine.ctl("transfer", "1002")

    ending = (await engine.event("HANGUP"))["payload"]["ending"]
    assert ending["reason"] == "transferred"
    assert (await engine.status())["calls"] == []
    await customer.hears(COLLEAGUE_HZ)
    await colleague.hears(FAR_HZ)


async def test_the_desk_consults_a_colleague_and_leaves_the_customer_there(peers: Peers) -> None:
    _, engine, customer, colleague = await talking(peers)

    await engine.ctl("consult", "1002")
    await engine.event("PARTICIPANT_CONNECTED")
    await colleague.hears(DESK_HZ)
    await engine.ctl("leave")

    ending = (await engine.event("HANGUP"))["payload"]["ending"]
    assert ending["reason"] == "transferred"
    await customer.hears(COLLEAGUE_HZ)
    await colleague.hears(FAR_HZ)


async def test_a_transfer_to_nobody_leaves_the_customer_at_the_desk(peers: Peers) -> None:
    _, engine, customer, _ = await talking(peers)

    refused = await engine.ctl("transfer", "9999999", expect=1)

    assert refused.err
    assert len((await engine.status())["calls"]) == 1
    before_s = engine.heard().heard_s(FAR_HZ)
    await engine.hears(FAR_HZ, for_s=before_s + 1)
    await engine.ctl("hangup")
    await customer.event("CALL_CLOSED")


async def test_the_pbx_sends_the_desk_elsewhere_in_the_same_call(peers: Peers) -> None:
    pbx = await peers.asterisk()
    engine = await registered_at(peers, account(pbx))
    await engine.ctl("dial", "9303")
    started = await engine.event("CALL_CONNECTED")

    changed = await engine.event("PEER_CHANGED", callId=started["callId"])
    assert changed["payload"]["call"]["peer"]["number"] == "9620"
    await engine.hears(TONE_HZ)
    await until(lambda: any(sound.hears(DESK_HZ) for sound in pbx.heard_so_far()), "Asterisk hears us")
    await engine.ctl("hangup")
    await engine.event("HANGUP", callId=started["callId"])


async def test_the_pbx_cannot_send_the_desk_to_nobody(peers: Peers) -> None:
    pbx = await peers.asterisk()
    engine = await registered_at(peers, account(pbx))
    await engine.ctl("dial", "9304")
    started = await engine.event("CALL_CONNECTED")

    await engine.event("REFERRAL_TURNED_AWAY", callId=started["callId"])
    await engine.hears(ANSWERED_HZ)
    assert len((await engine.status())["calls"]) == 1
