"""The ledger's callback rows, played: what the page is told when callbacks are offered, taken, declined and fail."""

import pytest

from softphone.core.messages.commands import Answer, Decline, OfferCallback
from softphone.core.messages.events import LegConnected, LegEnded
from softphone.core.values import CallType, Tags
from tests.core.scenes import LEG_A, A, invited
from tests.engine.pages.office_hours import House, Line, settled
from tests.engine.pages.test_ledger import hangup

TAGS = Tags(call_type=CallType.CALLBACK, parent_call_id="first-call")
OFFER = OfferCallback("sip:bob@127.0.0.1", A, LEG_A, number="+4930123456", tags=TAGS)
CALL = {"call": {"callId": "call-a", "callType": "Callback"}}


async def offered(house: House) -> Line:
    page = await house.ready()
    await house.desk_does(OFFER)
    return page


async def test_c1_offered() -> None:
    page = await offered(House())

    (event,) = page.events
    call = page.frames[0]["params"]["payload"]["call"]
    assert (event, call["callType"], call["state"]) == ("QUEUED_CALL_STARTED", "Callback", "ringing")
    assert (call["phoneNumber"], call["callInfo"]["initialCallId"]) == ("+4930123456", "first-call")


async def test_c2_and_c3_accepted_in_salesforce() -> None:
    house = House()
    page = await offered(house)
    request = page.ask("acceptCall", **CALL)
    await settled()
    await house.happens(LegConnected(LEG_A))

    assert page.events == ["QUEUED_CALL_STARTED", "result CallResult", "CALL_CONNECTED"]
    taken = page.answer_to(request)["result"]["value"]["call"]
    assert (taken["callType"], taken["state"]) == ("Callback", "ringing")


async def test_c2_picked_up_at_the_desk() -> None:
    house = House()
    page = await offered(house)
    await house.desk_does(Answer())
    await house.happens(LegConnected(LEG_A))

    assert page.events == ["QUEUED_CALL_STARTED", "CALL_STARTED", "CALL_CONNECTED"]


@pytest.mark.parametrize("is_salesforce", [True, False])
async def test_c2_and_c3_by_invite(is_salesforce: bool) -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited(tags=TAGS))
    if is_salesforce:
        page.ask("acceptCall", **CALL)
    else:
        await house.desk_does(Answer())
    await house.happens(LegConnected(LEG_A))

    taken = "result CallResult" if is_salesforce else "CALL_STARTED"
    assert page.events == ["QUEUED_CALL_STARTED", taken, "CALL_CONNECTED"]


async def test_c4_declined_in_salesforce_and_offered_again() -> None:
    house = House()
    page = await offered(house)
    page.ask("declineCall", **CALL)
    await settled()
    assert page.events == ["QUEUED_CALL_STARTED", "result CallResult"]
    assert not house.outgoing.beliefs.calls

    await house.desk_does(OFFER)

    assert page.events[-1] == "QUEUED_CALL_STARTED"


async def test_c4_declined_at_the_desk() -> None:
    house = House()
    page = await offered(house)
    await house.desk_does(Decline())

    assert page.events == ["QUEUED_CALL_STARTED", "HANGUP"]
    assert hangup(page) == {"reason": "error", "agentStatus": "DeclinedByAgent", "closeCallOnError": False}


@pytest.mark.parametrize(("code", "status"), [(480, "MissedCallStatus"), (603, "FailedConnectCustomer")])
async def test_c5_the_customer_misses_or_refuses(code: int, status: str) -> None:
    house = House()
    page = await offered(house)
    page.ask("acceptCall", **CALL)
    await settled()
    await house.happens(LegEnded(LEG_A, code))

    assert page.events == ["QUEUED_CALL_STARTED", "result CallResult", "HANGUP"]
    assert hangup(page) == {"reason": "error", "agentStatus": status, "closeCallOnError": False}
