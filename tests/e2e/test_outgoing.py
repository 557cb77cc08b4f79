"""Calls that the engine makes to sipp."""

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ, connected, dialled
from tests.e2e.desks import engine_at
from tests.peers import Peers, until

pytestmark = pytest.mark.e2e

REASONS = {403: "refused", 404: "unreachable", 486: "busy", 488: "refused", 503: "refused"}


@pytest.mark.parametrize("codec", ["PCMU", "PCMA"])
async def test_an_outgoing_call_is_answered_and_both_hear_each_other(peers: Peers, codec: str) -> None:
    engine = await engine_at(peers)

    call = await connected(engine, peers, "bye_received", codec=codec)
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()

    assert engine.events is not None
    assert engine.events.types() == ["CALL_STARTED", "PROGRESS", "CALL_CONNECTED", "HANGUP"]


async def test_the_key_of_a_call_is_sent_and_nothing_else_is_offered(peers: Peers) -> None:
    engine = await engine_at(peers)

    call = await connected(engine, peers, "wait:100 bye")
    await call.is_over()

    (invite,) = call.far.received("INVITE")
    assert invite.header("X-Vendor-Call-Key") == call.id
    assert invite.body.count("m=") == 1, invite.body


@pytest.mark.parametrize("code", [403, 404, 480, 484, 486, 488, 500, 503, 600, 603, 604])
async def test_a_refused_call_ends_with_its_code(peers: Peers, code: int) -> None:
    engine = await engine_at(peers)

    call = await dialled(engine, peers, f"offered refuse:{code}")
    ending = (await call.is_over())["payload"]["ending"]

    assert ending["code"] == code
    assert ending["reason"] not in {"hung_up", "given_up", "missed"}
    if code == 486:
        assert ending["reason"] == "busy"


async def test_a_redirected_call_reaches_its_new_target(peers: Peers) -> None:
    engine = await engine_at(peers)
    ear = await peers.rtp(says_hz=FAR_HZ)
    new = await peers.sipp("offered ring answer bye_received", media_port=ear.port)

    call = await dialled(engine, peers, "offered redirect", values={"contact": new.uri})
    await engine.event("CALL_REDIRECTED")
    await engine.event("CALL_CONNECTED", callId=call.id)
    await until(lambda: ear.heard().hears(DESK_HZ), "the new target hears us")
    await engine.ctl("hangup")

    await call.is_over()
    await new.done()


async def test_an_unanswered_call_can_be_given_up(peers: Peers) -> None:
    engine = await engine_at(peers)

    call = await dialled(engine, peers, "offered ring cancelled")
    await engine.event("PROGRESS")
    await engine.ctl("hangup")

    ending = (await call.is_over())["payload"]["ending"]
    assert ending["reason"] == "given_up"


async def test_early_media_is_heard_before_the_answer(peers: Peers) -> None:
    engine = await engine_at(peers)

    call = await dialled(engine, peers, "offered early_media wait:2500 answer wait:300 bye")
    call.ear.say(700)
    await engine.event("PROGRESS")
    await engine.hears(700)
    assert engine.events is not None
    assert "CALL_CONNECTED" not in engine.events.types()

    await engine.event("CALL_CONNECTED", callId=call.id)
    await call.is_over()


async def test_early_media_before_a_refusal_is_heard(peers: Peers) -> None:
    engine = await engine_at(peers)

    call = await dialled(engine, peers, "offered early_media wait:2500 refuse:486")
    call.ear.say(700)
    await engine.hears(700)

    assert (await call.is_over())["payload"]["ending"]["reason"] == "busy"


async def test_a_caller_hears_ringing_while_the_far_end_rings(peers: Peers) -> None:
    engine = await engine_at(peers)

    call = await dialled(engine, peers, "offered ring wait:3000 answer wait:100 bye")
    await engine.hears(425, for_s=0.5)

    await call.is_over()


async def test_nobody_at_the_address_ends_the_call(peers: Peers) -> None:
    engine = await engine_at(peers)
    target = f"sip:nobody@127.0.0.1:{peers.ports.one()};transport=tcp"

    await engine.ctl("dial", target)
    event = await engine.event("HANGUP")

    assert event["payload"]["ending"]["reason"] in {"unreachable", "refused"}


async def test_an_address_that_is_none_is_refused_aloud(peers: Peers) -> None:
    engine = await engine_at(peers)

    answer = await engine.ctl("dial", "sip:", expect=1)

    assert answer.err.strip()
    assert (await engine.status())["calls"] == []
