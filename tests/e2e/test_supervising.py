"""What the supervisor's engine sends, packet by packet: digital silence while it listens, whatever is pressed."""

import numpy as np
import pytest

from tests.e2e.calls import FAR_HZ
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.peers import Peers, RtpEnd, Sipp, until
from tests.peers.g711 import ulaw_to_linear

pytestmark = pytest.mark.e2e

BOSS_HZ = 660
SUPERVISION = {"is_supervisor": True, "way": "pbx", "target": "sip:spy-{key}@{domain}", "send_notices": False}
ACCOUNT = {"name": "desk", "uri": "sip:boss@127.0.0.1"}
KEY_EVENT = 101


async def boss_at(peers: Peers, **more: object) -> Engine:
    """Start a supervisor's engine whose microphone says a tone all the time."""
    audio = {"codecs": ["pcmu"]}
    return await engine_at(
        peers, BOSS_HZ, name="boss", accounts=[ACCOUNT], supervision={**SUPERVISION, **more}, audio=audio
    )


async def listening(boss: Engine, peers: Peers, steps: str = "offered ring answer bye_received") -> tuple[Sipp, RtpEnd]:
    """Let the engine supervise a call behind a sipp that stands for the PBX."""
    ear = await peers.rtp(says_hz=FAR_HZ)
    pbx = await peers.sipp(steps, media_port=ear.port)
    await boss.ctl("supervise", "call-1", "--target", pbx.uri)
    await boss.event("CALL_CONNECTED", callId="call-1")
    return pbx, ear


def loudest(ear: RtpEnd, start: int = 0, end: int | None = None) -> float:
    """The largest sample of the voice packets between two packets."""
    voice = [packet for packet in ear.packets[start:end] if packet.payload_type == 0]
    assert voice, "nothing was sent at all"
    return max(float(np.abs(ulaw_to_linear(packet.payload)).max()) for packet in voice)


def first_key(ear: RtpEnd, key: int, after: int = 0) -> int:
    """Where the first packet of a key is."""
    return next(
        at
        for at, packet in enumerate(ear.packets)
        if at >= after and packet.payload_type == KEY_EVENT and packet.payload[0] == key
    )


async def stream_flows(ear: RtpEnd, packets: int = 60) -> int:
    """Wait until so many more packets have come; gives the number there are."""
    wanted = len(ear.packets) + packets
    await until(lambda: len(ear.packets) >= wanted, "the stream flows")
    return len(ear.packets)


async def test_a_listening_supervisor_sends_digital_silence_from_the_first_packet_to_the_last(peers: Peers) -> None:
    boss = await boss_at(peers)
    pbx, ear = await listening(boss, peers, "offered ring answer bye_received")
    await boss.hears(FAR_HZ)
    for verb in ("mute", "unmute", "mute", "unmute"):
        await boss.ctl(verb)
        await stream_flows(ear, 20)
    await boss.ctl("digits", "6", expect=1)
    (call,) = (await boss.status())["calls"]
    assert (call["mode"], call["phase"]) == ("listen", "connected")
    await boss.ctl("unsupervise")
    await boss.event("HANGUP", callId="call-1")
    await pbx.done()

    assert len(ear.packets) > 80
    assert loudest(ear) == 0.0
    assert ear.pressed() == ""


async def test_the_voice_follows_the_mode_and_never_leads_it(peers: Peers) -> None:
    boss = await boss_at(peers)
    _, ear = await listening(boss, peers)
    await stream_flows(ear)
    for verb, mode in (("barge", "barge"), ("listen", "listen"), ("whisper", "whisper"), ("listen", "listen")):
        await boss.ctl(verb)
        await boss.event("SUPERVISION_MODE_CHANGED")
        assert (await boss.status())["calls"][0]["mode"] == mode
        await stream_flows(ear)
    barge = first_key(ear, 6)
    listen = first_key(ear, 4, barge)
    whisper = first_key(ear, 5, listen)
    again = first_key(ear, 4, whisper)

    assert ear.pressed() == "6454"
    assert loudest(ear, 0, barge) == 0.0
    assert loudest(ear, barge, listen) > 0.1
    assert loudest(ear, listen, whisper) == 0.0
    assert loudest(ear, whisper, again) > 0.1
    assert loudest(ear, again) == 0.0


async def test_a_pbx_that_refuses_is_told_to_the_supervisor(peers: Peers) -> None:
    boss = await boss_at(peers)
    pbx = await peers.sipp("offered refuse:403")
    await boss.ctl("supervise", "call-1", "--target", pbx.uri)
    failed = await boss.event("ACTION_FAILED")
    ended = await boss.event("HANGUP", callId="call-1")

    assert (failed["payload"]["action"], ended["payload"]["ending"]["code"]) == ("supervise", 403)


async def test_nobody_whispers_into_nothing(peers: Peers) -> None:
    boss = await boss_at(peers)
    for verb in ("whisper", "barge", "listen", "unsupervise"):
        said = await boss.ctl(verb, expect=1)
        assert "no_such_call" in said.err


async def test_each_mode_may_have_an_address_of_its_own(peers: Peers) -> None:
    ears = {mode: await peers.rtp(says_hz=FAR_HZ) for mode in ("listen", "barge")}
    calls = {
        mode: await peers.sipp("offered ring answer bye_received", media_port=ear.port) for mode, ear in ears.items()
    }
    refusing = await peers.sipp("offered refuse:403")
    ways = {f"{mode}_target": call.uri for mode, call in calls.items()}
    boss = await boss_at(peers, switch_by="targets", whisper_target=refusing.uri, **ways)
    await boss.ctl("supervise", "call-1")
    await boss.event("CALL_CONNECTED", callId="call-1")
    await stream_flows(ears["listen"])
    assert "403" in (await boss.ctl("whisper", expect=1)).err
    assert (await boss.status())["calls"][0]["mode"] == "listen"
    await boss.ctl("barge")
    await calls["listen"].done()
    await until(lambda: ears["barge"].heard().hears(BOSS_HZ), "the supervisor is heard")
    await boss.ctl("unsupervise")
    ended = await boss.event("HANGUP", callId="call-1")
    await calls["barge"].done()

    assert loudest(ears["listen"]) == 0.0
    assert calls["barge"].received("INVITE")[0].header("X-Vendor-Call-Key") == "call-1"
    assert ended["payload"]["ending"]["reason"] == "hung_up"
    assert [event["type"] for event in boss.told()].count("HANGUP") == 1
