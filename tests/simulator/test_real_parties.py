"""Simulated parties as they run: processes with SIP and sound on loopback."""

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.peers.ports import Ports
from tests.peers.process import PeerProcess
from tests.peers.waiting import until
from tests.peers.wav import hear

pytestmark = pytest.mark.e2e
SIMULATE = (sys.executable, "-m", "softphone", "simulate", "customer", "--json")
TREE = Path(__file__).parents[2]


@asynccontextmanager
async def party(folder: Path, name: str, *options: str) -> AsyncIterator[PeerProcess]:
    process = PeerProcess(name, [*SIMULATE, "--name", name, *options], folder, PYTHONPATH=str(TREE))
    try:
        await process.ready(lambda: '"ready"' in process.output(), "is ready")
        yield process
    finally:
        await process.stop()


def whats(process: PeerProcess) -> list[str]:
    lines = [line for line in process.output().splitlines() if line.startswith("{")]
    return [json.loads(line)["what"] for line in lines]


async def test_two_parties_hear_each_other_hold_press_keys_and_hang_up(tmp_path: Path, ports: Ports) -> None:
    port = ports.one()
    heard_there, heard_here = tmp_path / "there.wav", tmp_path / "here.wav"
    answering = ("--port", str(port), "--say", "tone 440", "--record", str(heard_there), "--calls", "1")
    calling = ("--call", f"sip:x@127.0.0.1:{port}", "--say", "tone 880", "--record", str(heard_here))
    doing = ("--hold-after", "2", "--hold-for", "1", "--digits", "1#", "--digits-after", "4", "--hang-up-after", "6")

    async with party(tmp_path, "there", *answering) as there, party(tmp_path, "here", *calling, *doing) as here:
        assert await here.ended(within_s=20) == 0
        assert await there.ended(within_s=5) == 0

    assert hear(heard_there).hears(880, for_s=2)
    assert hear(heard_here).hears(440, for_s=2)
    assert [what for what in whats(here) if what in {"connected", "holding", "resumed", "ended", "finished"}] == [
        "connected", "holding", "resumed", "ended", "finished",
    ]  # fmt: skip
    assert whats(there).count("digit") == 2


async def test_a_caller_that_is_refused_fails_with_the_code(tmp_path: Path, ports: Ports) -> None:
    port = ports.one()
    refusing = ("--port", str(port), "--answer-after", "100ms", "--refuse", "603", "--calls", "1")

    async with (
        party(tmp_path, "there", *refusing) as there,
        party(tmp_path, "here", "--call", f"sip:x@127.0.0.1:{port}") as here,
    ):
        assert await here.ended(within_s=10) == 1
        assert await there.ended(within_s=5) == 0

    assert "ended with 603" in here.output()


async def test_a_party_that_is_told_to_end_hangs_up_first(tmp_path: Path, ports: Ports) -> None:
    port = ports.one()
    async with (
        party(tmp_path, "there", "--port", str(port), "--calls", "1", "--answer-after", "0") as there,
        party(tmp_path, "here", "--call", f"sip:x@127.0.0.1:{port}") as here,
    ):
        await until(lambda: "connected" in whats(here), "the call is up")
        assert await here.stop() == 0
        assert await there.ended(within_s=5) == 0

    assert "ended" in whats(there)
