"""Files that other libraries read: their path stays, and nothing is left of them when the process is gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.adapters.sip.library.passing_files import passing_file

KILLED = """
import os, signal
from pathlib import Path
from softphone.adapters.sip.network.certificates import believed
from softphone.adapters.sip.audio.finding_devices import look_for_devices
look_for_devices(["silence"])
print(os.environ["ALSA_CONFIG_PATH"], believed(__import__("sys").argv[1]), flush=True)
assert all(Path(one).exists() for one in (os.environ["ALSA_CONFIG_PATH"], believed(__import__("sys").argv[1])))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_file_keeps_its_path_when_its_content_changes() -> None:
    first = passing_file("test-a", b"one, and longer")
    other = passing_file("test-b", b"two")

    assert Path(first).read_bytes() == b"one, and longer"
    assert passing_file("test-a", b"three") == first
    assert Path(first).read_bytes() == b"three"
    assert Path(other).read_bytes() == b"two"


def test_who_reads_while_it_changes_reads_one_of_both() -> None:
    path = passing_file("test-c", b"one" * 1000)
    with Path(path).open("rb") as reading:
        passing_file("test-c", b"two")

        assert reading.read() == b"one" * 1000


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_file_does_not_cost_more_and_more_handles() -> None:
    passing_file("test-d", b"")
    before = handles()
    for number in range(20):
        passing_file("test-d", b"%d" % number)

    assert handles() == before


def test_a_killed_phone_leaves_no_file_behind(tmp_path: Path) -> None:
    own = tmp_path / "ca.pem"
    own.write_text("a certificate")
    home = tmp_path / "home"
    home.mkdir()
    surroundings = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "TMPDIR": str(home)}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, own], capture_output=True, text=True, check=False, env=surroundings, timeout=60
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not any(Path(one).exists() for one in killed.stdout.split())
    assert list(home.rglob("*")) == []


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_where_there_are_no_files_in_memory_it_is_a_temporary_one(elsewhere: Path) -> None:
    first = passing_file("test-e", b"one")

    assert passing_file("test-e", b"two") == first
    assert Path(first).read_bytes() == b"two"
    assert Path(first).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in elsewhere.iterdir()] == [Path(first).name]
