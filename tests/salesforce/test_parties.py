"""The ledger's rows about several parties, with the real engine, real peers and both majors of the base connector.

The tones in the recordings of the peers say who was heard; Salesforce says what it was told, and in which order.
"""

from typing import Any

import pytest

from tests.e2e.calls import Call
from tests.page.lightning import Lightning
from tests.peers import Peers, Sipp
from tests.salesforce.phone import ENDED, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
HELD = "reinvited:recvonly"
RESUMED = "reinvited:sendrecv"
THIRD = "offered ring wait:200 answer bye_received"
DAVE = "sip:200@pbx.example"


async def talks_and_knows(
    peers: Peers, salesforce: Lightning, base: str, first: str, third: str = THIRD
) -> tuple[Phone, Call, Sipp]:
    """The agent talks with somebody, and there is somebody else to be called."""
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks(first)
    return phone, call, await phone.called(third)


async def consults(phone: Phone, third: Sipp) -> None:
    """From the desk: the first call is held, the third party called and connected (P1 and P2)."""
    await phone.engine.ctl("consult", third.uri)
    await phone.salesforce.hears("PARTICIPANT_ADDED", "PARTICIPANT_CONNECTED")


async def brings_in(phone: Phone, call: Call, third: Sipp, *, is_blind: bool = False) -> None:
    """Salesforce asks for a further party."""
    contact = {"phoneNumber": third.uri, "type": "PhoneNumber", "name": "Carol"}
    await phone.asks_party("ADD_PARTICIPANT", call, contact=contact, isBlindTransfer=is_blind)


def party(call: Call, role: str) -> dict[str, Any]:
    """How Salesforce names one party."""
    return {"callId": call.id, "callType": "Inbound", "callAttributes": {"participantType": role}}


async def test_p1_p2_p6_a_consultation_at_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, _, third = await talks_and_knows(peers, salesforce, base, f"{HELD} {RESUMED} bye_received")

    await phone.engine.ctl("consult", third.uri)
    added, connected = await salesforce.hears("PARTICIPANT_ADDED", "PARTICIPANT_CONNECTED")
    await phone.engine.ctl("remove")
    _, toggled = await salesforce.hears("PARTICIPANT_REMOVED", "HOLD_TOGGLE")

    assert added["payload"]["initialCallHasEnded"] is connected["payload"]["initialCallHasEnded"] is False
    assert toggled["payload"]["isCustomerOnHold"] is False
    await third.done()
    await phone.engine.ctl("hangup")
    await salesforce.hears(*ENDED)
    await salesforce.hears_nothing_more()


async def test_p1_p4_p5_p6_a_consultation_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    first, second = f"{HELD} {RESUMED} {HELD} {RESUMED} bye_received", f"offered ring wait:400 answer {HELD} {RESUMED}"
    phone, call, third = await talks_and_knows(peers, salesforce, base, first, f"{second} bye_received")

    await brings_in(phone, call, third)
    await salesforce.hears("PARTICIPANT_ADDED", "PARTICIPANT_CONNECTED")
    await salesforce.says(
        "SWAP_PARTICIPANTS", callToHold=party(call, "Third_Party"), callToResume=party(call, "Initial_Caller")
    )
    (swapped,) = await salesforce.hears("HOLD_TOGGLE")
    await salesforce.says(
        "SWAP_PARTICIPANTS", callToHold=party(call, "Initial_Caller"), callToResume=party(call, "Third_Party")
    )
    (back,) = await salesforce.hears("HOLD_TOGGLE")
    await salesforce.says("CONFERENCE", calls=[party(call, "Initial_Caller"), party(call, "Third_Party")])
    (merged,) = await salesforce.hears("HOLD_TOGGLE")
    await salesforce.says("END_CALL", call=party(call, "Third_Party"))
    await salesforce.hears("PARTICIPANT_REMOVED")

    holds = [(told["payload"]["isCustomerOnHold"], told["payload"]["isThirdPartyOnHold"]) for told in (swapped, back)]
    assert holds == [(False, True), (True, False)]
    assert (merged["payload"]["isCustomerOnHold"], merged["payload"]["isThirdPartyOnHold"]) == (False, False)
    await third.done()
    await phone.asks("END_CALL", call)
    await salesforce.hears(*ENDED)
    await salesforce.hears_nothing_more()


async def test_p3_a_third_party_that_refuses_brings_the_first_caller_back(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    steps = "offered ring wait:300 refuse:486"
    phone, call, third = await talks_and_knows(peers, salesforce, base, f"{HELD} {RESUMED} bye_received", steps)

    await brings_in(phone, call, third)
    _, removed, toggled = await salesforce.hears("PARTICIPANT_ADDED", "PARTICIPANT_REMOVED", "HOLD_TOGGLE")

    assert removed["payload"]["reason"] == "error"
    assert toggled["payload"]["isCustomerOnHold"] is False
    await salesforce.hears_nothing_more()


async def test_p3_a_third_party_that_does_not_exist(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, call, third = await talks_and_knows(
        peers, salesforce, base, f"{HELD} {RESUMED} bye_received", "offered refuse:404"
    )

    await brings_in(phone, call, third)
    removed, told = await salesforce.hears("PARTICIPANT_REMOVED", "ERROR")

    assert removed["payload"]["reason"] == "error"
    assert told["payload"] == {"message": "INVALID_DESTINATION"}
    await salesforce.hears_nothing_more()


async def test_p5_p7_p8_merged_at_the_desk_and_the_first_caller_leaves(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone, call, third = await talks_and_knows(peers, salesforce, base, f"{HELD} {RESUMED} wait:300 bye")

    await consults(phone, third)
    await phone.engine.ctl("merge")
    merged, left = await salesforce.hears("HOLD_TOGGLE", "PARTICIPANT_CONNECTED")
    assert left["payload"]["initialCallHasEnded"] is True
    assert merged["payload"]["isCustomerOnHold"] is False
    await phone.asks("END_CALL", call)
    await salesforce.hears(*ENDED)

    await third.done()
    await salesforce.hears_nothing_more()


async def test_p9_the_agent_leaves_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, call, third = await talks_and_knows(
        peers, salesforce, base, f"{HELD} {RESUMED} referred:202 outcome:200 bye_received"
    )

    await consults(phone, third)
    await phone.engine.ctl("merge")
    await salesforce.hears("HOLD_TOGGLE")
    await salesforce.says("END_CALL", call=party(call, "Agent"))
    _, hangup, _ = await salesforce.hears(*ENDED)

    assert len(hangup["payload"]) == 2
    assert "Replaces=" in (call.far.received("REFER")[0].header("Refer-To") or "")
    await third.done()
    await salesforce.hears_nothing_more()


async def test_p11_a_blind_transfer_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("referred:202 notice:180 outcome:200 bye_received")

    contact = {"phoneNumber": DAVE, "type": "PhoneNumber"}
    await phone.asks_party("ADD_PARTICIPANT", call, contact=contact, isBlindTransfer=True)
    await salesforce.hears("UPDATE_AUDIO_STATS_COMPLETED", "PARTICIPANT_ADDED", "HANGUP", "AFTER_CALL_WORK_STARTED")

    await salesforce.hears_nothing_more()


async def test_p11_a_blind_transfer_that_fails(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("referred:202 outcome:486 bye_received")

    contact = {"phoneNumber": DAVE, "type": "PhoneNumber"}
    await phone.asks_party("ADD_PARTICIPANT", call, contact=contact, isBlindTransfer=True)
    removed, told = await salesforce.hears("PARTICIPANT_REMOVED", "ERROR")

    assert removed["payload"]["reason"] == "error"
    assert told["payload"] == {"message": "CAN_NOT_ADD_PARTICIPANT"}
    await call.is_heard_both_ways()
    await salesforce.hears_nothing_more()


async def test_p12_a_blind_transfer_at_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    await phone.talks("referred:202 outcome:200 bye_received")

    await phone.engine.ctl("transfer", DAVE)
    await salesforce.hears("PARTICIPANT_ADDED", *ENDED)

    await salesforce.hears_nothing_more()


async def test_what_makes_no_sense_is_an_error_and_changes_nothing(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("bye_received")

    await salesforce.says("SWAP_PARTICIPANTS", callToHold=party(call, "Initial_Caller"), callToResume=None)
    await salesforce.says("CONFERENCE", calls=[party(call, "Initial_Caller")])
    told = await salesforce.hears("ERROR", "ERROR")

    assert [one["payload"]["message"] for one in told] == ["CAN_NOT_SWAP_PARTICIPANTS", "CAN_NOT_CONFERENCE"]
    await call.is_heard_both_ways()
    await salesforce.hears_nothing_more()
