"""The agent's presence is published to the PBX (RFC 3903) by the accounts that are to, with a note for people."""

import asyncio

import pytest

from tests.adapters.sip.raw_peer import RawPeer
from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.e2e.pbx import PASSWORD
from tests.peers import Peers, until

pytestmark = pytest.mark.e2e
RULES = '[[rule]]\nchanged = "telephony"\ntelephony = "Busy"\nset_telephony = "away"\n'


async def test_a_presence_that_the_rules_make_is_published(peers: Peers) -> None:
    _, pbx = await asyncio.get_running_loop().create_datagram_endpoint(RawPeer, ("127.0.0.1", 0))
    rules = peers.folder / "rules.toml"
    rules.write_text(RULES)
    place = pbx.uri.removeprefix("sip:").rpartition("@")[2]
    account = {"name": "office", "uri": f"sip:agent@{place}", "registrar": f"sip:{place}", "publish_presence": True}
    found = desk(
        peers, "engine", None, accounts=[{**account, "password_env": PASSWORD}], agent={"status_rules": str(rules)}
    )
    found.environment[PASSWORD] = "secret"
    engine = Engine(found)
    starting = asyncio.create_task(peers.started(engine))
    register = await pbx.next("REGISTER")
    pbx.reply(register, "200 OK", f"Contact: {register.headers.first('contact')};expires=60")
    await starting
    await engine.registration("registered")

    await engine.ctl("telephony-presence", "Busy")
    published = await until(
        lambda: next((message for message in pbx.came if message.method == "PUBLISH" and "Away" in message.body), None),
        "the presence is published",
    )

    assert published is not None
    assert published.headers.first("event") == "presence"
    assert "<basic>open</basic>" in published.body
    assert "away" in published.body
    await pbx.close()
