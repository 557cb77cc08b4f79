"""Runs the parties of a room as child processes, hears their reports, and ends them with itself.

A child ends when its standard input closes, so that none outlives this process however that ends. Knows nothing of
what the parties do.
"""

import asyncio
import contextlib
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from softphone.simulator.report import ReportLine, from_json

FAREWELL_S = 5.0
MOST_AT_ONCE = 100


@dataclass(slots=True)
class Crowd:
    """Child processes that report in lines of JSON."""

    command: Sequence[str]
    tell: Callable[[ReportLine], None]
    farewell_s: float = FAREWELL_S
    _children: dict[asyncio.Task[int], Process] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many run."""
        return len(self._children)

    async def start(self, arguments: Sequence[str], ended: Callable[[], None]) -> None:
        """Start one; `ended` is called when it is gone. Raises OSError where no process can be started."""
        if self.size >= MOST_AT_ONCE:
            raise OSError(f"no more than {MOST_AT_ONCE} simulated parties at once")
        child = await asyncio.create_subprocess_exec(
            *self.command, *arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
        )
        task = asyncio.create_task(self._listen(child))
        self._children[task] = child
        task.add_done_callback(lambda done: self._forget(done, ended))

    async def stop(self) -> None:
        """End all: by closing their input, then by signal, then by force."""
        for child in self._children.values():
            if child.stdin is not None:
                child.stdin.close()
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._children:
                await asyncio.wait(self._children, timeout=self.farewell_s)
            for child in self._children.values():
                with contextlib.suppress(ProcessLookupError):
                    child.send_signal(number)
        if self._children:
            await asyncio.wait(self._children, timeout=self.farewell_s)

    async def _listen(self, child: Process) -> int:
        assert child.stdout is not None  # noqa: S101 - it was asked for
        async for line in child.stdout:
            if report := from_json(line):
                self.tell(report)
        return await child.wait()

    def _forget(self, done: asyncio.Task[int], ended: Callable[[], None]) -> None:
        self._children.pop(done, None)
        ended()
