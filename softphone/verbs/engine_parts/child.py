"""The engine as a child process: started, waited for, told to end. For whoever brings an engine along.

Not a verb of its own.
"""

import asyncio
import contextlib
import ctypes
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from typing import IO

READY_WITHIN_S = 20.0
END_WITHIN_S = 6.0
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the kernel send SIGTERM when the parent is gone, however it went; runs in the child before it begins."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))


class EngineFailed(Exception):
    """The engine did not start; the text is what it said about that."""


class EngineChild:
    """One engine of our own."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, options: Sequence[str], log: Path) -> "EngineChild":
        """Start an engine and wait until it is ready; what it says on stderr goes into `log`."""
        with log.open("wb") as out:
            child = await cls._started(options, out)
        if not await child.is_ready():
            await child.stop()
            said = log.read_text(errors="replace").strip()  # noqa: ASYNC240 - the same
            raise EngineFailed(said or "the engine did not become ready")
        return child

    @classmethod
    async def _started(cls, options: Sequence[str], out: IO[bytes]) -> "EngineChild":
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "softphone", "engine", *options),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=out,
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,
        )
        return cls(process)

    async def stop(self) -> None:
        """End it: it gets time to say goodbye to everybody, but not for ever."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    self._process.send_signal(number)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), END_WITHIN_S)

    async def is_ready(self) -> bool:
        """Wait for its ready line; False when it ends or takes too long instead."""
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        try:
            line = await asyncio.wait_for(self._process.stdout.readline(), READY_WITHIN_S)
            return bool(json.loads(line).get("ready"))
        except (TimeoutError, ValueError):
            return False
