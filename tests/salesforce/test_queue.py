"""The agent's status in Salesforce, at a real PBX: in and out of an Asterisk queue, paused and not.

Only changes of status dial codes; calls do not, and a code that the PBX does not know is told.
"""

from typing import Any

import pytest

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.e2e.pbx import PASSWORD, account
from tests.page.lightning import Lightning
from tests.peers import Asterisk, Peers, until
from tests.salesforce.phone import Phone
from tests.salesforce.test_status import STATUSES, chooses

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
CODES = {"queue_login": "*45", "queue_logout": "*46", "queue_pause": "*47", "queue_unpause": "*48"}
LUNCH = """
[[rule]]
salesforce = "Away"
set_telephony = "available"

[[rule]]
changed = "telephony"
telephony = "Busy"
set_salesforce = "Away"
"""


async def agent_at(pbx: Asterisk, peers: Peers, salesforce: Lightning, **agent: Any) -> Phone:
    found = desk(
        peers,
        "engine",
        440,
        accounts=[account(pbx)],
        bridge={"port": 0, "parents": [salesforce.origin]},
        agent={"wrap_up": "infinite", **CODES, **agent},
    )
    found.environment[PASSWORD] = "agent1-password"
    phone = Phone(
        await peers.started(Engine(found)),
        salesforce,
        peers,
        config={"userName": "a", "userPresenceStatuses": STATUSES},
    )
    await phone.engine.registration("registered")
    await phone.opens()
    return phone


async def queue_says(pbx: Asterisk, kind: str, **wanted: str) -> None:
    """Wait for the queue's next event of a kind."""

    def found() -> bool:
        for place, event in enumerate(pbx.ami.events):
            if event.get("Event") == kind and all(event.get(key) == value for key, value in wanted.items()):
                del pbx.ami.events[: place + 1]
                return True
        return False

    await until(found, f"the queue reports {kind} {wanted}")


async def test_the_status_leads_into_the_queue_and_out_of_it(peers: Peers, salesforce: Lightning) -> None:
    pbx = await peers.asterisk()
    phone = await agent_at(pbx, peers, salesforce)

    await chooses(salesforce, "0N5a")
    await queue_says(pbx, "QueueMemberAdded", Queue="sales")
    await phone.engine.ctl("agent-status", "Away")
    await salesforce.hears("SET_AGENT_STATUS")
    await chooses(salesforce, "0N5b")
    await queue_says(pbx, "QueueMemberPause", Queue="sales", Paused="1")
    await chooses(salesforce, "0N5a")
    await queue_says(pbx, "QueueMemberPause", Queue="sales", Paused="0")
    await chooses(salesforce, "0")
    await queue_says(pbx, "QueueMemberRemoved", Queue="sales")

    agent = (await phone.engine.status())["agent"]
    assert agent["telephonyPresence"] == "offline"
    assert (await phone.engine.status())["calls"] == []
    assert "CALL_STARTED" not in [event["type"] for event in phone.engine.told()]


async def test_an_engine_that_was_killed_pauses_and_leaves_the_queue_that_the_one_before_it_joined(
    peers: Peers, salesforce: Lightning
) -> None:
    pbx = await peers.asterisk()
    phone = await agent_at(pbx, peers, salesforce)
    await chooses(salesforce, "0N5a")
    await queue_says(pbx, "QueueMemberAdded", Queue="sales")

    await phone.crashes()
    assert (await phone.engine.status())["agent"]["telephonyPresence"] == "available"
    await chooses(salesforce, "0N5b")
    await queue_says(pbx, "QueueMemberPause", Queue="sales", Paused="1")
    await phone.crashes()
    await chooses(salesforce, "0")

    await queue_says(pbx, "QueueMemberRemoved", Queue="sales")


async def test_rules_map_both_ways_and_a_code_that_fails_is_told(peers: Peers, salesforce: Lightning) -> None:
    pbx = await peers.asterisk()
    rules = peers.folder / "rules.toml"
    rules.write_text(LUNCH)
    phone = await agent_at(pbx, peers, salesforce, status_rules=str(rules), queue_logout="9404")

    await chooses(salesforce, "0N5a")
    await queue_says(pbx, "QueueMemberAdded", Queue="sales")
    await phone.engine.ctl("telephony-presence", "Busy")
    (told,) = await salesforce.hears("SET_AGENT_STATUS")
    await chooses(salesforce, "0N5b")
    await chooses(salesforce, "0")
    trouble = await phone.engine.event("TROUBLE_REPORTED")

    assert told["payload"] == {"statusId": "0N5b"}
    assert "9404" in trouble["payload"]["says"]
    assert trouble["payload"]["part"] == "agent status"
