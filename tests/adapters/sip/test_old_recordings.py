"""Old recordings go, everything else in their folder stays."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from softphone.adapters.sip.recording.old_recordings import forget_recordings

BEFORE = datetime(2026, 5, 4, tzinfo=UTC)


def kept(folder: Path, stem: str, *, days_old: float, sidecar: object) -> None:
    """Put a recording into the folder."""
    (folder / f"{stem}.wav").write_bytes(b"RIFF")
    about = folder / f"{stem}.json"
    about.write_text(json.dumps(sidecar))
    at = BEFORE.timestamp() - days_old * 86_400
    os.utime(about, (at, at))


def test_only_complete_recordings_of_ours_that_are_old_are_deleted(tmp_path: Path) -> None:
    kept(tmp_path, "old", days_old=1, sidecar={"is_complete": True})
    kept(tmp_path, "new", days_old=-1, sidecar={"is_complete": True})
    kept(tmp_path, "interrupted", days_old=9, sidecar={"is_complete": False})
    kept(tmp_path, "strange", days_old=9, sidecar=["a list"])
    (tmp_path / "notes.txt").write_text("of the user")

    assert forget_recordings(tmp_path, BEFORE) == 1

    left = {path.stem for path in tmp_path.iterdir()}
    assert left == {"new", "interrupted", "strange", "notes"}
    assert forget_recordings(tmp_path / "none", BEFORE) == 0


def test_what_cannot_be_deleted_is_tried_again_another_day(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept(tmp_path, "old", days_old=1, sidecar={"is_complete": True})
    (tmp_path / "old.wav").unlink()
    (tmp_path / "old.wav").mkdir()

    assert forget_recordings(tmp_path, BEFORE) == 0

    assert (tmp_path / "old.json").exists()
    assert "cannot be deleted" in caplog.text
