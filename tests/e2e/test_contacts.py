"""The phone book of an engine: `ctl contacts`, files that change, names for numbers that call, and calls to it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.adapters.storage.private_files import replace_file
from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.settings import Settings
from softphone.ui.desk.outfitting import services
from softphone.ui.desk.phone import DeskPhone
from softphone.ui.desk.presenter import Presenter
from softphone.ui.resources import language
from softphone.ui.theme.look import Look
from softphone.ui.widgets.phone_pane import PhonePane
from softphone.ui.widgets.workplace import Tools, Workplace
from tests.e2e.calls import rings
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.peers import Peers, until
from tests.ui.stage import NOWHERE

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


@asynccontextmanager
async def pane_at(engine: Engine, app: QApplication) -> AsyncIterator[PhonePane]:
    """Put the phone of the window at a real engine."""
    look = Look("light", is_animated=False)
    look.dress(app)
    tools, phone = Tools(look, language("en")), DeskPhone(None, engine.folder / "runtime", language("en"))
    place = Workplace(phone, tools, Settings(), services(SettingsOffice(NOWHERE), tools.say), time.monotonic)
    presenter = Presenter(place, None, time.monotonic)
    pane = PhonePane(tools, presenter.judge, presenter.judge_target)
    presenter.shown.connect(pane.display)
    presenter.suggested.connect(pane.suggest)
    pane.wondered.connect(presenter.wonder)
    pane.asked.connect(phone.ask)
    phone.start()
    turning = asyncio.create_task(_turn(app))
    await until(lambda: phone.mirror.is_up, "the desk is connected")
    pane.show()
    pane.activateWindow()
    yield pane
    turning.cancel()
    await phone.stop()
    pane.close()


async def _turn(app: QApplication) -> None:
    """Let Qt have its turn in this loop."""
    while True:
        app.processEvents()
        await asyncio.sleep(0.02)


async def chosen(pane: PhonePane, text: str) -> None:
    """Type a name, and take the first who is suggested."""
    pane.dial.field.setFocus()
    QTest.keyClicks(pane.dial.field, text)
    await until(pane.dial.suggestions.isVisible, f"{text} is found")
    QTest.keyClick(pane.dial.field, Qt.Key.Key_Down)
    QTest.keyClick(pane.dial.suggestions, Qt.Key.Key_Return)


async def test_whom_the_agent_chooses_is_called_by_the_rule_of_its_kind(peers: Peers, qapp: QApplication) -> None:
    ways = "offered ring answer bye_received"
    colleague, queue = await peers.sipp(ways), await peers.sipp(ways)
    file = contact_file(peers, "name,number,kind,id\nAnna,030 1234567,agent,7\nSupport,,queue,00G5e000001AbcD\n")
    agent_at, queue_at = (peer.uri.rpartition("@")[2] for peer in (colleague, queue))
    engine = await engine_at(
        peers,
        contacts={"files": [str(file)]},
        dial={"agent": f"sip:agent-{{id}}@{agent_at}", "queue": f"sip:queue-{{id}}@{queue_at}"},
    )

    async with pane_at(engine, qapp) as pane:
        for text, name, kind in (("anna", "Anna", "InternalCall"), ("supp", "Support", "Outbound")):
            await chosen(pane, text)
            QTest.keyClick(pane.dial.field, Qt.Key.Key_Return)
            call = (await engine.event("CALL_CONNECTED"))["payload"]["call"]
            assert (call["callType"], call["peer"]["name"]) == (kind, name)
            await engine.ctl("hangup")
            await engine.event("HANGUP")
            await until(pane.dial.isVisible, "the next can be called")
    await colleague.done()
    await queue.done()

    assert colleague.received("INVITE")[0].start.startswith("INVITE sip:agent-7@")
    assert queue.received("INVITE")[0].start.startswith("INVITE sip:queue-00G5e000001AbcD@")
