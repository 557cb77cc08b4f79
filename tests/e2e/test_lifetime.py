"""How the engine starts and ends: its ready line, its files, signals, ports in use, a second one."""

import json
import signal
import socket
import stat
from pathlib import Path

import pytest

from tests.e2e.calls import answered, connected, dialled, rings
from tests.e2e.desks import desk, engine_at
from tests.e2e.engine import Engine
from tests.peers import Peers
from tests.peers.sockets import outward_sockets

pytestmark = pytest.mark.e2e


async def fails_to_start(engine: Engine) -> str:
    """Wait for the end of an engine that cannot start, and give what it said; never a traceback."""
    code = await engine.process.ended(within_s=15)
    said = engine.process.errors()
    assert code not in {0, None}
    assert "Traceback" not in said, said
    assert '"ready"' not in engine.process.output()
    return said


async def test_the_ready_line_is_one_line_of_json_with_all_addresses(peers: Peers) -> None:
    engine = await engine_at(peers)

    (line,) = engine.process.output().splitlines()

    hello = json.loads(line)
    assert hello["ready"] is True
    assert hello["bridge"].startswith("ws://127.0.0.1:")
    assert hello["bridge"].endswith("/bridge")
    assert hello["connector"].startswith("http://127.0.0.1:")
    assert hello["connector"].endswith("/connector/")
    assert hello["sip"].endswith(f":{engine.desk.settings['sip']['port']}")
    assert Path(hello["runtime"]) in engine.runtime_files()


async def test_the_runtime_file_is_for_the_user_only_and_goes_with_the_engine(peers: Peers) -> None:
    engine = await engine_at(peers)
    (file,) = [file for file in engine.runtime_files() if file.name == "engine.json"]

    told = json.loads(file.read_text())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert told["pid"] == engine.process.pid

    assert await engine.shut_down() == 0
    assert file not in engine.runtime_files()


async def test_nothing_faces_outward(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "bye_received")
    await call.is_heard_both_ways()

    assert outward_sockets(engine.process.pid) == []

    await engine.ctl("hangup")
    await call.is_over()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_in_a_call_ends_it_on_the_wire(peers: Peers, number: signal.Signals) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, "bye_received")
    await call.is_heard_both_ways()

    assert await engine.shut_down(number, within_s=5) == 0

    await call.far.done()


async def test_a_signal_while_it_rings_here_tells_the_caller(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await rings(engine, peers, "invite ringing refused:480")

    assert await engine.shut_down(within_s=5) == 0

    await call.far.done()


async def test_a_signal_while_it_rings_there_cancels_the_call(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await dialled(engine, peers, "offered ring cancelled")
    await engine.event("PROGRESS")

    assert await engine.shut_down(within_s=5) == 0

    await call.far.done()


async def test_a_far_end_that_answers_nothing_does_not_keep_it(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, "wait:20000 bye_received")
    await call.far.stop()

    assert await engine.shut_down(within_s=6) == 0


async def test_ctl_shutdown_ends_it(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, "bye_received")

    await engine.ctl("shutdown")

    assert await engine.process.ended(within_s=6) == 0
    await call.far.done()


async def test_ctl_without_an_engine_says_so(peers: Peers) -> None:
    engine = await engine_at(peers)
    await engine.shut_down()

    answer = await engine.ctl("status", expect=3)

    assert answer.err.strip()


async def test_a_second_engine_for_the_same_user_is_refused(peers: Peers) -> None:
    engine = await engine_at(peers)

    second = twin_of(engine, peers)

    assert str(engine.process.pid) in await fails_to_start(second)
    assert (await engine.status())["calls"] == []


def twin_of(engine: Engine, peers: Peers) -> Engine:
    """Start another engine with the same runtime folder."""
    twin = desk(peers, "twin", None)
    twin.environment["SOFTPHONE_RUNTIME_DIR"] = str(engine.folder / "runtime")
    return Engine(twin)


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
async def test_a_sip_port_in_use_is_named(peers: Peers, kind: socket.SocketKind) -> None:
    settings = desk(peers, "engine", None)
    port = settings.settings["sip"]["port"]
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", port))
        if kind is socket.SOCK_STREAM:
            taken.listen()

        assert str(port) in await fails_to_start(Engine(settings))


async def test_a_bridge_port_in_use_is_named(peers: Peers) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert str(port) in await fails_to_start(Engine(desk(peers, "engine", None, bridge={"port": port})))


async def test_audio_ports_in_use_do_not_keep_calls_from_talking(peers: Peers) -> None:
    settings = desk(peers, "engine", 440)
    first = settings.settings["rtp"]["ports"][0]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", first))
        engine = await peers.started(Engine(settings))

        call = await answered(engine, peers, "bye_received")
        await call.is_heard_both_ways()
        await engine.ctl("hangup")
        await call.is_over()


async def test_after_a_kill_it_starts_again_in_the_same_place_and_knows_which_call_was_lost(peers: Peers) -> None:
    engine = await engine_at(peers, recording={"enabled": True})
    call = await connected(engine, peers, "wait:20000 bye")
    await call.is_heard_both_ways()
    engine.process.signal(signal.SIGKILL)
    await engine.process.ended()
    await call.far.stop()

    again = await peers.started(Engine(engine.desk))

    saved = await again.event("RECORDING_SAVED", callId=call.id)
    assert (await again.status())["calls"] == []
    (lost,) = (await again.ctl("history")).result["entries"]
    assert (lost["reason"], lost["phrase"]) == ("lost", "The phone broke off.")
    assert lost["connectedAt"]
    assert lost["recording"] == saved["payload"]["path"]
    assert (await again.ctl("play", call.id)).result["seconds"] > 0


async def test_a_call_that_rang_when_it_was_killed_is_a_missed_one(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await rings(engine, peers, "invite ringing wait:20000 cancel")
    assert (await engine.ctl("history")).result["entries"] == []
    engine.process.signal(signal.SIGKILL)
    await engine.process.ended()
    await call.far.stop()

    again = await peers.started(Engine(engine.desk))

    (missed,) = (await again.ctl("history", "--kind", "missed")).result["entries"]
    assert (missed["callId"], missed["reason"], missed["connectedAt"]) == (call.id, "lost", None)


async def test_broken_settings_are_named_with_file_and_line(peers: Peers) -> None:
    engine = Engine(desk(peers, "engine", None, sip={"prot": 5060}))

    said = await fails_to_start(engine)

    assert "softphone.toml:" in said
    assert "prot" in said


async def test_a_finished_call_is_in_the_history(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "wait:200 bye")
    await call.is_over()

    (entry,) = (await engine.ctl("history")).result["entries"]

    assert entry["callId"] == call.id
    assert entry["reason"] == "hung_up"
