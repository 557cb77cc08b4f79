"""Callbacks and dialers with the real engine, real peers and both majors of the base connector in a real browser."""

import pytest

from tests.e2e.calls import rings
from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, Phone, phone_at

BROUGHT = ("X-Call-Type: callback", "X-Vendor-Call-Key: cb-2", "X-Parent-Call-Id: first")
IS_THERE = {"message": '{"customer":"answered"}'}
pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
BOTH = pytest.mark.parametrize("base", ["", "?base=3"], ids=["4.x", "3.x"])
OFFERED = {"callId": "cb-1", "callType": "Callback"}


async def offers(phone: Phone, customer: str) -> None:
    words = ("--call-id", "cb-1", "--initial-call-id", "first", "--name", "Carla")
    await phone.engine.ctl("callback", customer, *words)
    (queued,) = await phone.salesforce.hears("QUEUED_CALL_STARTED")
    assert queued["payload"]["callType"] == "Callback"
    assert queued["payload"]["callInfo"]["initialCallId"] == "first"


@BOTH
async def test_c4_declined_twice_with_the_same_key(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)

    await offers(phone, "sip:carla@127.0.0.1:9")
    await salesforce.says("DECLINE_CALL", call=OFFERED)
    (declined,) = await salesforce.hears("HANGUP")
    await offers(phone, "sip:carla@127.0.0.1:9")
    await phone.engine.ctl("decline")
    (again,) = await salesforce.hears("HANGUP")

    assert declined["payload"]["agentStatus"] == again["payload"][0]["agentStatus"] == "DeclinedByAgent"
    await salesforce.hears_nothing_more()


@BOTH
async def test_c1_c2_c3_by_invite(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    await rings(phone.engine, peers, "invite ringing answered bye", headers=BROUGHT)
    (queued,) = await salesforce.hears("QUEUED_CALL_STARTED")

    await salesforce.says("ACCEPT_CALL", call={"callId": "cb-2", "callType": "Callback"})

    assert queued["payload"]["callInfo"]["initialCallId"] == "first"
    await salesforce.hears("CALL_STARTED", "CALL_CONNECTED", *ENDED)


@BOTH
async def test_c3_and_c5_the_pbx_says_whether_the_customer_is_there(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base, calls={"callback_answered": "signal"})
    brought = {"callId": "cb-2", "callType": "Callback"}

    missed = {"bye_headers": "Reason: Q.850;cause=19"}
    await rings(phone.engine, peers, "invite ringing answered bye", headers=BROUGHT, values=missed)
    await salesforce.hears("QUEUED_CALL_STARTED")
    await salesforce.says("ACCEPT_CALL", call=brought)
    _, hangup = await salesforce.hears("CALL_STARTED", "HANGUP")
    steps = "invite ringing answered wait:300 message bye_received"
    call = await rings(phone.engine, peers, steps, headers=BROUGHT, values=IS_THERE)
    await salesforce.hears("QUEUED_CALL_STARTED")
    await salesforce.says("ACCEPT_CALL", call=brought)
    _, connected = await salesforce.hears("CALL_STARTED", "CALL_CONNECTED")
    await call.is_heard_both_ways(for_s=0.3)
    await phone.engine.ctl("hangup")

    assert hangup["payload"][0]["agentStatus"] == "MissedCallStatus"
    assert (connected["payload"]["callId"], connected["payload"]["callType"]) == ("cb-2", "Callback")
    await salesforce.hears(*ENDED)
    await call.far.done()


@BOTH
async def test_a_preview_dialers_call_says_so_and_no_number_is_no_callback(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    customer = await phone.called("offered ring answer bye_received")

    await phone.engine.ctl("callback", "", expect=2)
    await phone.engine.ctl("dial", customer.uri, "--preview")
    (started,) = await salesforce.hears("CALL_STARTED")

    assert started["payload"]["callAttributes"]["dialerType"] == "OutboundPreview"
