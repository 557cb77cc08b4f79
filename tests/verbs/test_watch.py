"""`softphone watch` shows a running phone, or says that there is none."""

from pathlib import Path

import pytest

from softphone.cli import main
from softphone.verbs import watch


def test_no_engine_is_said_with_its_own_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOFTPHONE_RUNTIME_DIR", str(tmp_path))

    assert main(["watch"]) == watch.NO_ENGINE
    assert "No softphone engine runs" in capsys.readouterr().err
