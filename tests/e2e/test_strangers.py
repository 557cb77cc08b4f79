"""Who may ring: on a network with other machines, only those the settings name."""

import pytest

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.peers import Peers
from tests.peers.namespaces import PHONE, REGISTRAR, STRANGER, Network

pytestmark = pytest.mark.e2e


async def engine_on(network: Network, peers: Peers) -> Engine:
    """Start an engine that trusts one address of this network."""
    hosting = {"way": "agent", "hosts": True, "supervisors": ["sip:3001@pbx"]}
    settings = desk(peers, "engine", None, sip={"bind": PHONE, "trusted": [REGISTRAR]}, supervision=hosting)
    settings.prefix = network.prefix
    return await peers.started(Engine(settings))


async def test_an_unknown_caller_gets_403_and_never_rings(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()
    engine = await engine_on(network, peers)

    stranger = await peers.sipp("invite refused:403", engine.uri, host=STRANGER, prefix=network.prefix)
    await stranger.done()

    told = await engine.event("STRANGER_TURNED_AWAY")
    assert told["payload"]["address"].startswith(STRANGER)
    assert engine.events is not None
    assert "CALL_STARTED" not in engine.events.types()
    assert (await engine.status())["counters"]["strangers"] == 1


async def test_a_local_user_is_a_stranger_there_too(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()
    engine = await engine_on(network, peers)

    stranger = await peers.sipp("invite refused:403", engine.uri, host=PHONE, prefix=network.prefix)

    await stranger.done()


async def test_a_named_caller_rings(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()
    engine = await engine_on(network, peers)

    caller = await peers.sipp("invite ringing refused:486", engine.uri, host=REGISTRAR, prefix=network.prefix)
    await engine.event("CALL_STARTED")
    await engine.ctl("decline")

    await caller.done()


async def test_a_stranger_still_learns_that_somebody_is_there(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()
    engine = await engine_on(network, peers)

    stranger = await peers.sipp("options", engine.uri, host=STRANGER, prefix=network.prefix)

    await stranger.done()


async def test_a_flood_of_strangers_does_not_keep_friends_out(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()
    engine = await engine_on(network, peers)

    flood = await peers.sipp(
        "invite refused:403",
        engine.uri,
        host=STRANGER,
        prefix=network.prefix,
        calls=100,
        rate=200,
    )
    caller = await peers.sipp("invite ringing refused:486", engine.uri, host=REGISTRAR, prefix=network.prefix)
    await engine.event("CALL_STARTED")
    await engine.ctl("decline")

    await caller.done()
    await flood.done()
    assert (await engine.status())["counters"]["strangers"] == 100


async def test_a_forged_supervisor_from_elsewhere_hears_nothing(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()
    engine = await engine_on(network, peers)
    claims = ["X-Vendor-Call-Key: call-1", "X-Call-Type: supervisor", "P-Asserted-Identity: <sip:3001@pbx>"]

    stranger = await peers.sipp("invite refused:403", engine.uri, host=STRANGER, prefix=network.prefix, headers=claims)
    await stranger.done()

    told = await engine.event("STRANGER_TURNED_AWAY")
    assert told["payload"]["address"].startswith(STRANGER)
