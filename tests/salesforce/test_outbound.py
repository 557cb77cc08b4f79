"""The ledger's outbound rows, from the click in Salesforce to the INVITE on the wire and back."""

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_o1_o4_dialled_at_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    far = await phone.called("offered ring wait:200 answer wait:300 bye")

    await phone.engine.ctl("dial", far.uri)

    started, connected, *_ = await salesforce.hears("CALL_STARTED", "CALL_CONNECTED", *ENDED)
    assert started["payload"]["callType"] == connected["payload"]["callType"] == "Outbound"
    await far.done()
    await salesforce.hears_nothing_more()


async def test_o2_o4_dialled_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    far = await phone.called("offered ring wait:500 answer bye_received")

    await salesforce.says("DIAL", contact={"phoneNumber": far.uri, "type": "PhoneNumber", "name": "Bob"})
    started, _ = await salesforce.hears("CALL_STARTED", "CALL_CONNECTED")
    await salesforce.says("END_CALL", call={"callId": started["payload"]["callId"]})

    await salesforce.hears(*ENDED)
    assert started["payload"]["contact"]["name"] == "Bob"
    await far.done()
    await salesforce.hears_nothing_more()


@pytest.mark.parametrize(("code", "error"), [(404, "INVALID_DESTINATION"), (503, "GENERIC_ERROR")])
async def test_o3_a_dial_that_fails_at_once(
    peers: Peers, salesforce: Lightning, base: str, code: int, error: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    far = await phone.called(f"offered refuse:{code}")

    await salesforce.says("DIAL", contact={"phoneNumber": far.uri})

    _, told = await salesforce.hears("CALL_FAILED", "ERROR")
    assert told["payload"] == {"message": error}
    await salesforce.hears_nothing_more()


async def test_o3_a_number_that_is_none(peers: Peers, salesforce: Lightning, base: str) -> None:
    await phone_at(peers, salesforce, base)

    await salesforce.says("DIAL", contact={"phoneNumber": "???"})

    _, told = await salesforce.hears("CALL_FAILED", "ERROR")
    assert told["payload"] == {"message": "INVALID_DESTINATION"}


async def test_o5_a_dialled_call_that_is_busy_after_it_rang(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    far = await phone.called("offered ring wait:300 refuse:486")

    await salesforce.says("DIAL", contact={"phoneNumber": far.uri})

    _, ended = await salesforce.hears("CALL_STARTED", "HANGUP")
    (leg,) = ended["payload"]
    assert (leg["reason"], leg["closeCallOnError"]) == ("error", False)
    assert "agentStatus" not in leg
    await salesforce.hears_nothing_more()


@pytest.mark.parametrize("where", ["desk", "salesforce"])
async def test_o6_a_dialled_call_is_given_up(peers: Peers, salesforce: Lightning, base: str, where: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    far = await phone.called("offered ring cancelled")
    await salesforce.says("DIAL", contact={"phoneNumber": far.uri})
    (started,) = await salesforce.hears("CALL_STARTED")

    if where == "desk":
        await phone.engine.ctl("hangup")
    else:
        await salesforce.says("END_CALL", call=started["payload"])

    (ended,) = await salesforce.hears("HANGUP")
    (leg,) = ended["payload"]
    assert leg["reason"] == "ended"
    await salesforce.hears_nothing_more()


async def test_o7_accepting_a_dialled_call_is_nothing(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    far = await phone.called("offered ring wait:2000 answer wait:300 bye")
    await salesforce.says("DIAL", contact={"phoneNumber": far.uri})
    (started,) = await salesforce.hears("CALL_STARTED")

    await salesforce.says("ACCEPT_CALL", call=started["payload"])

    await salesforce.hears("CALL_CONNECTED", *ENDED)
    await far.done()


async def test_dialling_while_a_call_rings_is_busy(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    await phone.rings("wait:1500 cancel")

    await salesforce.says("DIAL", contact={"phoneNumber": "sip:x@127.0.0.1:9"})

    _, told = await salesforce.hears("CALL_FAILED", "ERROR")
    assert told["payload"] == {"message": "GENERIC_ERROR"}
