"""The network goes, comes back and becomes another one; real changes are made in a namespace of their own."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.adapters.network import routes as routing, watch as watching
from softphone.adapters.network.routes import address_towards, own_addresses
from softphone.adapters.network.watch import Change, NetworkWatch


def test_the_way_to_this_machine_is_this_machine() -> None:
    assert address_towards("127.0.0.1") == "127.0.0.1"
    assert address_towards("::1") in ("::1", None)


def test_an_impossible_host_has_no_way_to_it() -> None:
    assert address_towards("not an address") is None


class Changes:
    """What a watch told, with routes and sleep that a test decides."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[Change] = []
        self.routes: tuple[str | None, ...] = ("10.0.0.1",)
        self.slept_s = 0.0
        monkeypatch.setattr(watching, "routes", lambda _: self.routes)
        monkeypatch.setattr(watching, "_slept_s", lambda: self.slept_s)
        self.watch = NetworkWatch(self.told.append, settle_s=0)

    def look(self) -> list[Change]:
        self.told.clear()
        self.watch.look()
        return list(self.told)


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> Changes:
    return Changes(monkeypatch)


def test_nothing_is_told_while_nothing_changes(changes: Changes) -> None:
    assert changes.look() == []
    assert changes.watch.has_network


def test_losing_the_way_is_told_once_and_its_return_too(changes: Changes) -> None:
    changes.routes = (None,)
    assert changes.look() == [Change.LOST]
    assert changes.look() == []
    assert not changes.watch.has_network

    changes.routes = ("10.0.0.1",)
    assert changes.look() == [Change.BACK]


def test_an_address_that_blinks_counts_as_a_network_that_is_back(changes: Changes) -> None:
    changes.routes = (None,)
    changes.watch.glance()
    changes.routes = ("10.0.0.1",)

    assert changes.look() == [Change.BACK]
    assert changes.look() == []


def test_another_address_counts_as_a_network_that_is_back(changes: Changes) -> None:
    changes.routes = ("10.0.0.2",)
    assert changes.look() == [Change.BACK]


def test_waking_up_counts_as_a_network_that_is_back(changes: Changes) -> None:
    changes.slept_s = 60.0
    assert changes.look() == [Change.BACK]


def test_waking_up_without_a_network_tells_nothing_new(changes: Changes) -> None:
    changes.routes = (None,)
    changes.look()
    changes.slept_s = 60.0
    assert changes.look() == []


async def test_a_watch_that_is_stopped_watches_no_more() -> None:
    watch = NetworkWatch(lambda _: None, settle_s=0)
    watch.start()
    watch.stop()
    watch.stop()


_IN_A_NAMESPACE = """
import asyncio, subprocess, sys
from softphone.adapters.network.watch import NetworkWatch, LOOK_EVERY_S

async def main():
    told = asyncio.Queue()
    watch = NetworkWatch(told.put_nowait, settle_s=0.05)
    watch.start()
    ip = lambda *words: subprocess.run(["ip", *words], check=True)
    ip("addr", "add", "10.9.9.1/24", "dev", "lo")
    print((await asyncio.wait_for(told.get(), 4)).name)
    ip("route", "add", "default", "dev", "lo")
    print((await asyncio.wait_for(told.get(), 4)).name)
    ip("route", "del", "default")
    ip("addr", "del", "10.9.9.1/24", "dev", "lo")
    print((await asyncio.wait_for(told.get(), 4)).name)
    watch.stop()

asyncio.run(main())
"""


@pytest.mark.e2e
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("ip"), reason="needs root and iproute2 for a namespace")
async def test_the_kernel_says_when_addresses_and_routes_come_and_go() -> None:
    done = await asyncio.to_thread(
        subprocess.run,
        ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$0" -c "$1"', sys.executable, _IN_A_NAMESPACE],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert done.stdout.split() == ["BACK", "BACK", "LOST"], done.stderr


def test_all_addresses_that_others_can_reach_are_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    four, six = tmp_path / "fib_trie", tmp_path / "if_inet6"
    monkeypatch.setattr(routing, "FOUR", four)
    monkeypatch.setattr(routing, "SIX", six)
    four.write_text(
        "           |-- 10.99.0.1\n              /32 host LOCAL\n           |-- 127.0.0.1\n"
        "              /32 host LOCAL\n           |-- 10.99.0.0\n              /24 link UNICAST\n"
    )
    six.write_text(
        "20010db8000000000000000000000007 02 40 00 80 desk0\n"
        "20010db8000000000000000000000008 02 40 00 01 desk0\n"
        "fe800000000000000000000000000001 02 40 20 80 desk0\n"
        "00000000000000000000000000000001 01 80 10 80 lo\n"
    )

    assert own_addresses() == ("10.99.0.1", "2001:db8::7")


def test_a_system_that_does_not_tell_its_addresses_has_its_routes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(routing, "FOUR", tmp_path / "none")
    monkeypatch.setattr(routing, "SIX", tmp_path / "none")

    assert routing.routes(["127.0.0.1"]) == ("127.0.0.1",)
