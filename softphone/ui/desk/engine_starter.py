"""Starts the engine, detached: it outlives the window, whatever becomes of that.

Nothing here waits: starting is a fork, and whether it went well is looked up later.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from softphone.adapters.bridge.runtime_file import find_engine

OWN_ENGINE = "desk-engine.pid"
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0
SAID_AT_MOST = 600


class EngineStarter:
    """The engine of one desk: started where none runs, again where it died, ever more slowly where it keeps dying."""

    def __init__(self, options: Sequence[str], runtime: Path, log: Path, clock: Callable[[], float]) -> None:
        self._command = [sys.executable, "-m", "softphone", "engine", *options]
        self._runtime, self._log, self._clock = runtime, log, clock
        self._process: subprocess.Popen[bytes] | None = None
        self._pause_s = FIRST_PAUSE_S
        self._not_before = 0.0
        self._failure: str | None = None

    def see_to_it(self) -> str | None:
        """Start the engine if none is coming; the answer is why it failed, or None while it may still come."""
        if self._is_alive():
            return None
        if self._process is not None and self._process.returncode:
            self._failure = self._said() or f"exit code {self._process.returncode}"
        if self._failure and self._clock() < self._not_before:
            return self._failure
        self._failure = self._start()
        return self._failure

    def try_again(self) -> None:
        """Wait no longer before the next attempt."""
        self._pause_s, self._not_before = FIRST_PAUSE_S, 0.0

    def is_up(self) -> None:
        """Take note that the engine runs; should it die, it is started again at once."""
        self.try_again()

    def is_ours(self) -> bool:
        """Tell whether the running engine was started by a desk, this one or one before it."""
        if self._is_alive():
            return True
        running = find_engine(self._runtime)
        try:
            return running is not None and int((self._runtime / OWN_ENGINE).read_text()) == running.pid
        except (OSError, ValueError):
            return False

    def end(self) -> None:
        """Tell an engine to end that cannot be asked, because nobody is connected to it yet."""
        if self._process is not None and self._is_alive():
            self._process.terminate()

    def _is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _start(self) -> str | None:
        """Start it; where this machine does not let us, say why: the disk is full, a folder is another's."""
        self._not_before = self._clock() + self._pause_s
        self._pause_s = min(LONGEST_PAUSE_S, self._pause_s * 2)
        self._process = None
        try:
            self._launch()
        except OSError as error:
            return f"{error.filename or self._command[0]}: {error.strerror or error}"
        return None

    def _launch(self) -> None:
        self._runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        (self._runtime / OWN_ENGINE).write_text(str(self._process.pid))

    def _said(self) -> str:
        try:
            return self._log.read_text(encoding="utf-8", errors="replace")[-SAID_AT_MOST:].strip()
        except OSError:
            return ""
