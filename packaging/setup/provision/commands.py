"""Runs the programs that do the work, keeps their output in a log, and tells why one failed."""

import os
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from provision.console import Step
from provision.failure import SetupFailedError, cause_in

TAIL_LINES = 12


@dataclass(frozen=True, slots=True)
class Work:
    """Where and how a program runs, and which of its lines are worth showing."""

    log: Path
    folder: Path | None = None
    environment: Mapping[str, str] | None = None
    progress: Callable[[str], str | None] = lambda _line: None


def run(step: Step, what: str, command: Sequence[str], work: Work) -> None:
    """Run one program to its end; its output goes to the log, its progress to the step's line."""
    work.log.parent.mkdir(parents=True, exist_ok=True)
    tail: deque[str] = deque(maxlen=TAIL_LINES)
    causes: list[str] = []
    with work.log.open("a", encoding="utf-8") as log, _start(what, command, work) as process:
        for line in process.stdout or ():
            log.write(line)
            tail.append(line)
            causes += [cause for cause in [cause_in(line)] if cause]
            if shown := work.progress(line.rstrip()):
                step.detail(shown)
    if process.returncode:
        raise SetupFailedError(
            f"{what} failed (exit code {process.returncode})",
            causes[-1] if causes else f"The whole output: {work.log}",
            "".join(tail),
        )


def _start(what: str, command: Sequence[str], work: Work) -> subprocess.Popen[str]:
    """Start the program with its output and its errors in one stream, and no way to ask questions."""
    try:
        return subprocess.Popen(
            command,
            cwd=work.folder,
            env={**os.environ, **(work.environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except FileNotFoundError as missing:
        raise SetupFailedError(f"{what}: there is no program {command[0]!r} here") from missing


def answer(command: Sequence[str]) -> str:
    """Ask a program for something; no answer when it is missing or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        return ""
    return done.stdout
