"""A peer that runs as a process of its own: started, watched, stopped by its pid, its output kept in a file.

Every peer dies with the test process (parent-death signal), so that a killed test run leaves nothing behind.
"""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.peers.waiting import until

TAIL = 60


class PeerFailed(AssertionError):
    """A peer ended, or did not do what the test needs; the message carries the end of its log."""


class PeerProcess:
    """One process of a peer, with everything it printed in `folder/NAME.log`; `split` keeps errors apart."""

    def __init__(
        self, name: str, command: Sequence[str | Path], folder: Path, *, split: bool = False, **environment: str
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name, self.folder, self.log = name, folder, folder / f"{name}.log"
        self._errors = folder / f"{name}.errors.log" if split else self.log
        with self.log.open("wb") as log, self._errors.open("ab") as errors:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=errors if split else subprocess.STDOUT,
                cwd=folder,
                env={**os.environ, **environment},
            )

    @property
    def pid(self) -> int:
        """The process id, for signals and for looking at its sockets."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """The exit code, or None while the process runs."""
        return self._process.poll()

    def output(self) -> str:
        """Everything the process has printed so far."""
        return self.log.read_text(errors="replace")

    def errors(self) -> str:
        """What the process has printed to its standard error so far, if that is kept apart."""
        return self._errors.read_text(errors="replace")

    async def ready(self, condition: Callable[[], object], what: str, *, within_s: float = 10.0) -> None:
        """Wait for `condition`, but not longer than the process lives."""

        def reached() -> bool:
            if condition():
                return True
            if self.exit_code is not None:
                raise PeerFailed(f"{self.name} ended with {self.exit_code} before: {what}\n{self.tail()}")
            return False

        try:
            await until(reached, f"{self.name}: {what}", within_s=within_s)
        except AssertionError as late:
            raise late if isinstance(late, PeerFailed) else PeerFailed(f"{late}\n{self.tail()}") from None

    async def ended(self, *, within_s: float = 30.0) -> int:
        """Wait until the process has ended by itself and give its exit code."""
        try:
            await until(lambda: self.exit_code is not None, f"{self.name} ends", within_s=within_s)
        except AssertionError as late:
            raise PeerFailed(f"{late}\n{self.tail()}") from None
        assert self.exit_code is not None
        return self.exit_code

    def signal(self, number: signal.Signals) -> None:
        """Send a signal; nothing happens when the process has already ended."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)

    async def stop(self, *, within_s: float = 5.0) -> int:
        """End the process: politely first, then by force."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.exit_code is None:
                self.signal(number)
                with contextlib.suppress(AssertionError):
                    await self.ended(within_s=within_s)
        assert self.exit_code is not None, f"{self.name} cannot be killed"
        return self.exit_code

    def tail(self) -> str:
        """The end of what it printed, for people who look at a failed test."""
        files = dict.fromkeys((self.log, self._errors))
        return "\n".join(line for file in files for line in (f"--- the end of {file}", *_end(file)))


def _end(file: Path) -> list[str]:
    return file.read_text(errors="replace").splitlines()[-TAIL:]


def installed(program: str, package: str) -> str:
    """Find a peer's program, or skip the test by that name."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin:/sbin")
    if found is None:
        pytest.skip(f"{program} is not installed (Debian package {package})")
    return found
