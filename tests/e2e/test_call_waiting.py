"""A second call during the first, where the settings want it: a tone in the ear, no ringing, two calls kept apart."""

import pytest

from tests.e2e.calls import FAR_HZ, answered
from tests.e2e.desks import engine_at
from tests.e2e.sounds import is_in, lately
from tests.peers import Peers, hear, until

pytestmark = pytest.mark.e2e

WAITING_HZ, SECOND_HZ = 440, 1150


async def test_a_second_call_is_a_tone_in_the_ear_and_answering_it_holds_the_first(peers: Peers) -> None:
    ringer = peers.folder / "ring.wav"
    audio = {"ringer": f"file:{ringer}", "tones": "us"}
    engine = await engine_at(peers, 700, calls={"waiting": "on"}, audio=audio)
    first = await answered(engine, peers, "reinvited:recvonly reinvited:sendrecv bye_received")
    rung_s = hear(ringer).seconds
    ear = await peers.rtp(says_hz=SECOND_HZ)
    caller = await peers.sipp("invite ringing answered bye_received", engine.uri, media_port=ear.port)
    second = (await engine.event("CALL_STARTED"))["callId"]

    await until(lambda: is_in(lately(engine, 4), WAITING_HZ), "the waiting call's tone is heard")
    assert is_in(lately(engine), FAR_HZ), "and the first caller still is"
    assert hear(ringer).between(rung_s).is_silent(), "and nothing rings"
    await engine.ctl("answer", second)
    await engine.event("CALL_CONNECTED", callId=second)
    await until(lambda: is_in(lately(engine), SECOND_HZ) and not is_in(lately(engine), FAR_HZ), "only the second")
    held = {call["callId"]: call["isHeld"] for call in (await engine.status())["calls"]}
    assert held == {first.id: True, second: False}

    await engine.ctl("hangup", second)
    await engine.event("HANGUP", callId=second)
    await caller.done()
    await engine.ctl("resume")
    await engine.event("HOLD_TOGGLE", callId=first.id)
    await engine.ctl("hangup")
    await first.is_over()
