"""Lamps in Salesforce, with Asterisk behind the phone: who is available in the phone book, and the voice mailbox."""

from typing import Any

import pytest

from tests.e2e.pbx import PASSWORD, account, phone_at as engine_at
from tests.page.lightning import Lightning
from tests.peers import Asterisk, Peers
from tests.salesforce.phone import ENDED, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
PEOPLE = "name,number,kind,watch\nAnna,1002,agent,1002\nNobody,7777,agent,7777\n"


async def colleagues(salesforce: Lightning, *types: str) -> dict[str, Any]:
    """The phone book as Salesforce sees it, and whether its people are available."""
    await salesforce.says("GET_PHONE_CONTACTS", filter={"limit": 50, "types": list(types)})
    (told,) = await salesforce.hears("PHONE_CONTACTS")
    return {contact["name"]: contact.get("availability") for contact in told["payload"]["contacts"]}


async def agent_at(pbx: Asterisk, peers: Peers, salesforce: Lightning, base: str) -> Phone:
    """A phone at the PBX, with a phone book and a voicemail key."""
    file = peers.folder / "people.csv"
    file.write_text(PEOPLE)
    return await phone_at(
        peers,
        salesforce,
        base,
        accounts=[account(pbx)],
        environment={PASSWORD: "agent1-password"},
        contacts={"files": [str(file)]},
        calls={"voicemail_code": "9620"},
    )


async def test_colleagues_are_available_or_not_and_the_mailbox_is_called(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    pbx = await peers.asterisk()
    phone = await agent_at(pbx, peers, salesforce, base)
    await phone.engine.registration("registered")
    lamp: dict[str, Any] = {"address": f"sip:1002@127.0.0.1:{pbx.ports.sip}"}

    await phone.engine.event("AVAILABILITY_CHANGED", **lamp, availability="OFFLINE")
    offline = await colleagues(salesforce)
    other = await engine_at(peers, account(pbx, "agent2"), name="other")
    await phone.engine.event("AVAILABILITY_CHANGED", **lamp, availability="AVAILABLE")
    available = await colleagues(salesforce, "AVAILABLE")
    await other.ctl("dial", "9620")
    await phone.engine.event("AVAILABILITY_CHANGED", **lamp, availability="BUSY")
    busy = await colleagues(salesforce)
    none = await colleagues(salesforce, "AVAILABLE")
    await phone.engine.ctl("voicemail")
    started, _ = await salesforce.hears("CALL_STARTED", "CALL_CONNECTED")
    await phone.engine.ctl("hangup")
    await salesforce.hears(*ENDED)

    assert (offline, available) == ({"Anna": "OFFLINE", "Nobody": None}, {"Anna": "AVAILABLE"})
    assert (busy, none) == ({"Anna": "BUSY", "Nobody": None}, {})
    assert (started["payload"]["callType"], started["payload"]["phoneNumber"]) == ("Outbound", "9620")
    assert started["payload"]["contact"]["name"] == "voicemail"
