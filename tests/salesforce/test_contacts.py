"""The phone book in Salesforce: real files, the real engine, both majors of the base connector in a real browser."""

import json
from typing import Any

import pytest

from tests.e2e.calls import rings
from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
BOTH = pytest.mark.parametrize("base", ["", "?base=3"], ids=["4.x", "3.x"])
PEOPLE = "name,number,kind\n" + "".join(f"Person {place:03},+4930100{place:04},agent\n" for place in range(120))
QUEUES = [{"name": "Support", "id": "q7", "kind": "Queue", "waitTime": 240, "number": "700"}]


def contact_files(peers: Peers) -> list[str]:
    folder = peers.folder / "contacts"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "queues.json").write_text(json.dumps(QUEUES))
    return sorted(map(str, folder.iterdir()))


async def phone_with_contacts(
    peers: Peers, salesforce: Lightning, base: str, dial: dict[str, Any] | None = None, **contacts: Any
) -> Phone:
    files = {"files": contact_files(peers), "country": "DE", **contacts}
    phone = await phone_at(peers, salesforce, base, contacts=files, dial=dial or {})
    await phone.engine.event("CONTACTS_CHANGED")
    return phone


async def found(salesforce: Lightning, **filters: Any) -> list[dict[str, Any]]:
    await salesforce.says("GET_PHONE_CONTACTS", filter=filters)
    (told,) = await salesforce.hears("PHONE_CONTACTS")
    contacts: list[dict[str, Any]] = told["payload"]["contacts"]
    return contacts


@BOTH
async def test_the_phone_book_is_searched_and_paged(peers: Peers, salesforce: Lightning, base: str) -> None:
    await phone_with_contacts(peers, salesforce, base)

    first = await found(salesforce, limit=50)
    page = await found(salesforce, contains="person", limit=50, offset=100)
    by_number = await found(salesforce, contains="030 1000017", limit=50, offset=0)

    assert [contact["name"] for contact in first][:2] == ["Person 000", "Person 001"]
    assert len(first) == 50
    assert [contact["name"] for contact in page] == [f"Person {place}" for place in range(100, 120)]
    assert [(contact["name"], contact["type"]) for contact in by_number] == [("Person 017", "Agent")]
    await salesforce.hears_nothing_more()


@BOTH
async def test_queues_wait_and_types_limit(peers: Peers, salesforce: Lightning, base: str) -> None:
    await phone_with_contacts(peers, salesforce, base, queue_wait_times=True, kinds=["Queue", "PhoneBook"])

    everything = await found(salesforce, limit=50)
    agents = await found(salesforce, limit=50, types=["AGENT"])

    assert [(contact["name"], contact["queueWaitTime"]) for contact in everything] == [("Support", "240")]
    assert agents == []


@BOTH
async def test_without_search_salesforce_gets_everything_at_once(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    await phone_with_contacts(peers, salesforce, base, search=False)

    assert len(await found(salesforce, limit=50)) == 121


@BOTH
async def test_who_calls_without_a_name_has_that_of_the_phone_book(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    port = peers.ports.one()
    phone = await phone_with_contacts(peers, salesforce, base, dial={"number": f"sip:{{number}}@127.0.0.1:{port}"})

    await rings(phone.engine, peers, "invite ringing refused:486", user="+49301000017")
    (inbound,) = await salesforce.hears("CALL_STARTED")
    await phone.engine.ctl("decline")
    await salesforce.hears("HANGUP")
    await peers.sipp("offered refuse:486", port=port)
    await phone.engine.ctl("dial", "+49301000018")
    outbound, _ = await salesforce.hears("CALL_STARTED", "HANGUP")

    assert inbound["payload"]["contact"]["name"] == "Person 017"
    assert inbound["payload"]["phoneNumber"] == "+49301000017"
    assert outbound["payload"]["contact"]["name"] == "Person 018"


async def test_contacts_for_a_work_item(peers: Peers, salesforce: Lightning) -> None:
    await phone_with_contacts(peers, salesforce, "")

    await salesforce.says("GET_CONTACTS", filter={"contains": "support", "limit": 50, "offset": 0}, workItemId="w1")
    (told,) = await salesforce.hears("GET_CONTACTS_RESULT")

    assert [contact["name"] for contact in told["payload"]["contacts"]] == ["Support"]
