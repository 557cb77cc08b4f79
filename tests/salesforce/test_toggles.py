"""The ledger's toggles, statuses and lost races, with the real engine, a real peer and a real browser."""

import asyncio

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_t1_mute_at_the_desk_and_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("bye_received")

    await phone.engine.ctl("mute")
    (muted,) = await salesforce.hears("MUTE_TOGGLE")
    await phone.asks("UNMUTE", call)
    (heard,) = await salesforce.hears("MUTE_TOGGLE")

    assert (muted["payload"]["isMuted"], heard["payload"]["isMuted"]) == (True, False)
    assert (await phone.engine.status())["calls"][0]["isMuted"] is False
    await salesforce.hears_nothing_more()


async def test_t2_hold_at_the_desk_and_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("reinvited:recvonly reinvited:sendrecv bye_received")

    await phone.engine.ctl("hold")
    (held,) = await salesforce.hears("HOLD_TOGGLE")
    await phone.asks("RESUME", call)
    (resumed,) = await salesforce.hears("HOLD_TOGGLE")

    assert (held["payload"]["isCustomerOnHold"], resumed["payload"]["isCustomerOnHold"]) == (True, False)
    await salesforce.hears_nothing_more()


async def test_t3_a_hold_that_the_network_refuses(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("reinvite_refused:488 reinvite_refused:488 bye_received")

    await phone.engine.ctl("hold", expect=1)
    (desk,) = await salesforce.hears("ERROR")
    await phone.asks("HOLD", call)
    (asked,) = await salesforce.hears("ERROR")

    assert desk["payload"] == {"message": "CAN_NOT_TOGGLE_HOLD"}
    assert asked["payload"] == {"message": "CAN_NOT_HOLD_CALL"}
    await salesforce.hears_nothing_more()


async def test_t4_t7_being_held_and_pressing_keys_tell_nothing(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    await phone.talks("wait:300 reinvite:sendonly wait:300 bye_received")

    await phone.engine.event("PEER_HOLD_TOGGLE")
    await salesforce.says("SEND_DIGITS", digits="12#")
    await phone.engine.event("DIGITS_SENT")

    await salesforce.hears_nothing_more()


async def test_t5_recording_is_paused_and_goes_on(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base, recording={"enabled": True})
    call = await phone.talks("bye_received")

    await phone.engine.ctl("record", "pause")
    (paused,) = await salesforce.hears("RECORDING_TOGGLE")
    await phone.asks("RESUME_RECORDING", call)
    (resumed,) = await salesforce.hears("RECORDING_TOGGLE")

    assert (paused["payload"]["isRecordingPaused"], resumed["payload"]["isRecordingPaused"]) == (True, False)


async def test_t6_a_request_that_changes_nothing_has_its_answer(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("bye_received")

    await phone.asks("UNMUTE", call)
    await salesforce.hears("MUTE_TOGGLE")
    await phone.engine.ctl("unmute")

    await salesforce.hears_nothing_more()


async def test_a1_a_status_is_taken_and_told_back(peers: Peers, salesforce: Lightning, base: str) -> None:
    await phone_at(peers, salesforce, base)

    await salesforce.says(
        "SET_AGENT_STATUS", agentStatus="Online", statusInfo={"statusId": "0N5", "isOffline": "false"}
    )

    (result,) = await salesforce.hears("SET_AGENT_STATUS_RESULT")
    assert result["payload"]["success"] is True
    await salesforce.hears_nothing_more()


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
