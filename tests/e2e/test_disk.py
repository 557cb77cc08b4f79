"""A full disk: the phone says so, and goes on."""

from pathlib import Path

import pytest

from tests.e2e.calls import answered
from tests.e2e.desks import desk
from tests.e2e.engine import Desk, Engine
from tests.peers import Peers
from tests.peers.namespaces import fill_disk, on_small_disk

pytestmark = pytest.mark.e2e


def small(peers: Peers) -> tuple[Desk, Path]:
    """Describe an engine that keeps everything on a small disk of its own, and records its calls."""
    disk = peers.folder / "disk"
    settings = desk(
        peers,
        "engine",
        440,
        history={"directory": str(disk / "history")},
        log={"directory": str(disk / "log"), "level": "info"},
        recording={"enabled": True, "directory": str(disk / "recordings"), "min_free_mb": 0},
    )
    settings.prefix = on_small_disk(disk)
    return settings, disk


async def talks(engine: Engine, peers: Peers) -> None:
    """Prove that a call works as if nothing were wrong."""
    call = await answered(engine, peers, "bye_received")
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()


async def test_a_disk_that_fills_up_does_not_disturb_calls(peers: Peers) -> None:
    settings, disk = small(peers)
    engine = await peers.started(Engine(settings))
    await talks(engine, peers)

    fill_disk(engine.process.pid, disk)
    await talks(engine, peers)

    trouble = await engine.event("TROUBLE_REPORTED")
    assert trouble["payload"]["says"]
    assert await engine.shut_down() == 0


async def test_a_disk_with_room_again_is_used_again(peers: Peers) -> None:
    settings, disk = small(peers)
    engine = await peers.started(Engine(settings))
    filler = fill_disk(engine.process.pid, disk)
    await talks(engine, peers)

    filler.unlink()
    await talks(engine, peers)

    entries = (await engine.ctl("history")).result["entries"]
    assert entries, "the call after the trouble is in the history"


async def test_it_starts_on_a_full_disk(peers: Peers) -> None:
    settings, disk = small(peers)
    fill = f'head -c 4M /dev/zero > "{disk}/filler" 2>/dev/null; exec "$@"'
    settings.prefix = (*settings.prefix, "sh", "-c", fill, "sh")

    engine = await peers.started(Engine(settings))

    await talks(engine, peers)
