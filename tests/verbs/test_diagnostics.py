"""The diagnostics hold what helps, and not one planted secret."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from softphone.cli import main
from softphone.verbs.diagnosing.bundle import Bundle
from softphone.verbs.diagnosing.logs import MOST_BYTES, logs

SECRETS = ("hunter2", "s3cr3t-t0ken", "Schmidt", "901820", "4711", "99887766")
LOG = """\
2026-03-14T12:00:00.000+01:00 info     softphone: registered, password=hunter2 token="s3cr3t-t0ken"
    From: "Anna Schmidt" <sip:4711@pbx.example>;tag=1
    Authorization: Digest username="4711", response="99887766"
+49 30 901820 called, dtmf 99887766
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "SOFTPHONE_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path / "schmidt-home"))
    folder = tmp_path / "schmidt-home" / "logs"
    folder.mkdir(parents=True)
    for name in ("engine.log", "engine.log.1", "desk.log", "engine-sip.log"):
        (folder / name).write_text(LOG)
    file = tmp_path / "softphone.toml"
    file.write_text(
        f'[log]\ndirectory = {json.dumps(str(folder))}\n[agent]\nname = "Anna Schmidt"\nnumber = "+4930901820"\n'
    )
    return file


def test_nothing_secret_is_in_the_file_and_everything_helpful_is(
    settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "bundle.zip"

    assert main(["diagnostics", "--no-machine", "--config", str(settings), "--output", str(made)]) == 0

    with zipfile.ZipFile(made) as bundle:
        parts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    everything = made.read_bytes().decode("latin-1") + "".join([*parts, *parts.values()])
    assert [secret for secret in (*SECRETS, "schmidt-home") if secret in everything] == []
    assert set(parts) == {
        "versions.json",
        "settings.json",
        "doctor.json",
        "phone/unheard.json",
        "logs/engine.log",
        "logs/engine.log.1",
        "logs/desk.log",
        "logs/engine-sip.log",
    }
    assert "registered" in parts["logs/engine.log"]
    assert json.loads(parts["versions.json"])["packages"]["pjsua2"]
    assert {"about", "grade", "says"} <= set(json.loads(parts["doctor.json"])[0])
    assert {"setting": "agent.number", "number": "[number]", "from": "user", "locked": False} in json.loads(
        parts["settings.json"]
    )["settings"]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert capsys.readouterr().out == f"{made}\n"


def test_settings_that_cannot_be_read_are_told_and_stop_nothing(settings: Path, tmp_path: Path) -> None:
    settings.write_text("[sip]\nport = nonsense\n")
    made = tmp_path / "bundle.zip"

    assert main(["diagnostics", "--no-machine", "--config", str(settings), "--output", str(made)]) == 0

    with zipfile.ZipFile(made) as bundle:
        assert "softphone.toml:2" in json.loads(bundle.read("settings.json"))["problems"][0]


def test_a_file_that_cannot_be_written_is_told(
    settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()

    words = ["diagnostics", "--no-machine", "--config", str(settings), "--output", str(tmp_path / "file" / "a.zip")]

    assert main(words) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_people_stay_where_the_settings_let_them(tmp_path: Path) -> None:
    bundle = Bundle(keep_people=True, home=tmp_path)
    bundle.add_text("log", LOG)
    bundle.add_values("values", {"name": "Anna Schmidt", "password": "hunter2"})

    whole = "".join(bundle.parts.values())
    assert "Anna Schmidt" in whole
    assert "hunter2" not in whole


def test_of_a_long_log_the_end_is_taken_in_whole_lines(tmp_path: Path) -> None:
    line = "x" * 99 + "\n"
    (tmp_path / "engine.log").write_text(line * (MOST_BYTES // 50) + "the end\n")

    ((name, text),) = logs(tmp_path, tmp_path / "nowhere")

    assert name == "logs/engine.log"
    assert text.endswith("the end\n")
    assert set(text.splitlines()) == {line.strip(), "the end"}
    assert len(text) <= MOST_BYTES
