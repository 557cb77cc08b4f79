"""Networks and disks of their own, proven with sipp and a shell."""

import pytest

from tests.peers import PeerProcess, Peers
from tests.peers.namespaces import PHONE, REGISTRAR, Network, fill_disk, on_small_disk

pytestmark = pytest.mark.e2e


async def test_peers_meet_on_a_network_that_nobody_else_is_on(peers: Peers) -> None:
    network = await peers.started(Network(peers.folder))
    network.connect()

    called = await peers.sipp("offered refuse:486", host=PHONE, prefix=network.prefix)
    caller = await peers.sipp("invite refused:486", called.uri, host=REGISTRAR, prefix=network.prefix)

    await caller.done()
    assert "desk0" in network.run("ip link")
    network.disconnect()
    assert "desk0" not in network.run("ip link")


async def test_a_small_disk_is_full_for_its_process_only(peers: Peers) -> None:
    disk = peers.folder / "disk"
    process = PeerProcess("disk", [*on_small_disk(disk, kilobytes=64), "sh", "-c", "echo up; sleep 60"], peers.folder)
    await process.ready(lambda: "up" in process.output(), "has its disk")

    filler = fill_disk(process.pid, disk)
    size = filler.stat().st_size
    await process.stop()

    assert 32 * 1024 < size <= 64 * 1024
    assert list(disk.iterdir()) == []
