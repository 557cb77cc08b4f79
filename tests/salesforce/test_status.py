"""The ledger's status rows A1 to A4, with the real engine and both majors of the base connector in a real browser."""

import json
from typing import Any

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
BOTH = pytest.mark.parametrize("base", ["", "?base=3"], ids=["4.x", "3.x"])
STATUSES = {
    "0": {"statusName": "Offline", "hasChannels": "false", "isOffline": "true", "statusId": "0"},
    "0N5a": {"statusName": "Available", "hasChannels": "true", "isOffline": "false", "statusId": "0N5a"},
    "0N5b": {"statusName": "Away", "hasChannels": "false", "isOffline": "false", "statusId": "0N5b"},
}


async def online(peers: Peers, salesforce: Lightning, base: str, statuses: Any = STATUSES, **agent: Any) -> Phone:
    config = {"userName": "agent", "userPresenceStatuses": statuses}
    phone = await phone_at(peers, salesforce, base, config=config, agent=agent)
    await chooses(salesforce, "0N5a")
    return phone


async def chooses(salesforce: Lightning, status: str, **more: Any) -> None:
    await salesforce.says("SET_AGENT_STATUS", agentStatus="x", statusInfo=STATUSES[status], **more)
    (result,) = await salesforce.hears("SET_AGENT_STATUS_RESULT")
    assert result["payload"]["success"] is True


async def statuses_of(phone: Phone) -> tuple[str, str]:
    """The status in force, and the one that waits."""
    agent = (await phone.engine.status())["agent"]
    return agent["status"]["name"], (agent["pendingStatus"] or {}).get("name", "")


@BOTH
async def test_a1_chosen_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await online(peers, salesforce, base)

    assert await statuses_of(phone) == ("Available", "")
    await salesforce.hears_nothing_more()


@BOTH
async def test_a2_chosen_at_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await online(peers, salesforce, base)

    await phone.engine.ctl("agent-status", "away")
    (told,) = await salesforce.hears("SET_AGENT_STATUS")
    await chooses(salesforce, "0N5b")

    assert told["payload"] == {"statusId": "0N5b"}
    assert await statuses_of(phone) == ("Away", "")
    await salesforce.hears_nothing_more()


@BOTH
async def test_a2_offline_and_back_at_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await online(peers, salesforce, base)

    told = []
    for status in ("Offline", "Available"):
        await phone.engine.ctl("agent-status", status)
        told += await salesforce.hears("SET_AGENT_STATUS")
        await chooses(salesforce, told[-1]["payload"]["statusId"])

    assert [event["payload"]["statusId"] for event in told] == ["0", "0N5a"]


@BOTH
async def test_a2_during_a_call_it_is_told_after_the_call(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await online(peers, salesforce, base, wrap_up="infinite")
    await phone.talks("bye_received")

    await phone.engine.ctl("agent-status", "0N5b")
    assert await statuses_of(phone) == ("Available", "Away")
    await salesforce.hears_nothing_more()
    await phone.engine.ctl("hangup")
    *_, told = await salesforce.hears(*ENDED, "SET_AGENT_STATUS")

    assert told["payload"] == {"statusId": "0N5b"}
    assert await statuses_of(phone) == ("Away", "")


@BOTH
async def test_a3_enqueued_in_salesforce(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await online(peers, salesforce, base, wrap_up="infinite")
    call = await phone.talks("bye_received")

    await chooses(salesforce, "0N5b", enqueueNextState=True)
    assert await statuses_of(phone) == ("Available", "Away")
    await phone.engine.ctl("hangup")
    await salesforce.hears(*ENDED)
    assert await statuses_of(phone) == ("Available", "Away")
    await phone.asks("WRAP_UP_CALL", call)
    where: dict[str, Any] = {"status.name": "Away"}
    await phone.engine.event("AGENT_STATUS_CHANGED", **where)

    assert await statuses_of(phone) == ("Away", "")
    await salesforce.hears_nothing_more()


@BOTH
async def test_a4_wrap_up_ends_at_the_desk_and_salesforce_is_told_where_the_setting_says_so(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    config = {"userName": "agent", "userPresenceStatuses": STATUSES}
    agent = {"wrap_up": "infinite", "wrap_up_ended_outbound": True}
    phone = await phone_at(peers, salesforce, base, config=config, agent=agent)
    customer = await phone.called("offered ring answer bye")
    await phone.engine.ctl("dial", customer.uri)
    started, *_ = await salesforce.hears("CALL_STARTED", "CALL_CONNECTED", *ENDED)
    call_id = started["payload"]["callId"]

    wrap_up = (await phone.engine.status())["agent"]["wrapUp"]
    await phone.engine.ctl("wrap-up")
    (told,) = await salesforce.hears("WRAP_UP_ENDED")

    assert wrap_up["callId"] == call_id
    assert wrap_up["since"]
    assert told["payload"] == {"callType": "outbound", "callId": call_id, "callStatus": "ended"}


@BOTH
async def test_salesforce_asks_for_the_status_and_knows_what_the_phone_can_do(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await online(peers, salesforce, base)

    await salesforce.says("GET_AGENT_STATUS")
    (said,) = await salesforce.hears("GET_AGENT_STATUS_RESULT")
    await salesforce.reload(phone.url)
    (ready,) = await salesforce.hears("CONNECTOR_READY")

    assert (said["payload"]["statusId"], said["payload"]["statusName"]) == ("0N5a", "Available")
    can = ready["payload"]["capabilities"]
    assert (can["PENDING_STATUS_CHANGE"], can["CONTACT_SEARCH"]) == (True, True)


@BOTH
async def test_a_status_of_salesforce_ends_after_call_work(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await online(peers, salesforce, base, wrap_up="infinite")
    await phone.talks("bye")
    await salesforce.hears(*ENDED)

    await chooses(salesforce, "0N5a")

    assert (await phone.engine.status())["agent"]["wrapUp"] is None


@BOTH
async def test_statuses_that_do_not_exist_are_refused_on_both_sides(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await online(peers, salesforce, base, json.dumps(STATUSES))

    refused = await phone.engine.ctl("agent-status", "Lunch", expect=1)
    await salesforce.says("SET_AGENT_STATUS", agentStatus="", statusInfo={"statusId": "0N5zzz"})
    result, error = await salesforce.hears("SET_AGENT_STATUS_RESULT", "ERROR")

    assert "there are Offline, Available, Away" in refused.err
    assert result["payload"]["success"] is False
    assert error["payload"] == {"message": "INVALID_AGENT_STATUS"}
    assert await statuses_of(phone) == ("Available", "")


@pytest.mark.parametrize("statuses", ["{", [], 7, {"0": {"statusName": 3}}, None])
async def test_malformed_statuses_leave_salesforces_own_word(
    peers: Peers, salesforce: Lightning, statuses: Any
) -> None:
    phone = await online(peers, salesforce, "", statuses)

    refused = await phone.engine.ctl("agent-status", "Away", expect=1)

    assert "Salesforce has not told the statuses" in refused.err
    assert await statuses_of(phone) == ("Available", "")


async def test_do_not_disturb_goes_with_the_statuses_of_the_settings(peers: Peers, salesforce: Lightning) -> None:
    phone = await online(peers, salesforce, "", dnd_statuses=["Away"])

    await chooses(salesforce, "0N5b")
    caller = await peers.sipp("invite refused:486", phone.engine.uri)
    await caller.done()
    await chooses(salesforce, "0N5a")
    await phone.rings("refused:486")
    await phone.engine.ctl("decline")
    await salesforce.hears("HANGUP")
