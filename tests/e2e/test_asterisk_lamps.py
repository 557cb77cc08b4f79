"""Lamps at a real PBX: colleagues by Asterisk's hints, the voice mailbox by its message-waiting notices."""

from typing import Any

import pytest

from tests.e2e.engine import Engine
from tests.e2e.pbx import account, phone_at, registered_at
from tests.peers import Asterisk, Peers, until

pytestmark = pytest.mark.e2e


async def lamp(engine: Engine, address: str, availability: str | None) -> None:
    """Wait until an address is told to be so."""
    where: dict[str, Any] = {"address": address, "availability": availability}
    await engine.event("AVAILABILITY_CHANGED", **where)


def recorded_s(pbx: Asterisk) -> float:
    """How long the message is that is being left."""
    files = list((pbx.folder / "spool/voicemail").rglob("*.wav"))
    return max((file.stat().st_size for file in files), default=0) / 16_000


async def test_a_colleague_is_offline_available_and_busy(peers: Peers) -> None:
    pbx = await peers.asterisk()
    file = peers.folder / "people.csv"
    file.write_text("name,number,kind,watch\nAnna,1002,agent,1002\nNobody,7777,agent,7777\n")
    engine = await registered_at(peers, account(pbx), contacts={"files": [str(file)]})
    anna = f"sip:1002@127.0.0.1:{pbx.ports.sip}"

    await lamp(engine, anna, "OFFLINE")
    other = await phone_at(peers, account(pbx, "agent2"), name="other")
    await other.registration("registered")
    await lamp(engine, anna, "AVAILABLE")
    await other.ctl("dial", "9620")
    await other.event("CALL_CONNECTED")
    await lamp(engine, anna, "BUSY")
    found = (await engine.ctl("contacts")).result["contacts"]
    available = (await engine.ctl("contacts", "--available")).result["contacts"]
    await other.ctl("hangup")
    await lamp(engine, anna, "AVAILABLE")
    available_again = (await engine.ctl("contacts", "--available")).result["contacts"]

    assert [(contact["name"], contact["availability"]) for contact in found] == [("Anna", "BUSY"), ("Nobody", None)]
    assert available == []
    assert [contact["name"] for contact in available_again] == ["Anna"]


async def test_the_busy_lamp_of_the_settings_follows_dialogs(peers: Peers) -> None:
    pbx = await peers.asterisk()
    watched = pbx.uri("1003")
    engine = await registered_at(peers, account(pbx), sip={"presence_watch": [watched]})
    await lamp(engine, watched, "AVAILABLE")
    other = await phone_at(peers, account(pbx, "agent3"), name="other")
    await other.registration("registered")

    await other.ctl("dial", "9620")
    await lamp(engine, watched, "BUSY")
    await other.ctl("hangup")
    await lamp(engine, watched, "AVAILABLE")


async def test_a_message_lights_the_lamp_and_the_key_calls_the_mailbox(peers: Peers) -> None:
    pbx = await peers.asterisk()
    engine = await registered_at(peers, account(pbx), calls={"voicemail_code": "9620"})
    where: dict[str, Any] = {"account": "office", "isWaiting": False}
    await engine.event("MAILBOX_CHANGED", **where)

    other = await phone_at(peers, account(pbx, "agent2"), name="other")
    await other.registration("registered")
    await other.ctl("dial", "9710")
    await other.event("CALL_CONNECTED")
    waits: dict[str, Any] = {"account": "office", "isWaiting": True, "new": 1}
    await until(lambda: recorded_s(pbx) > 3, "the message is long enough", within_s=20)
    await other.ctl("hangup")
    await engine.event("MAILBOX_CHANGED", within_s=20, **waits)
    await engine.ctl("voicemail")
    await engine.event("CALL_CONNECTED")

    assert (await engine.status())["mailboxes"] == [{"account": "office", "isWaiting": True, "new": 1, "old": 0}]
