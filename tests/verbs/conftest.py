"""A bridge with a fake engine where ctl looks for one, and ctl itself, run as its command line is."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from softphone import cli
from softphone.adapters.bridge.runtime_file import RunningEngine, Tenancy
from tests.adapters.bridge.conftest import House, a_house


@dataclass(frozen=True, slots=True)
class Said:
    """What ctl said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        return json.loads(self.out)


Ctl = Callable[..., Awaitable[Said]]


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setenv("SOFTPHONE_RUNTIME_DIR", str(tmp_path))
    async with a_house() as opened:
        tenancy = Tenancy(tmp_path)
        tenancy.take()
        token = opened.running.token
        tenancy.publish(RunningEngine(pid=os.getpid(), bridge=opened.url, token=token, version="1"))
        yield opened
        tenancy.leave()


@pytest.fixture
def ctl(capsys: pytest.CaptureFixture[str]) -> Ctl:
    """Run ctl in a thread: it brings an event loop of its own."""

    def run(words: tuple[str, ...]) -> int:
        try:
            return cli.main(["ctl", *words])
        except SystemExit as leaving:
            return int(leaving.code or 0)

    async def ask(*words: str) -> Said:
        code = await asyncio.to_thread(run, words)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return ask
