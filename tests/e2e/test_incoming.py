"""Calls that come in from sipp."""

import pytest

from tests.e2e.calls import answered, rings
from tests.e2e.desks import engine_at
from tests.peers import Peers, until

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("codec", ["PCMU", "PCMA"])
async def test_an_incoming_call_is_answered_and_both_hear_each_other(peers: Peers, codec: str) -> None:
    engine = await engine_at(peers)

    call = await answered(engine, peers, "bye_received", codec=codec)
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    ending = (await call.is_over())["payload"]["ending"]
    assert (ending["reason"], ending["by"]) == ("hung_up", "script")
    assert engine.events is not None
    assert engine.events.types() == ["CALL_STARTED", "CALL_CONNECTED", "HANGUP"]


async def test_the_far_end_hangs_up(peers: Peers) -> None:
    engine = await engine_at(peers)

    call = await answered(engine, peers, "wait:500 bye")

    ending = (await call.is_over())["payload"]["ending"]
    assert (ending["reason"], ending["by"]) == ("hung_up", "remote")
    assert (await engine.status())["calls"] == []


async def test_a_call_without_an_offer_gets_one_from_us(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await rings(engine, peers, "invite_without_offer ringing answered_with_offer bye_received")

    await engine.ctl("answer")
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    await call.is_over()


async def test_a_declined_call_gets_486(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await rings(engine, peers, "invite ringing refused:486")

    await engine.ctl("decline")

    assert (await call.is_over())["payload"]["ending"]["reason"] == "declined"


async def test_a_declined_call_gets_603_where_the_settings_say_so(peers: Peers) -> None:
    engine = await engine_at(peers, calls={"decline_code": 603})
    call = await rings(engine, peers, "invite ringing refused:603")

    await engine.ctl("decline")

    await call.is_over()


async def test_a_caller_who_gives_up_is_missed(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await rings(engine, peers, "invite ringing wait:200 cancel")

    ending = (await call.is_over())["payload"]["ending"]

    assert (ending["reason"], ending["by"]) == ("missed", "remote")


async def test_a_call_answered_elsewhere_is_not_missed(peers: Peers) -> None:
    engine = await engine_at(peers)
    reason = {"cancel_headers": 'Reason: SIP;cause=200;text="Call completed elsewhere"'}
    call = await rings(engine, peers, "invite ringing wait:200 cancel", values=reason)

    assert (await call.is_over())["payload"]["ending"]["reason"] == "answered_elsewhere"


async def test_a_caller_who_abandons_the_queue_is_not_missed(peers: Peers) -> None:
    engine = await engine_at(peers)
    values = {"cancel_headers": "X-Call-Abandoned: true"}
    call = await rings(engine, peers, "invite ringing wait:200 cancel", values=values)

    assert (await call.is_over())["payload"]["ending"]["reason"] == "abandoned"


async def test_a_call_that_nobody_answers_ends_by_itself(peers: Peers) -> None:
    engine = await engine_at(peers, calls={"no_answer_s": 1})
    call = await rings(engine, peers, "invite ringing refused:480")

    ending = (await call.is_over())["payload"]["ending"]

    assert (ending["reason"], ending["by"]) == ("missed", "timer")


async def test_a_second_call_is_busy(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "bye_received")

    second = await peers.sipp("invite refused:486", engine.uri)
    await second.done()
    await engine.event("CALL_REFUSED")
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    await call.is_over()


async def test_the_key_of_a_call_comes_from_its_header(peers: Peers) -> None:
    engine = await engine_at(peers)
    headers = (
        "X-Vendor-Call-Key: queue-7:4711",
        "X-Voice-Call-Id: 0LQ000000000001",
        "X-Queue-Name: Support",
        'P-Asserted-Identity: "Ann Example" <sip:+4930123456@example.org>',
    )

    call = await rings(engine, peers, "invite ringing wait:100 cancel", headers=headers)
    told = (await call.is_over())["payload"]["call"]

    assert call.id == "queue-7:4711"
    assert told["voiceCallId"] == "0LQ000000000001"
    assert told["queue"]["name"] == "Support"
    assert told["peer"]["name"] == "Ann Example"
    assert "+4930123456" in told["peer"]["uri"]


async def test_a_key_that_breaks_the_rules_is_replaced(peers: Peers) -> None:
    engine = await engine_at(peers)

    call = await rings(engine, peers, "invite ringing wait:100 cancel", headers=("X-Vendor-Call-Key: no spaces!",))
    await call.is_over()

    assert call.id
    assert "no spaces" not in call.id


async def test_a_muted_agent_is_not_heard(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "bye_received")
    await call.is_heard_both_ways()

    await engine.ctl("mute")
    await engine.event("MUTE_TOGGLE")
    call.ear.forget()
    await until(lambda: call.ear.heard().silent_s() >= 1.0, "a second of silence at the far end")
    assert call.ear.heard().between(0.3).heard_s(440) == 0
    await engine.ctl("unmute")
    await call.is_heard_both_ways()
    await engine.ctl("hangup")

    await call.is_over()


async def test_twenty_calls_in_a_row_all_end_well(peers: Peers) -> None:
    engine = await engine_at(peers)

    for _ in range(20):
        call = await answered(engine, peers, "wait:50 bye")
        await call.is_over()

    assert (await engine.status())["calls"] == []
    assert peers.faces_outward() == []
