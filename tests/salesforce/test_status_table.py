"""The partner guide's table "Understand Agent Statuses", row by row: what the agent does, and whether a call rings."""

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, Phone, phone_at as page_at
from tests.salesforce.test_status import STATUSES, chooses

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def online_at(peers: Peers, salesforce: Lightning, base: str) -> Phone:
    """Log in as offline, then as online."""
    phone = await page_at(peers, salesforce, base, {"userName": "a", "userPresenceStatuses": STATUSES})
    await chooses(salesforce, "0")
    agent = (await phone.engine.status())["agent"]
    assert (agent["status"]["name"], agent["telephonyPresence"]) == ("Offline", "offline")
    await chooses(salesforce, "0N5a")
    return phone


async def is_free(phone: Phone) -> None:
    """The agent is available on the telephony side, and a call rings."""
    agent = (await phone.engine.status())["agent"]
    assert (agent["status"]["name"], agent["telephonyPresence"]) == ("Available", "available")
    caller = await phone.peers.sipp("invite ringing cancel", phone.engine.uri)
    await phone.engine.event("CALL_STARTED")
    await phone.salesforce.hears("CALL_STARTED", "HANGUP")
    await caller.done()


async def is_busy(phone: Phone) -> None:
    """Salesforce still has the agent as available, but no call rings, and nothing is said of it."""
    assert (await phone.engine.status())["agent"]["status"]["name"] == "Available"
    caller = await phone.peers.sipp("invite refused:486", phone.engine.uri)
    await caller.done()
    await phone.salesforce.hears_nothing_more()


async def test_the_rows_of_an_outbound_call(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await online_at(peers, salesforce, base)
    await is_free(phone)

    far = await phone.called("offered ring wait:3000 answer bye_received")
    await salesforce.says("DIAL", contact={"phoneNumber": far.uri})
    (started,) = await salesforce.hears("CALL_STARTED")
    await is_busy(phone)
    await salesforce.hears("CALL_CONNECTED")
    await is_busy(phone)
    await salesforce.says("END_CALL", call={"callId": started["payload"]["callId"]})
    await salesforce.hears(*ENDED)
    await is_busy(phone)
    await chooses(salesforce, "0N5a")  # as Salesforce does when the agent closes the call's tab

    await is_free(phone)


async def test_the_rows_of_inbound_calls(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await online_at(peers, salesforce, base)

    call = await phone.rings("answered bye_received")
    await is_busy(phone)
    await phone.asks("ACCEPT_CALL", call)
    await salesforce.hears("CALL_CONNECTED")
    await is_busy(phone)
    await phone.asks("END_CALL", call)
    await salesforce.hears(*ENDED)
    await is_busy(phone)
    await chooses(salesforce, "0N5a")
    await is_free(phone)
    call = await phone.rings("refused:486")
    await is_busy(phone)
    await phone.asks("DECLINE_CALL", call)
    await salesforce.hears("HANGUP")

    await is_free(phone)
