"""Keys, pressed here and at the far end, by RFC 4733 and by SIP INFO."""

import pytest

from tests.e2e.calls import answered, connected
from tests.e2e.desks import engine_at
from tests.peers import Peers, until

pytestmark = pytest.mark.e2e

ACCOUNT = {"name": "desk", "uri": "sip:agent@127.0.0.1"}


async def test_keys_go_out_by_rfc_4733_where_the_far_end_takes_them(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, "bye_received")
    await call.is_heard_both_ways()

    await engine.ctl("digits", "159#*")
    await until(lambda: call.ear.pressed() == "159#*", "the keys arrive")
    sent = await engine.event("DIGITS_SENT")
    assert sent["payload"]["digits"] == "159#*"
    assert "4733" in sent["payload"]["call"]["legs"][0]["media"]["digitsMethod"]
    await engine.ctl("hangup")

    await call.is_over()


async def test_keys_go_out_by_info_where_the_account_says_so(peers: Peers) -> None:
    engine = await engine_at(peers, accounts=[{**ACCOUNT, "dtmf": "info"}])
    call = await connected(engine, peers, "info_received info_received bye_received")
    await call.is_heard_both_ways()

    await engine.ctl("digits", "4#")
    await until(lambda: len(call.far.received("INFO")) == 2, "two INFOs")
    await engine.ctl("hangup")
    await call.is_over()

    assert [message.body.split()[0] for message in call.far.received("INFO")] == ["Signal=4", "Signal=#"]
    assert call.ear.pressed() == ""


async def test_keys_of_the_far_end_are_heard_by_rfc_4733(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "bye_received")
    await call.is_heard_both_ways()

    call.ear.press("42")
    first, second = [await engine.event("DIGIT_HEARD") for _ in range(2)]
    await engine.ctl("hangup")
    await call.is_over()

    assert first["payload"]["digit"] + second["payload"]["digit"] == "42"
    assert "4733" in first["payload"]["method"]
    assert engine.events is not None
    assert engine.events.types().count("DIGIT_HEARD") == 2


async def test_keys_of_the_far_end_are_heard_by_info(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "wait:300 info:7 info:* bye_received")

    first, second = [await engine.event("DIGIT_HEARD") for _ in range(2)]
    await engine.ctl("hangup")
    await call.is_over()

    assert first["payload"]["digit"] + second["payload"]["digit"] == "7*"
    assert "info" in first["payload"]["method"].lower()


async def test_what_is_no_key_is_refused_aloud(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "bye_received")

    answer = await engine.ctl("digits", "12x", expect=1)
    assert answer.err.strip()
    await engine.ctl("hangup")

    await call.is_over()
