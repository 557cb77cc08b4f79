"""The ledger's inbound rows, from the INVITE on the wire to the event at Salesforce, in a real browser."""

import pytest

from tests.e2e.calls import rings
from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_i2_i9_picked_up_at_the_desk_ended_by_the_far_end(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)

    call = await phone.talks("wait:300 bye")
    await call.far.done()

    _, ended, work = await salesforce.hears(*ENDED)
    (leg,) = ended["payload"]
    assert (leg["callId"], leg["reason"], leg["state"]) == (call.id, "ended", "ended")
    assert work["payload"] == {"callId": call.id}
    await salesforce.hears_nothing_more()


async def test_i3_i10_accepted_and_ended_in_salesforce_with_sound_both_ways(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.rings("answered bye_received")

    await phone.asks("ACCEPT_CALL", call)
    (connected,) = await salesforce.hears("CALL_CONNECTED")
    await call.is_heard_both_ways()
    await phone.asks("END_CALL", call)

    await salesforce.hears(*ENDED)
    assert connected["payload"]["callInfo"]["isSoftphoneCall"] is False
    await call.far.done()
    await salesforce.hears_nothing_more()


async def test_i4_declined_at_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.rings("refused:486")

    await phone.engine.ctl("decline")

    (ended,) = await salesforce.hears("HANGUP")
    (leg,) = ended["payload"]
    assert (leg["reason"], leg["agentStatus"], leg["closeCallOnError"]) == ("error", "DeclinedByAgent", False)
    await call.far.done()
    await salesforce.hears_nothing_more()


async def test_i5_declined_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.rings("refused:486")

    await phone.asks("DECLINE_CALL", call)

    (ended,) = await salesforce.hears("HANGUP")
    leg = ended["payload"]
    assert (leg["reason"], leg["agentStatus"], leg["closeCallOnError"]) == ("error", "DeclinedByAgent", False)
    await call.far.done()
    await salesforce.hears_nothing_more()


@pytest.mark.parametrize(
    ("reason", "fault"),
    [("", "MissedCallAgent"), ('Reason: SIP;cause=200;text="Call completed elsewhere"', "FailedConnectCustomer")],
)
async def test_i6_i7_a_caller_who_gives_up(
    peers: Peers, salesforce: Lightning, base: str, reason: str, fault: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    await phone.rings("wait:300 cancel", values={"cancel_headers": reason})

    (ended,) = await salesforce.hears("HANGUP")

    (leg,) = ended["payload"]
    assert (leg["reason"], leg["agentStatus"]) == ("error", fault)
    await salesforce.hears_nothing_more()


async def test_i11_i12_headers_of_the_pbx_reach_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    headers = (
        "X-Vendor-Call-Key: key-1",
        "X-Voice-Call-Id: 0LQ000000000001",
        "X-Call-Type: transfer",
        "X-Parent-Call-Id: key-0",
        "X-Queue-Name: Sales",
        "X-Queue-Timestamp: 1772366400",
    )
    call = await rings(phone.engine, peers, "invite ringing wait:300 cancel", headers=headers)
    started, _ = await salesforce.hears("CALL_STARTED", "HANGUP")

    payload = started["payload"]
    assert call.id == payload["callId"] == "key-1"
    assert payload["callType"] == "Transfer"
    assert payload["callAttributes"]["parentId"] == "key-0"
    assert payload["callAttributes"]["voiceCallId"] == "0LQ000000000001"
    assert payload["callInfo"]["queueName"] == "Sales"


async def test_a_second_call_in_wrap_up_is_busy_until_salesforce_ends_it(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("bye_received")
    await phone.asks("END_CALL", call)
    await salesforce.hears(*ENDED)

    refused = await peers.sipp("invite refused:486", phone.engine.uri)
    await refused.done()
    await salesforce.hears_nothing_more()
    await phone.asks("WRAP_UP_CALL", call)
    await phone.engine.event("WRAP_UP_ENDED")

    await phone.rings("wait:300 cancel")
