"""Sound devices: the ones that are named, and what happens when they are pulled out or cannot be had."""

from typing import Any

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ, answered, rings
from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.peers import Peers, until
from tests.peers.sound_server import SoundServer

pytestmark = pytest.mark.e2e

DEVICES = {"input": "mic", "output": "headset", "ringer": "speaker"}


async def plugged_in(peers: Peers) -> SoundServer:
    """Start a sound server with a headset, a microphone and a loudspeaker for ringing."""
    server = await peers.started(SoundServer(peers.folder))
    for name in ("headset", "speaker"):
        server.plug_in_loudspeaker(name)
    server.plug_in_microphone("mic", DESK_HZ)
    return server


async def engine_on(server: SoundServer, peers: Peers, **audio: Any) -> Engine:
    """Start an engine that uses these devices."""
    settings = desk(peers, "engine", None, audio={**DEVICES, **audio})
    settings.environment.update(server.environment)
    return await peers.started(Engine(settings))


async def test_a_call_runs_on_the_devices_that_are_named(peers: Peers) -> None:
    server = await plugged_in(peers)
    engine = await engine_on(server, peers)
    server.record("headset")

    call = await answered(engine, peers, "bye_received")
    await until(lambda: call.ear.heard().hears(DESK_HZ), "the far end hears the microphone")
    await server.plays("headset", FAR_HZ)
    await engine.ctl("hangup")

    await call.is_over()


async def test_the_phone_rings_on_its_own_loudspeaker(peers: Peers) -> None:
    server = await plugged_in(peers)
    engine = await engine_on(server, peers)
    server.record("headset")
    server.record("speaker")

    call = await rings(engine, peers, "invite ringing refused:486")
    await until(lambda: server.played("speaker").level_dbfs > -40, "the loudspeaker rings")
    await engine.ctl("decline")
    await call.is_over()

    assert server.played("headset").is_silent()


async def test_a_headset_that_is_pulled_out_does_not_end_the_call(peers: Peers) -> None:
    server = await plugged_in(peers)
    engine = await engine_on(server, peers, output=["headset", "speaker"])
    server.record("headset")
    call = await answered(engine, peers, "bye_received")
    await server.plays("headset", FAR_HZ)

    server.unplug("headset")
    changed = await engine.event("AUDIO_DEVICE_CHANGED", use="output")
    assert "speaker" in changed["payload"]["device"].lower()
    server.record("speaker")
    await server.plays("speaker", FAR_HZ)
    call.ear.forget()
    await until(lambda: call.ear.heard().hears(DESK_HZ), "the far end still hears the microphone")

    server.plug_in_loudspeaker("headset")
    back = await engine.event("AUDIO_DEVICE_CHANGED", use="output")
    assert "headset" in back["payload"]["device"].lower()
    await engine.ctl("hangup")
    await call.is_over()


async def test_a_microphone_that_is_pulled_out_does_not_end_the_call(peers: Peers) -> None:
    server = await plugged_in(peers)
    engine = await engine_on(server, peers)
    server.record("headset")
    call = await answered(engine, peers, "bye_received")
    await until(lambda: call.ear.heard().hears(DESK_HZ), "the far end hears the microphone")

    server.unplug("mic")
    await engine.event("AUDIO_DEVICE_CHANGED", use="input")
    before_s = server.played("headset").heard_s(FAR_HZ)
    await server.plays("headset", FAR_HZ, for_s=before_s + 1)
    server.plug_in_microphone("mic", 620)
    await until(lambda: call.ear.heard().hears(620), "the far end hears the microphone again", within_s=15)
    await engine.ctl("hangup")

    await call.is_over()


async def test_a_sound_server_that_dies_does_not_end_the_call(peers: Peers) -> None:
    server = await plugged_in(peers)
    engine = await engine_on(server, peers)
    call = await answered(engine, peers, "bye_received")
    await until(lambda: call.ear.heard().hears(DESK_HZ), "the far end hears the microphone")

    await server.process.stop()
    await engine.event("AUDIO_DEVICE_CHANGED", within_s=15)
    call.ear.forget()
    await until(lambda: len(call.ear.packets) > 50, "packets still flow")
    await engine.ctl("hangup")

    await call.is_over()


async def test_devices_that_are_not_there_are_told_and_calls_work_without_them(peers: Peers) -> None:
    server = await peers.started(SoundServer(peers.folder))
    engine = await engine_on(server, peers)

    call = await answered(engine, peers, "wait:1500 bye")
    await call.is_over()

    devices = {device["use"]: device for device in (await engine.status())["devices"]}
    assert devices["output"]["device"] == "null"
    assert devices["output"]["wished"] == "headset"
    assert devices["output"]["why"]
