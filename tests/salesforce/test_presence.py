"""The agent's status in Salesforce, told to a presence server that others wrote (kamailio), and seen by a colleague."""

from typing import Any

import pytest

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.e2e.pbx import PASSWORD
from tests.page.lightning import Lightning
from tests.peers import Peers, kamailio, until
from tests.peers.kamailio import Kamailio
from tests.salesforce.phone import Phone
from tests.salesforce.test_status import STATUSES, chooses

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def phone_at(server: Kamailio, peers: Peers, user: str, account: dict[str, Any], **settings: Any) -> Engine:
    described = {
        "name": "office",
        "uri": server.uri(user),
        "registrar": server.registrar,
        "username": user,
        "password_env": PASSWORD,
        **account,
    }
    found = desk(peers, user, 440, accounts=[described], **settings)
    found.environment[PASSWORD] = kamailio.PASSWORD
    engine = await peers.started(Engine(found))
    await engine.registration("registered")
    return engine


async def test_the_status_is_published_seen_refreshed_and_taken_back(peers: Peers, salesforce: Lightning) -> None:
    server = await peers.kamailio(expires_s=10)
    file = peers.folder / "people.csv"
    file.write_text("name,kind,number,watch\nAnna,agent,1001,anna\n")
    other = await phone_at(server, peers, "other", {}, contacts={"files": [str(file)]})
    bridge = {"port": 0, "parents": [salesforce.origin]}
    engine = await phone_at(server, peers, "anna", {"publish_presence": True}, bridge=bridge)
    phone = Phone(engine, salesforce, peers, config={"userName": "a", "userPresenceStatuses": STATUSES})
    await phone.opens()
    seen: dict[str, Any] = {"address": server.uri("anna")}

    for status, availability in (("0N5a", "AVAILABLE"), ("0N5b", "BUSY"), ("0N5a", "AVAILABLE")):
        await chooses(salesforce, status)
        await other.event("AVAILABILITY_CHANGED", **seen, availability=availability)
    await until(lambda: any(one.is_refresh for one in server.published()), "it is refreshed", within_s=20)
    await engine.shut_down()
    await until(lambda: server.published()[-1].is_removal, "it is taken back")
    await other.event("AVAILABILITY_CHANGED", **seen, availability="OFFLINE")

    told = [event["payload"]["availability"] for event in other.told() if event["type"] == "AVAILABILITY_CHANGED"]
    assert told == [None, "AVAILABLE", "BUSY", "AVAILABLE", "OFFLINE"]
    first, *others = server.published()
    assert not first.replaces
    assert all(one.replaces for one in others)
