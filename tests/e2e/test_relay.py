"""Ways through NAT: the address that a STUN server sees, the relay of a TURN server, and what happens without them."""

import re
import socket

import pytest

from softphone.adapters.network.routes import ANYWHERE, address_towards
from tests.e2e.calls import DESK_HZ, FAR_HZ, connected, dialled
from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.peers import Peers, until
from tests.peers.coturn import PASSWORD, USER, Coturn, CoturnPorts
from tests.peers.nat import Nat

pytestmark = pytest.mark.e2e
needs_cable = pytest.mark.skipif(address_towards(ANYWHERE[0]) is None, reason="ICE needs an address besides loopback's")


WRONG = "guessed"
CABLE = "192.0.2.1"
"""An address that is not loopback's: only from such a one ICE sees a way without a relay."""


async def coturn(peers: Peers) -> Coturn:
    ports = CoturnPorts(peers.ports.one(), peers.ports.several(20))
    return await peers.started(Coturn(ports, peers.folder / "coturn"))


async def engine_behind(
    peers: Peers, server: str, *, password: str = PASSWORD, bind: str = "127.0.0.1", transport: str = "udp"
) -> Engine:
    """Start an engine whose account finds its ways by ICE, with this relay."""
    turn = {"server": server, "transport": transport, "username": USER, "password_env": "RELAY_PASSWORD"}
    account = {"name": "desk", "uri": f"sip:desk@{bind}", "ice": True, "turn": turn}
    settings = desk(peers, "engine", DESK_HZ, accounts=[account], sip={"bind": bind})
    settings.environment["RELAY_PASSWORD"] = password
    return await peers.started(Engine(settings))


async def test_a_call_goes_through_the_relay_both_ways(peers: Peers) -> None:
    server = await coturn(peers)
    engine = await engine_behind(peers, server.place)

    call = await connected(engine, peers, "bye_received")
    await call.is_heard_both_ways()
    offered = call.far.received("INVITE")[0].body
    await engine.ctl("hangup")
    await call.is_over()

    assert call.ear.answers_to is not None
    assert server.is_relay(call.ear.answers_to[1])
    assert all(server.is_relay(int(port)) for port in re.findall(r"(\d+) typ relay", offered))
    assert re.findall(r"typ (\w+)", offered) == ["relay", "relay"]
    assert f"m=audio {call.ear.answers_to[1]} " in offered


@needs_cable
async def test_a_wrong_relay_password_is_told_and_the_call_goes_without_the_relay(peers: Peers) -> None:
    server = await coturn(peers)
    engine = await engine_behind(peers, server.place, password=WRONG, bind=CABLE)

    call = await connected(engine, peers, "bye_received")
    trouble = await engine.event("TROUBLE_REPORTED", part="relay")
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()

    assert server.place in trouble["payload"]["says"]
    assert "password" in trouble["payload"]["says"]
    assert server.refusals()
    assert call.ear.answers_to is not None
    assert not server.is_relay(call.ear.answers_to[1])


@needs_cable
async def test_a_relay_that_swallows_what_it_is_sent_over_tcp_does_not_hold_a_call_up_for_ever(peers: Peers) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as hole:
        server = f"127.0.0.1:{hole.getsockname()[1]}"
        engine = await engine_behind(peers, server, bind=CABLE, transport="tcp")

        call = await dialled(engine, peers, "offered ring answer bye_received")
        ended = await engine.event("HANGUP", callId=call.id, within_s=40)

    assert ended["payload"]["ending"]["reason"] == "unreachable"
    assert server in ended["payload"]["ending"]["phrase"]


@needs_cable
async def test_a_relay_that_does_not_answer_is_told_and_the_call_goes_without_it(peers: Peers) -> None:
    engine = await engine_behind(peers, f"127.0.0.1:{peers.ports.one()}", bind=CABLE)

    call = await dialled(engine, peers, "offered ring answer bye_received")
    await engine.event("TROUBLE_REPORTED", part="relay", within_s=20)
    await engine.event("CALL_CONNECTED", callId=call.id)
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    await call.is_over()


async def test_a_call_that_has_no_way_but_a_relay_that_refuses_says_why(peers: Peers) -> None:
    server = await coturn(peers)
    engine = await engine_behind(peers, server.place, password=WRONG)

    call = await dialled(engine, peers, "offered ring answer bye_received")
    over = await engine.event("HANGUP", callId=call.id)

    assert over["payload"]["ending"]["reason"] == "failed_here"
    assert "Unauthorized" in over["payload"]["ending"]["phrase"]


async def test_the_address_that_a_stun_server_sees_is_offered_and_heard_at(peers: Peers) -> None:
    server = await coturn(peers)
    nat = await peers.kept(Nat.open(("127.0.0.1", server.ports.listening)))
    account = {"name": "desk", "uri": "sip:desk@127.0.0.1", "stun": [nat.place]}
    engine = await peers.started(Engine(desk(peers, "engine", DESK_HZ, accounts=[account])))

    call = await connected(engine, peers, "bye_received")
    offered = re.search(r"m=audio (\d+) ", call.far.received("INVITE")[0].body)
    assert offered is not None
    await until(lambda: call.ear.heard().hears(DESK_HZ), "the far end hears us")
    call.ear.aim(int(offered[1]))
    await engine.hears(FAR_HZ)
    await engine.ctl("hangup")
    await call.is_over()

    assert int(offered[1]) in nat.seen_as().values()
