"""The log: private, redacted, rotating, not to be forged, and never in the way of the phone."""

import contextlib
import logging
import stat
import sys
import threading
import warnings
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import msgspec
import platformdirs
import pytest

from softphone.adapters.storage.log_files import TRACE, OpenLogs, PrivateLogFile, folder, open_logs
from softphone.settings import DEFAULTS, Settings
from softphone.settings.sections.keeping import LogSettings, PrivacySettings
from softphone.settings.sections.network import SipSettings

log = logging.getLogger("softphone.test")


def settings(tmp_path: Path, *, redact: bool = True, trace: bool = False, max_mb: int = 1) -> Settings:
    return msgspec.structs.replace(
        DEFAULTS,
        log=LogSettings(directory=str(tmp_path / "logs"), level="debug", keep_files=2, max_mb=max_mb),
        privacy=PrivacySettings(redact=redact),
        sip=SipSettings(trace=trace),
    )


@pytest.fixture
def stderr() -> StringIO:
    return StringIO()


@pytest.fixture
def logs(tmp_path: Path, stderr: StringIO) -> Iterator[OpenLogs]:
    opened = open_logs("engine", settings(tmp_path, trace=True), stderr=stderr)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[PrivateLogFile]:
    with contextlib.closing(PrivateLogFile(tmp_path / "engine.log", LogSettings())) as opened:
        yield opened


def written(logs: OpenLogs, name: str = "engine.log") -> str:
    logs.settle()
    return (logs.folder / name).read_text()


def test_entries_are_redacted_in_words_arguments_and_tracebacks(logs: OpenLogs) -> None:
    try:
        int("password=hunter2 for sip:alice@pbx")
    except ValueError:
        log.exception("call to %s from %s failed", "+4930123456", '"Alice" <sip:alice@pbx>')

    text = written(logs)
    assert "hunter2" not in text
    assert "30123456" not in text
    assert "alice" not in text.lower()
    assert "ValueError" in text
    assert "test_log_files.py" in text


def test_people_may_stay_but_secrets_never(tmp_path: Path) -> None:
    opened = open_logs("engine", settings(tmp_path, redact=False), stderr=StringIO())

    log.info("token=hunter2 sip:alice@pbx")
    opened.close()

    assert "token=[secret] sip:alice@pbx" in written(opened)


def test_files_are_private_also_after_they_were_rotated(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "engine.log").touch(mode=0o644)
    opened = open_logs("engine", settings(tmp_path), stderr=StringIO())

    for _ in range(5):
        log.info("x" * 600_000)
    opened.close()

    files = sorted((tmp_path / "logs").iterdir())
    assert [file.name for file in files] == ["engine.log", "engine.log.1", "engine.log.2"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_an_entry_has_time_level_and_place(logs: OpenLogs) -> None:
    log.warning("something")

    (line,) = written(logs).splitlines()
    assert line[10] == "T"
    assert line.endswith(" warning  softphone.test: something")


def test_nobody_can_forge_an_entry_or_command_the_terminal(logs: OpenLogs) -> None:
    log.info("From: x\r\n2024-01-01T00:00:00 info softphone: all is well\x1b[2J\u202e")

    first, second = written(logs).splitlines()
    assert first.endswith("From: x")
    assert second.startswith("    2024")
    assert second.endswith("all is well\\x1b[2J\\x202e")


def test_people_see_only_what_matters(logs: OpenLogs, stderr: StringIO) -> None:
    log.info("a detail")
    log.warning("a matter")

    assert "a detail" in written(logs)
    assert "a detail" not in stderr.getvalue()
    assert "a matter" in stderr.getvalue()


def test_the_sip_trace_has_its_own_file_where_it_is_wanted(logs: OpenLogs) -> None:
    logging.getLogger(TRACE).info("TX 9 bytes\nINVITE sip:alice@pbx SIP/2.0\r\nAuthorization: Digest a")

    assert "INVITE" not in written(logs)
    assert "INVITE sip:[user]@pbx" in written(logs, "engine-sip.log")
    assert "Digest" not in written(logs, "engine-sip.log")


def test_without_a_wish_there_is_no_trace(tmp_path: Path) -> None:
    opened = open_logs("engine", settings(tmp_path), stderr=StringIO())

    logging.getLogger(TRACE).critical("INVITE")
    opened.close()

    assert [file.name for file in opened.folder.iterdir()] == ["engine.log"]
    assert written(opened) == ""


def test_a_further_stack_is_written_where_it_is_asked_for(logs: OpenLogs) -> None:
    log.info("here", stack_info=True)

    assert "    Stack (most recent call last):" in written(logs)


def test_errors_that_nobody_caught_are_logged(logs: OpenLogs) -> None:
    failing = threading.Thread(target=lambda: 1 / 0, name="owner")
    failing.start()
    failing.join()
    sys.excepthook(ValueError, ValueError("password=hunter2"), None)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("out of fashion", stacklevel=1)

    text = written(logs)
    assert "an error ended the thread owner" in text
    assert "ZeroDivisionError" in text
    assert "password=[secret]" in text
    assert "out of fashion" in text


def test_after_closing_everything_is_as_before(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers))

    open_logs("engine", settings(tmp_path, trace=True), stderr=StringIO()).close()

    assert (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)) == before


def test_a_folder_that_cannot_be_made_is_told_and_the_phone_goes_on(tmp_path: Path, stderr: StringIO) -> None:
    (tmp_path / "logs").write_text("a file is in the way")

    opened = open_logs("engine", settings(tmp_path), stderr=stderr)
    log.warning("still here")
    opened.close()

    assert "there is no log file" in stderr.getvalue()
    assert "still here" in stderr.getvalue()


def test_a_full_disk_is_told_once_and_the_phone_goes_on(
    file: PrivateLogFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as full:
        full.setattr(file, "stream", FullDisk())
        file.handle(an_error("one"))
        file.handle(an_error("two"))

    assert capsys.readouterr().err.count("cannot be written: No space left on device") == 1
    assert file.failures == 2


def test_a_disk_that_is_full_at_the_end_does_not_matter(tmp_path: Path, stderr: StringIO) -> None:
    opened = open_logs("engine", settings(tmp_path), stderr=stderr)
    full = logging.StreamHandler(FullDisk())
    full.close = full_disk  # type: ignore[method-assign] # as a file does with what it still holds
    opened.add(log, full, logging.Formatter())

    opened.close()

    assert log.handlers == []


def full_disk() -> None:
    raise OSError(28, "No space left on device")


def an_error(says: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("x", logging.ERROR, "f", 1, says, arguments, None)


class FullDisk(StringIO):
    """A stream that takes nothing."""

    def write(self, _text: str, /) -> int:
        raise OSError(28, "No space left on device")


def test_a_mistake_in_a_log_call_shows_as_a_mistake(file: PrivateLogFile, capsys: pytest.CaptureFixture[str]) -> None:
    file.handle(an_error("%d", "no number"))

    assert "TypeError" in capsys.readouterr().err


def test_without_a_setting_the_platform_says_where_logs_are() -> None:
    assert folder(DEFAULTS) == platformdirs.user_log_path("softphone", appauthor=False)
