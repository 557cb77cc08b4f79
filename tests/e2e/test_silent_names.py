"""A name server that does not answer, or late: the phone starts, takes calls and ends all the same."""

import asyncio

import pytest

from tests.e2e.desks import desk
from tests.e2e.engine import Desk, Engine
from tests.peers import Peers
from tests.peers.namespaces import PHONE, REGISTRAR, FarNetwork, Network, with_name_server
from tests.peers.slow_name_server import SlowNameServer

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


@pytest.mark.parametrize("patience", ["timeout:30", "timeout:1 attempts:1"], ids=["still asked", "given up"])
async def test_a_trusted_name_that_gets_known_late_brings_the_phone_into_the_network(
    peers: Peers, patience: str
) -> None:
    near = await peers.started(Network(peers.folder))
    far = await peers.started(FarNetwork(near, peers.folder))
    near.connect_to(far)
    server = await peers.started(SlowNameServer(far.prefix, REGISTRAR, peers.folder))
    settings = desk(peers, "engine", None, sip={"bind": "auto", "trusted": ["pbx.example.com"]})
    settings.prefix = (*near.prefix, *with_name_server(peers.folder, REGISTRAR))
    settings.environment["RES_OPTIONS"] = patience  # how long an answer is waited for, though not by the phone
    engine = await peers.started(Engine(settings))
    assert "@127." in (await engine.status())["sip"], "it knows nobody yet who might ring it"

    server.may_answer()
    await _lives_at(engine, PHONE)

    caller = await peers.sipp(
        "invite ringing refused:486", (await engine.status())["sip"], host=REGISTRAR, prefix=far.prefix
    )
    await engine.event("CALL_STARTED")
    await engine.ctl("decline")
    await caller.done()


async def _lives_at(engine: Engine, address: str) -> None:
    """Wait until the phone can be reached there."""
    for _ in range(150):
        if address in (await engine.status())["sip"]:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"the phone does not move to {address}")
