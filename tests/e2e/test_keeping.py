"""What is left of a call: its recording, its place in the history, its lines in the logs."""

import json
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ, answered
from tests.e2e.desks import engine_at
from tests.peers import Peers, until
from tests.peers.wav import read_wav

pytestmark = pytest.mark.e2e

RECORDING_HZ = 1400


def mode_of(file: Path) -> int:
    """Who may do what with a file."""
    return file.stat().st_mode & 0o777


async def test_a_recorded_call_is_saved_and_found_in_the_history(peers: Peers) -> None:
    engine = await engine_at(peers, recording={"enabled": True})
    call = await answered(engine, peers, "reinvited:recvonly bye_received")
    await call.is_heard_both_ways()
    await engine.ctl("hold")
    await engine.ctl("hangup")
    await engine.event("HANGUP", callId=call.id)

    saved = await engine.event("RECORDING_SAVED", callId=call.id)
    file = Path(saved["payload"]["path"])
    (entry,) = (await engine.ctl("history")).result["entries"]
    agent, far = read_wav(file)

    assert (agent.hears(DESK_HZ), far.hears(FAR_HZ)) == (True, True)
    assert (agent.heard_s(FAR_HZ), far.heard_s(DESK_HZ)) == (0, 0)
    assert mode_of(file) == mode_of(file.with_suffix(".json")) == 0o600
    assert json.loads(file.with_suffix(".json").read_text())["call"] == call.id
    assert (entry["recording"], entry["holdCount"], entry["by"]) == (str(file), 1, "script")


def says(log: Path, what: str) -> bool:
    return what in log.read_text()


async def test_the_log_tells_the_call_and_the_trace_its_messages_only_where_asked(peers: Peers) -> None:
    quiet = await engine_at(peers, name="quiet", log={"level": "info"})
    traced = await engine_at(peers, name="traced", log={"level": "info"}, sip={"trace": True})
    for engine in (quiet, traced):
        call = await answered(engine, peers, "wait:200 bye", user="4930123456")
        await call.is_over()
        log = engine.folder / "log" / "engine.log"
        await until(partial(says, log, f"CallEnded call {call.id}"), "the end of the call is logged")
        assert says(log, f"CallStarted call {call.id}")
        assert says(log, f"CallConnected call {call.id}")
        assert not says(log, "4930123456")

    trace = (traced.folder / "log" / "engine-sip.log").read_text()
    assert "INVITE sip:" in trace
    assert "BYE sip:" in trace
    assert "4930123456" not in trace
    assert not (quiet.folder / "log" / "engine-sip.log").exists()


async def test_both_parties_hear_that_a_call_is_recorded(peers: Peers) -> None:
    engine = await engine_at(peers, recording={"enabled": True, "announce_tone": True})
    call = await answered(engine, peers, "bye_received")

    await until(lambda: call.ear.heard().hears(RECORDING_HZ, 0.2), "the far end hears the tone")
    await engine.hears(RECORDING_HZ, for_s=0.2)
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()

    saved = await engine.event("RECORDING_SAVED")
    agent, far = read_wav(Path(saved["payload"]["path"]))
    assert agent.hears(DESK_HZ)
    assert far.hears(FAR_HZ)
    assert not agent.heard_s(RECORDING_HZ)
    assert not far.heard_s(RECORDING_HZ)
