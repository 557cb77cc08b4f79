"""A name server that does not answer: the phone starts, takes calls and ends all the same."""

import pytest

from tests.e2e.desks import desk
from tests.e2e.engine import Desk, Engine
from tests.peers import Peers
from tests.peers.namespaces import PHONE, REGISTRAR, Network, with_name_server

pytestmark = pytest.mark.e2e
SILENT = "10.99.0.53"
ENDS_WITHIN_S = 5


def phone_of_an_office_that_nobody_knows(peers: Peers, network: Network) -> Desk:
    account = {"name": "office", "uri": "sip:agent@pbx.example.com", "registrar": "sip:pbx.example.com"}
    settings = desk(peers, "engine", None, accounts=[account], sip={"bind": PHONE, "trusted": [REGISTRAR]})
    settings.prefix = (*network.prefix, *with_name_server(peers.folder, SILENT))
    return settings


async def test_a_phone_whose_name_server_is_silent_takes_calls_and_ends_in_time(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()
    network.swallow(SILENT)
    engine = await peers.started(Engine(phone_of_an_office_that_nobody_knows(peers, network)))

    caller = await peers.sipp("invite ringing refused:486", engine.uri, host=REGISTRAR, prefix=network.prefix)
    await engine.event("CALL_STARTED")
    await engine.ctl("decline")
    await caller.done()
    account = (await engine.status())["accounts"][0]

    assert account["state"] != "registered"
    assert await engine.shut_down(within_s=ENDS_WITHIN_S) == 0
