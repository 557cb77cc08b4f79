"""A program that fails is shown with its last words and, where it is known, what they mean."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from provision.commands import Work, answer, run
from provision.console import Step
from provision.failure import SetupFailedError, cause_in, from_os_error
from provision.machine import require_room


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("write error: No space left on device", "disk is full"),
        ("Temporary failure resolving 'mirror.example'", "No network"),
        ("W: Failed to fetch x  Could not resolve 'x'", "No network"),
        ("npm error code ENOTFOUND", "No network"),
        ("sudo: a password is required", "needs root"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend", "Another package installation"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "differs from the one that was locked"),
        ("SSL: CERTIFICATE_VERIFY_FAILED", "certificate"),
        ("gcc: fatal error: something else", ""),
    ],
)
def test_known_causes_are_recognised(said: str, meant: str) -> None:
    assert meant in cause_in(said)
    assert bool(cause_in(said)) is bool(meant)


def test_output_goes_to_the_log_and_progress_to_the_step(step: Step, tmp_path: Path) -> None:
    seen: list[str] = []
    work = Work(tmp_path / "logs/x.log", environment={"WORD": "hello"}, progress=seen.append)

    run(step, "talking", ["sh", "-c", "echo $WORD; echo error >&2"], work)

    assert work.log.read_text() == "hello\nerror\n"
    assert seen == ["hello", "error"]


def test_a_failure_carries_the_last_words_and_the_cause(step: Step, tmp_path: Path) -> None:
    with pytest.raises(SetupFailedError) as failed:
        run(step, "compiling", ["sh", "-c", "echo No space left on device; exit 3"], Work(tmp_path / "log"))

    assert failed.value.what == "compiling failed (exit code 3)"
    assert "disk is full" in failed.value.advice
    assert failed.value.evidence == "No space left on device\n"


def test_a_failure_of_unknown_cause_names_the_log(step: Step, tmp_path: Path) -> None:
    with pytest.raises(SetupFailedError) as failed:
        run(step, "compiling", ["false"], Work(tmp_path / "log"))

    assert str(tmp_path / "log") in failed.value.advice


def test_a_program_that_is_not_there_is_named(step: Step, tmp_path: Path) -> None:
    with pytest.raises(SetupFailedError, match="no program 'no-such-program'"):
        run(step, "compiling", ["no-such-program"], Work(tmp_path / "log"))
    assert answer(["no-such-program"]) == ""


def test_a_full_disk_is_told_as_such_wherever_it_is_met() -> None:
    assert "disk is full" in from_os_error(OSError(errno.ENOSPC, "No space")).advice
    assert from_os_error(OSError(errno.EIO, "bad")).advice == ""


def test_what_the_disk_cannot_hold_is_not_begun(tmp_path: Path) -> None:
    require_room(tmp_path / "not/yet/there", 0.0, "nothing")

    with pytest.raises(SetupFailedError, match="too full for a whale"):
        require_room(tmp_path / "not/yet/there", 1e9, "a whale")


def test_the_fixture_stands_before_the_real_program(program: Callable[[str, str], Path]) -> None:
    program("uname", "echo pretended")

    assert answer(["uname"]) == "pretended\n"
