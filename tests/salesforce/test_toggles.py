"""The ledger's lost races, and what is not built, with the real engine, a real peer and a real browser."""

import asyncio

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_what_is_not_built_is_refused_in_the_customers_words(peers: Peers, salesforce: Lightning) -> None:
    """Only the 4.x base knows consult calls that Salesforce begins; this phone says that it has none."""
    await phone_at(peers, salesforce, "", connector={"not_supported_label": "acme.notYet"})

    await salesforce.says("DIAL", contact={"phoneNumber": "4711"}, params=["isConsultCall"])

    _, told = await salesforce.hears("CALL_FAILED", "ERROR")
    assert told["payload"]["customError"]["namespace"] == "acme"
    assert told["payload"]["customError"]["labelName"] == "notYet"
    await salesforce.hears_nothing_more()


async def test_a_lost_race_accept_after_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.rings("answered bye_received")

    await phone.engine.ctl("answer")
    await salesforce.hears("CALL_CONNECTED")
    await phone.asks("ACCEPT_CALL", call)

    await salesforce.hears("INFO")
    await salesforce.hears_nothing_more()


async def test_a_lost_race_end_from_both_sides_is_told_once(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("bye_received")

    await asyncio.gather(phone.engine.ctl("hangup"), phone.asks("END_CALL", call), return_exceptions=True)
    await phone.engine.event("HANGUP")
    await asyncio.sleep(0.5)

    names = [name for name in await salesforce.names() if name != "ERROR"]
    assert names == list(ENDED)


@pytest.mark.parametrize("message", ["HOLD", "MUTE"])
async def test_a_lost_race_toggle_of_a_call_that_is_gone(
    peers: Peers, salesforce: Lightning, base: str, message: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("wait:100 bye")
    await salesforce.hears(*ENDED)

    await phone.asks(message, call)

    (told,) = await salesforce.hears("ERROR")
    assert told["payload"]["message"] in ("INVALID_PARTICIPANT", "CAN_NOT_MUTE_CALL")


async def test_lost_races_of_requests_that_come_too_late(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.rings("wait:200 cancel")
    await salesforce.hears("HANGUP")
    await phone.asks("ACCEPT_CALL", call)
    await salesforce.hears("INFO")

    call = await phone.talks("bye_received")
    await phone.asks("DECLINE_CALL", call)
    (declined,) = await salesforce.hears("ERROR")
    await phone.engine.ctl("hangup")
    await salesforce.hears(*ENDED)
    await phone.asks("END_CALL", call)
    (ended,) = await salesforce.hears("ERROR")
    await phone.asks_party("SWAP_PARTICIPANTS", call, callToHold={"callId": call.id}, callToResume={"callId": call.id})
    (swapped,) = await salesforce.hears("ERROR")
    await phone.asks_party("CONFERENCE", call, calls=[{"callId": call.id}])
    (merged,) = await salesforce.hears("ERROR")

    assert [told["payload"]["message"] for told in (declined, ended, swapped, merged)] == [
        "CAN_NOT_DECLINE_THE_CALL",
        "CAN_NOT_END_THE_CALL",
        "CAN_NOT_SWAP_PARTICIPANTS",
        "CAN_NOT_CONFERENCE",
    ]
    await salesforce.hears_nothing_more()
