"""Hold, from here and from the far end."""

import pytest

from tests.e2e.calls import DESK_HZ, answered, connected
from tests.e2e.desks import engine_at
from tests.peers import Peers, until

pytestmark = pytest.mark.e2e


async def test_a_held_call_is_silent_until_it_is_resumed(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, "reinvited:recvonly reinvited:sendrecv bye_received")
    await call.is_heard_both_ways()

    await engine.ctl("hold")
    held = await engine.event("HOLD_TOGGLE")
    assert held["payload"]["call"]["isHeld"]
    offer = call.far.received("INVITE")[1].body
    assert "a=sendonly" in offer or "a=inactive" in offer
    call.ear.forget()
    await until(lambda: len(call.far.received("ACK")) == 2, "the hold is acknowledged")
    assert call.ear.heard().heard_s(DESK_HZ) == 0

    await engine.ctl("resume")
    resumed = await engine.event("HOLD_TOGGLE")
    assert not resumed["payload"]["call"]["isHeld"]
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    await call.is_over()


async def test_hold_answers_when_it_has_happened_and_twice_is_once(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, "reinvited:recvonly wait:600 bye")

    first = await engine.ctl("hold")
    again = await engine.ctl("hold")
    await call.is_over()

    assert first.result["call"]["isHeld"]
    assert again.result["call"]["isHeld"]
    assert engine.events is not None
    assert engine.events.types().count("HOLD_TOGGLE") == 1
    assert len(call.far.received("INVITE")) == 2


async def test_a_hold_that_the_far_end_refuses_changes_nothing(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, "reinvite_refused:488 bye_received")

    answer = await engine.ctl("hold", expect=1)
    assert "488" in answer.err or "Not Acceptable" in answer.err, answer
    assert not (await engine.status())["calls"][0]["isHeld"]
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    await call.is_over()


async def test_the_far_end_holds_us_and_comes_back(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "wait:300 reinvite:sendonly wait:1200 reinvite:sendrecv wait:300 bye_received")

    held = await engine.event("PEER_HOLD_TOGGLE")
    assert held["payload"]["call"]["legs"][0]["isHeldByPeer"]
    back = await engine.event("PEER_HOLD_TOGGLE")
    assert not back["payload"]["call"]["legs"][0]["isHeldByPeer"]
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()

    assert engine.events is not None
    assert "HOLD_TOGGLE" not in engine.events.types()


@pytest.mark.parametrize("direction", ["sendonly", "inactive"])
async def test_we_hold_while_the_far_end_holds_us(peers: Peers, direction: str) -> None:
    engine = await engine_at(peers)
    call = await answered(
        engine,
        peers,
        f"wait:300 reinvite:{direction} reinvited:inactive reinvited:{direction} reinvite:sendrecv bye_received",
    )

    await engine.event("PEER_HOLD_TOGGLE")
    await engine.ctl("hold")
    await engine.ctl("resume")
    await engine.event("PEER_HOLD_TOGGLE")
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    await call.is_over()


async def test_a_call_can_begin_on_hold(peers: Peers) -> None:
    engine = await engine_at(peers, calls={"start_held": True})
    call = await answered(engine, peers, "reinvited:recvonly reinvited:sendrecv bye_received")

    held = await engine.event("HOLD_TOGGLE")
    assert held["payload"]["call"]["isHeld"]
    assert call.ear.heard().is_silent()
    await engine.ctl("resume")
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    await call.is_over()
