"""`softphone demo` needs nothing but this machine, and takes everything along when it goes."""

import os
import signal
import sys
from pathlib import Path

import pytest

from softphone.settings.checking import check
from softphone.verbs import demo
from tests.peers.process import PeerProcess
from tests.peers.waiting import until

TREE = Path(__file__).parents[2]


def children_of(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found.append(int(folder.name))
    return found


def test_the_settings_of_the_demonstration_are_sound(tmp_path: Path) -> None:
    folder = tmp_path / "a 'quoted' \"folder\""
    folder.mkdir()

    checked = check(demo._demo_file(folder).read_text(), "demo.toml")

    assert checked.problems == ()
    assert checked.settings is not None
    assert checked.settings.history.directory == str(folder)
    assert checked.settings.recording.directory == str(folder / "recordings")


@pytest.mark.e2e
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_customers_call_and_nothing_is_left_when_the_demonstration_goes(
    tmp_path: Path, number: signal.Signals
) -> None:
    own = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "SOFTPHONE_RUNTIME_DIR")}
    quickly = ("--no-machine", "--set", "simulator.first_call_after_s=0")
    command = [sys.executable, "-m", "softphone", "demo", "--text", *quickly]
    process = PeerProcess("demo", command, tmp_path, split=False, PYTHONPATH=str(TREE), **own)
    try:
        await process.ready(lambda: "CALL_STARTED" in process.output(), "somebody calls", within_s=30)
        everybody = children_of(process.pid)
        assert len(everybody) >= 5

        process.signal(number)

        await process.ended(within_s=20)
        await until(lambda: not any(is_alive(pid) for pid in everybody), "all children are gone", within_s=10)
    finally:
        await process.stop()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
