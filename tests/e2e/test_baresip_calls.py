"""Calls between the engine and baresip, a whole softphone that others wrote."""

from typing import Any

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.peers import Baresip, Peers, until

pytestmark = pytest.mark.e2e

ACCOUNT = {"name": "desk", "uri": "sip:agent@127.0.0.1"}


async def talk(engine: Engine, phone: Baresip) -> None:
    """Prove the audio in both directions."""
    await phone.hears(DESK_HZ)
    await engine.hears(FAR_HZ)


async def leg(engine: Engine) -> dict[str, Any]:
    """The only leg of the only call."""
    (call,) = (await engine.status())["calls"]
    (only,) = call["legs"]
    assert isinstance(only, dict)
    return only


async def test_the_engine_calls_baresip(peers: Peers) -> None:
    engine = await engine_at(peers)
    phone = await peers.baresip(FAR_HZ)

    await engine.ctl("dial", phone.uri)
    await engine.event("CALL_CONNECTED")
    await talk(engine, phone)
    await engine.ctl("hangup")

    await engine.event("HANGUP")
    await phone.event("CALL_CLOSED")


async def test_baresip_calls_the_engine_and_hangs_up(peers: Peers) -> None:
    engine = await engine_at(peers)
    phone = await peers.baresip(FAR_HZ)

    await phone.ask("dial", engine.uri)
    await engine.event("CALL_STARTED")
    await engine.ctl("answer")
    await talk(engine, phone)
    await phone.ask("hangup")

    assert (await engine.event("HANGUP"))["payload"]["ending"]["by"] == "remote"


@pytest.mark.parametrize(
    ("codec", "baresip_codec", "rate", "channels"),
    [("g722", "G722/16000/1", 16000, 1), ("opus", "opus/48000/2", 48000, 2), ("pcma", "PCMA/8000/1", 8000, 1)],
)
async def test_every_codec_carries_the_voice(
    peers: Peers, codec: str, baresip_codec: str, rate: int, channels: int
) -> None:
    engine = await engine_at(peers, audio={"codecs": [codec]})
    phone = await peers.baresip(FAR_HZ, codecs=baresip_codec, rate=rate, channels=channels)

    await engine.ctl("dial", phone.uri)
    await engine.event("CALL_CONNECTED")
    await talk(engine, phone)

    assert (await leg(engine))["media"]["codec"].lower().startswith(codec)


@pytest.mark.parametrize(("keying", "mediaenc"), [("sdes", "srtp-mand"), ("dtls", "dtls_srtp")])
@pytest.mark.parametrize("ours", ["optional", "mandatory"])
async def test_encrypted_calls_work_both_ways(peers: Peers, keying: str, mediaenc: str, ours: str) -> None:
    engine = await engine_at(peers, accounts=[{**ACCOUNT, "srtp": ours, "srtp_keying": [keying]}])
    phone = await peers.baresip(FAR_HZ, account=f"regint=0;mediaenc={mediaenc}")

    await phone.ask("dial", engine.uri)
    await engine.event("CALL_STARTED")
    await engine.ctl("answer")
    await talk(engine, phone)

    assert (await leg(engine))["media"]["encryption"]
    await engine.ctl("hangup")
    await engine.event("HANGUP")


async def test_a_plain_caller_is_turned_away_where_encryption_is_a_must(peers: Peers) -> None:
    engine = await engine_at(peers, accounts=[{**ACCOUNT, "srtp": "mandatory", "srtp_keying": ["sdes"]}])
    caller = await peers.sipp("invite refused:488", engine.uri)

    await caller.done()

    assert (await engine.status())["calls"] == []


async def test_keys_are_pressed_on_both_sides(peers: Peers) -> None:
    engine = await engine_at(peers)
    phone = await peers.baresip(FAR_HZ)
    await engine.ctl("dial", phone.uri)
    await engine.event("CALL_CONNECTED")
    await talk(engine, phone)

    await phone.press("7#")
    heard = [(await engine.event("DIGIT_HEARD"))["payload"]["digit"] for _ in range(2)]
    await engine.ctl("digits", "42")
    await until(lambda: [_key(event) for event in phone.events if _key(event)] == ["4", "2"], "baresip hears the keys")

    assert heard == ["7", "#"]


def _key(event: dict[str, Any]) -> str:
    return str(event.get("param", "")) if event.get("type") == "CALL_DTMF_START" else ""


async def test_baresip_holds_and_resumes(peers: Peers) -> None:
    engine = await engine_at(peers)
    phone = await peers.baresip(FAR_HZ)
    await engine.ctl("dial", phone.uri)
    await engine.event("CALL_CONNECTED")
    await talk(engine, phone)

    await phone.ask("hold")
    assert (await engine.event("PEER_HOLD_TOGGLE"))["payload"]["call"]["legs"][0]["isHeldByPeer"]
    await phone.ask("resume")
    assert not (await engine.event("PEER_HOLD_TOGGLE"))["payload"]["call"]["legs"][0]["isHeldByPeer"]
    before_s = engine.heard().heard_s(FAR_HZ)

    await engine.hears(FAR_HZ, for_s=before_s + 1.0)


async def test_the_engine_holds_baresip(peers: Peers) -> None:
    engine = await engine_at(peers)
    phone = await peers.baresip(FAR_HZ)
    await engine.ctl("dial", phone.uri)
    await engine.event("CALL_CONNECTED")
    await talk(engine, phone)

    await engine.ctl("hold")
    assert "a=recvonly" in phone.process.output().rpartition("SIP/2.0 200 OK")[2]
    await engine.ctl("resume")
    before_s = engine.heard().heard_s(FAR_HZ)
    await engine.hears(FAR_HZ, for_s=before_s + 1.0)

    await engine.ctl("hangup")
    await phone.event("CALL_CLOSED")
