"""A network that goes away and comes back."""

import pytest

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.peers import Peers
from tests.peers.namespaces import REGISTRAR, Network

pytestmark = pytest.mark.e2e


def phone_on(network: Network, peers: Peers, registrar_port: int, *, transport: str = "udp") -> Engine:
    """Start an engine whose registrar is on this network."""
    registrar = f"sip:{REGISTRAR}:{registrar_port}"
    account = {
        "name": "office",
        "uri": f"sip:agent@{REGISTRAR}:{registrar_port}",
        "registrar": registrar,
        "transport": transport,
    }
    settings = desk(
        peers,
        "engine",
        None,
        accounts=[account],
        sip={"bind": "auto", "transport": ["udp", "tcp"], "network_settle_ms": 100},
    )
    settings.prefix = network.prefix
    return Engine(settings)


async def test_it_registers_again_when_a_lost_network_returns(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()
    port = peers.ports.one()
    first = await peers.sipp("registered", host=REGISTRAR, prefix=network.prefix, port=port)
    engine = await peers.started(phone_on(network, peers, port))
    await first.done()

    network.disconnect()
    network.connect()
    second = await peers.sipp("registered", host=REGISTRAR, prefix=network.prefix, port=port)

    await second.done()
    await engine.registration("registered")
