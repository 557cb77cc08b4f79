"""What the agent is at the PBX is kept in a small private file, for half a day."""

from pathlib import Path

import pytest

from softphone.adapters.storage.standing_file import LASTS_S, StandingFile
from softphone.engine.ports.telephony import AWAY, Standing

PAUSED = Standing(AWAY, is_in_queues=True, is_paused=True)


def test_what_is_kept_is_read_back_for_half_a_day_and_private(tmp_path: Path) -> None:
    file = tmp_path / "standing.json"
    assert StandingFile(file).recall() is None

    StandingFile(file, lambda: 1000.0).keep(PAUSED)

    assert StandingFile(file, lambda: 999.0 + LASTS_S).recall() == PAUSED
    assert StandingFile(file, lambda: 1000.0 + LASTS_S).recall() is None
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["nonsense", "{}", '{"standing": {"presence": 1}, "at": 0}'])
def test_a_file_that_cannot_be_understood_says_nothing_of_the_agent(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "standing.json"
    file.write_text(content)

    assert StandingFile(file).recall() is None
    assert "cannot be read" in caplog.text


def test_what_cannot_be_written_is_logged_and_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")

    StandingFile(tmp_path / "file" / "standing.json").keep(PAUSED)

    assert "cannot be written" in caplog.text
