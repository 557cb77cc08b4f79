"""How clients find the engine: one engine per user and folder, a file nobody else reads, stale files passed over."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.adapters.bridge import runtime_file
from softphone.adapters.bridge.runtime_file import (
    EngineRuns,
    RunningEngine,
    RuntimeUnusable,
    Tenancy,
    find_engine,
    mint_token,
    runtime_dir,
)

HIDDEN = "s3cret"
ENGINE = RunningEngine(pid=os.getpid(), bridge="ws://127.0.0.1:1/bridge", token=HIDDEN, version="1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run" / "softphone"


def a_dead_pid() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


def test_what_is_published_is_found_and_only_the_user_can_read_it(folder: Path) -> None:
    tenancy = Tenancy(folder)
    tenancy.take()
    path = tenancy.publish(ENGINE)

    assert find_engine(folder) == ENGINE
    assert json.loads(path.read_bytes())["token"] == HIDDEN
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    tenancy.leave()
    assert find_engine(folder) is None
    assert not path.exists()


def test_publishing_again_replaces_the_file_whole(folder: Path) -> None:
    tenancy = Tenancy(folder)
    tenancy.take()
    tenancy.publish(ENGINE)
    (folder / f"engine.json.{ENGINE.pid}").write_text("left by a crash, and readable by all")

    tenancy.publish(RunningEngine(pid=os.getpid(), bridge="ws://127.0.0.1:2/bridge", token=HIDDEN, version="1"))

    found = find_engine(folder)
    assert found is not None
    assert found.bridge.endswith(":2/bridge")
    assert stat.S_IMODE((folder / "engine.json").stat().st_mode) == 0o600
    tenancy.leave()


def test_a_second_engine_is_refused_and_told_who_runs(folder: Path) -> None:
    first = Tenancy(folder)
    first.take()
    first.publish(ENGINE)

    with pytest.raises(EngineRuns, match=str(ENGINE.pid)):
        Tenancy(folder).take()
    assert find_engine(folder) == ENGINE
    first.leave()
    second = Tenancy(folder)
    second.take()
    second.leave()


def test_a_second_engine_that_finds_no_file_is_refused_all_the_same(folder: Path) -> None:
    first = Tenancy(folder)
    first.take()

    with pytest.raises(EngineRuns, match="another engine"):
        Tenancy(folder).take()
    first.leave()


def test_leaving_twice_changes_nothing(folder: Path) -> None:
    first, second = Tenancy(folder), Tenancy(folder)
    first.take()
    first.leave()
    second.take()
    second.publish(ENGINE)

    first.leave()

    assert find_engine(folder) == ENGINE
    second.leave()


def test_the_file_of_a_dead_engine_is_stale_and_in_nobodys_way(folder: Path) -> None:
    tenancy = Tenancy(folder)
    tenancy.take()
    tenancy.publish(RunningEngine(pid=a_dead_pid(), bridge="ws://127.0.0.1:1/bridge", token=HIDDEN, version="1"))

    assert find_engine(folder) is None
    tenancy.publish(ENGINE)
    assert find_engine(folder) == ENGINE
    tenancy.leave()


def test_the_lock_of_a_killed_engine_is_gone(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from softphone.adapters.bridge.runtime_file import Tenancy;"
        "engine = Tenancy(Path(sys.argv[1])); engine.take(); print('taken', flush=True); sys.stdin.read()"
    )
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"taken\n"
        with pytest.raises(EngineRuns):
            Tenancy(folder).take()
        other.kill()
        other.wait()
    tenancy = Tenancy(folder)
    tenancy.take()
    tenancy.leave()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pid": "1"}', b'{"pid": 1}', b"\xff"])
def test_a_damaged_file_names_nobody(content: bytes, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "engine.json").write_bytes(content)

    assert find_engine(folder) is None


def test_a_folder_that_others_could_read_is_closed_to_them(folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o755)
    tenancy = Tenancy(folder)
    tenancy.take()

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    tenancy.leave()


def test_a_folder_of_somebody_else_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(parents=True)
    stranger = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: stranger)

    with pytest.raises(RuntimeUnusable, match="another user"):
        Tenancy(folder).take()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(RuntimeUnusable, match="file"):
        Tenancy(tmp_path / "file" / "softphone").take()


@pytest.mark.parametrize(
    ("chosen", "given", "folder"),
    [("/a", "/b", "/a"), ("", "/b", "/b/softphone"), (None, "/b", "/b/softphone")],
)
def test_the_folder_is_the_chosen_one_else_the_sessions(
    chosen: str | None, given: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", given)
    monkeypatch.delenv("SOFTPHONE_RUNTIME_DIR", raising=False)
    if chosen is not None:
        monkeypatch.setenv("SOFTPHONE_RUNTIME_DIR", chosen)

    assert runtime_dir() == Path(folder)


def test_without_either_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.delenv("SOFTPHONE_RUNTIME_DIR", raising=False)

    assert runtime_dir().name == "softphone"


def test_where_asking_would_disturb_a_process_it_is_supposed_to_live(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = a_dead_pid()
    assert not runtime_file._is_alive(dead)
    monkeypatch.setattr(os, "name", "nt")

    assert runtime_file._is_alive(dead)


def test_a_process_of_somebody_else_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int, __: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)

    assert runtime_file._is_alive(1)


def test_tokens_are_long_and_new_and_never_shown() -> None:
    tokens = {mint_token() for _ in range(100)}

    assert len(tokens) == 100
    assert all(len(token) >= 40 for token in tokens)
    assert HIDDEN not in repr(ENGINE)
