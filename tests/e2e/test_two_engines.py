"""The phone against itself: two engines, each a process of its own."""

import pytest

from tests.e2e.calls import answered
from tests.e2e.desks import engine_at
from tests.peers import Peers

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("codec", ["opus", "g722", "pcma", "pcmu"])
async def test_two_desks_hear_each_other(peers: Peers, codec: str) -> None:
    one = await engine_at(peers, 440, name="one", audio={"codecs": [codec]})
    two = await engine_at(peers, 900, name="two", audio={"codecs": [codec]})

    await one.ctl("dial", two.uri)
    await two.event("CALL_STARTED")
    await two.ctl("answer")
    await one.event("CALL_CONNECTED")
    await two.event("CALL_CONNECTED")
    await one.hears(900)
    await two.hears(440)
    media = (await one.status())["calls"][0]["legs"][0]["media"]
    assert media["codec"].lower().startswith(codec), media
    await two.ctl("hangup")

    assert (await one.event("HANGUP"))["payload"]["ending"]["by"] == "remote"
    await two.event("HANGUP")


@pytest.mark.parametrize("keying", ["sdes", "dtls"])
async def test_two_desks_hear_each_other_encrypted(peers: Peers, keying: str) -> None:
    account = {"name": "desk", "uri": "sip:agent@127.0.0.1", "srtp": "mandatory", "srtp_keying": [keying]}
    one = await engine_at(peers, 440, name="one", accounts=[account])
    two = await engine_at(peers, 900, name="two", accounts=[account])

    await one.ctl("dial", two.uri)
    await two.event("CALL_STARTED")
    await two.ctl("answer")
    await one.event("CALL_CONNECTED")
    await one.hears(900)
    await two.hears(440)

    assert (await one.status())["calls"][0]["legs"][0]["media"]["encryption"]
    await one.ctl("hangup")
    await two.event("HANGUP")


async def test_hold_between_two_desks_is_told_on_both_sides(peers: Peers) -> None:
    one = await engine_at(peers, 440, name="one")
    two = await engine_at(peers, 900, name="two")
    await one.ctl("dial", two.uri)
    await two.event("CALL_STARTED")
    await two.ctl("answer")
    await one.event("CALL_CONNECTED")

    await one.ctl("hold")
    await one.event("HOLD_TOGGLE")
    await two.event("PEER_HOLD_TOGGLE")
    await one.ctl("resume")
    await one.event("HOLD_TOGGLE")
    await two.event("PEER_HOLD_TOGGLE")
    await one.hears(900)
    await one.ctl("hangup")

    await two.event("HANGUP")


async def test_a_colleague_who_is_called_or_brought_in_knows_what_kind_of_call_it_is(peers: Peers) -> None:
    one = await engine_at(peers, 440, name="one")
    two = await engine_at(peers, 900, name="two")
    await one.ctl("dial", "--internal", two.uri)
    internal = (await two.event("CALL_STARTED"))["payload"]["call"]
    await one.event("CALL_STARTED")
    await two.ctl("decline")
    await one.event("HANGUP")

    call = await answered(one, peers, "reinvited:recvonly bye_received")
    await one.ctl("consult", "--colleague", two.uri)
    transferred = (await two.event("CALL_STARTED"))["payload"]["call"]

    assert internal["callType"] == "InternalCall"
    assert (transferred["callType"], transferred["parentCallId"]) == ("Transfer", call.id)
    await one.ctl("hangup")
    await call.is_over()
