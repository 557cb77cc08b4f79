"""Devices that are chosen, levels that are set and meters that are read while the phone runs, by `softphone ctl`."""

from pathlib import Path

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ, answered
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine, Message
from tests.peers import Peers, Sound, hear, silence, tone_wav, until
from tests.peers.wav import read_wav

pytestmark = pytest.mark.e2e

OTHER_HZ = 620


async def chosen(engine: Engine, use: str, *devices: str) -> Message:
    """Choose devices, and give what came of it."""
    result = (await engine.ctl("audio-use", use, *devices)).result
    return next(one for one in result["uses"] if one["use"] == use)


def heard_in(file: Path) -> Sound:
    """Hear what a file holds so far; a writer that has just begun has written nothing yet."""
    return hear(file) if file.exists() and file.stat().st_size > 44 else silence(0)


async def test_another_microphone_and_headset_are_used_at_once_in_a_call(peers: Peers) -> None:
    engine = await engine_at(peers, recording={"enabled": True})
    call = await answered(engine, peers, "bye_received")
    await call.is_heard_both_ways()

    microphone = await chosen(engine, "input", f"file:{tone_wav(engine.folder, OTHER_HZ)}")
    assert (microphone["device"], microphone["why"]) == (microphone["wished"][0], "")
    other = engine.folder / "other.wav"
    await chosen(engine, "output", f"file:{other}")
    assert (await engine.event("AUDIO_DEVICE_CHANGED", use="output"))["payload"]["device"] == f"file:{other}"

    call.ear.forget()
    await until(lambda: call.ear.heard().hears(OTHER_HZ), "the far end hears the other microphone")
    await until(lambda: heard_in(other).hears(FAR_HZ), "the other headset plays the far end")
    await engine.ctl("hangup")
    await call.is_over()

    saved = await engine.event("RECORDING_SAVED")
    sent, received = read_wav(Path(saved["payload"]["path"]))
    assert sent.hears(DESK_HZ)
    assert sent.hears(OTHER_HZ)
    assert received.hears(FAR_HZ, for_s=received.seconds / 2)


async def test_a_microphone_made_softer_is_heard_softer_and_metered_so(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "bye_received")
    await call.is_heard_both_ways()
    before_dbfs, before = call.ear.heard().between(-0.5).level_dbfs, (await engine.ctl("audio-meters")).result

    await engine.ctl("audio-level", "input", "-12")
    await until(lambda: call.ear.heard().between(-0.5).level_dbfs < before_dbfs - 9, "the far end hears it softer")
    after = (await engine.ctl("audio-meters")).result
    await engine.ctl("hangup")
    await call.is_over()

    assert call.ear.heard().between(-0.5).level_dbfs > before_dbfs - 15
    assert 0 < after["input"] < before["input"]
    assert before["output"] > 0


async def test_what_cannot_be_had_is_told_and_the_call_goes_on(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "bye_received")

    microphone = await chosen(engine, "input", "no such microphone")
    assert microphone["device"] == "silence"
    assert microphone["why"]
    assert (await chosen(engine, "input", "file:nowhere.wav"))["why"]
    await chosen(engine, "input", f"file:{tone_wav(engine.folder, OTHER_HZ)}")
    call.ear.forget()
    await until(lambda: call.ear.heard().hears(OTHER_HZ), "the far end hears the microphone that is there")
    await engine.ctl("hangup")

    await call.is_over()


async def test_another_ringer_rings_at_once(peers: Peers) -> None:
    engine = await engine_at(peers)
    ring = engine.folder / "ring.wav"
    call = await answered(engine, peers, "bye_received")
    await engine.ctl("hangup")
    await call.is_over()

    ringer = await chosen(engine, "ringer", f"file:{ring}")
    assert ringer["device"] == f"file:{ring}"
    caller = await peers.sipp("invite ringing refused:486", engine.uri)
    await engine.event("CALL_STARTED")
    await until(lambda: not heard_in(ring).is_silent(), "the chosen ringer rings")
    await engine.ctl("decline")

    await caller.done()


async def test_a_microphone_can_be_tried_without_a_call(peers: Peers) -> None:
    engine = await engine_at(peers)

    shown = await engine.ctl("audio-meters", "--watch", "--count", "5", json_out=False)

    assert "#" in shown.out.splitlines()[-1]


async def test_headset_ringer_and_microphone_can_be_tried_without_a_call(peers: Peers) -> None:
    engine = await engine_at(peers, audio={"ringer": f"file:{peers.folder / 'ring.wav'}"})
    headset = engine.folder / "heard.wav"

    await engine.ctl("audio-tone")
    await until(lambda: heard_in(headset).hears(523, for_s=0.2), "the headset plays the melody")
    await engine.ctl("audio-tone", "ringer")
    await until(lambda: not heard_in(peers.folder / "ring.wav").is_silent(), "the ringer rings")
    tried = await engine.ctl("audio-try", "--seconds", "1")
    assert tried.result["loudest"] > 0.05
    assert heard_in(headset).hears(DESK_HZ, for_s=0.5)

    call = await answered(engine, peers, "bye_received")
    for words in (("audio-tone",), ("audio-try",)):
        assert "needed for a call" in (await engine.ctl(*words, expect=1)).err
    await engine.ctl("hangup")
    await call.is_over()
