"""The phone book of a running engine: `ctl contacts`, files that change, and names for numbers that call."""

from pathlib import Path

import pytest

from softphone.adapters.storage.private_files import replace_file
from tests.e2e.calls import rings
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.peers import Peers

pytestmark = pytest.mark.e2e


def contact_file(peers: Peers, content: str) -> Path:
    file = peers.folder / "people.csv"
    file.write_text(content)
    return file


async def engine_with(peers: Peers, file: Path) -> Engine:
    engine = await engine_at(peers, contacts={"files": [str(file)], "country": "DE"})
    await engine.event("CONTACTS_CHANGED")
    return engine


async def test_contacts_are_found_and_bad_rows_are_named(peers: Peers) -> None:
    file = contact_file(peers, "name,number,kind\nZoë Müller,030 1234567,agent\nNobody,,\n")
    engine = await engine_with(peers, file)

    by_name = (await engine.ctl("contacts", "zoe muller")).result
    by_number = (await engine.ctl("contacts", "+49 30 12345")).result
    for_people = await engine.ctl("contacts", json_out=False)

    assert [(contact["name"], contact["kind"]) for contact in by_name["contacts"]] == [("Zoë Müller", "Agent")]
    assert by_number["contacts"] == by_name["contacts"]
    assert by_name["files"][0]["firstBad"][0]["line"] == 3
    assert f"{file}:3: it has neither" in for_people.out


async def test_a_file_that_is_replaced_is_read_again(peers: Peers) -> None:
    file = contact_file(peers, "name,number\nAnna,1\n")
    engine = await engine_with(peers, file)

    replace_file(file, b"name,number\nBert,2\n")
    await engine.event("CONTACTS_CHANGED")

    assert [contact["name"] for contact in (await engine.ctl("contacts")).result["contacts"]] == ["Bert"]


async def test_who_calls_is_named_by_the_phone_book_and_comes_first_afterwards(peers: Peers) -> None:
    file = contact_file(peers, "name,number\nAnna,1\nTheo,+493012345678\n")
    engine = await engine_with(peers, file)

    call = await rings(engine, peers, "invite ringing refused:486", user="+493012345678")
    (state,) = (await engine.status())["calls"]
    await engine.ctl("decline")
    await engine.event("HANGUP")

    assert state["callId"] == call.id
    assert state["peer"]["name"] == "Theo"
    assert [contact["name"] for contact in (await engine.ctl("contacts")).result["contacts"]] == ["Theo", "Anna"]


async def test_a_favourite_outlives_the_engine_and_its_contact_file(peers: Peers) -> None:
    file = contact_file(peers, "name,number,kind\nAnna,030 1234567,agent\nBert,2,agent\n")
    engine = await engine_with(peers, file)
    await engine.ctl("favourite", "+49301234567", "Somebody")
    assert [one["isFavourite"] for one in (await engine.ctl("contacts")).result["contacts"]] == [True, False]

    await engine.shut_down()
    file.write_text("name,number\n")
    again = await peers.started(Engine(engine.desk))

    (anna,) = (await again.ctl("contacts", "--favourites")).result["contacts"]
    assert (anna["name"], anna["kind"], anna["isFavourite"]) == ("Anna", "Agent", True)
    await again.ctl("favourite", "030 1234567", "Anna", "--no")
    assert (await again.ctl("contacts", "--favourites")).result["contacts"] == []
