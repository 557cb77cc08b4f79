"""The desk with a stopwatch in it: how long its loop is held up, and how long searching and scrolling take.

python -m tests.bench.desk_child OUTCOME lists|slots|nothing DESK_OPTIONS...; OUTCOME gets what it found.
"""

import asyncio
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from softphone.cli import main
from softphone.ui.desk.desk import Desk
from softphone.ui.widgets.finder import Finder

BEAT_S = 0.005
SOUGHT = ("a", "anders", "müller 9", "030 1099", "nobody at all", "o'neill 55", "")
PAGES = 80
PATIENCE_S, POLL_S = 20.0, 0.02


class Stopwatch:
    """What was measured, in milliseconds."""

    def __init__(self, outcome: Path) -> None:
        self._outcome = outcome
        self.found: dict[str, list[float]] = {"held": [], "worked": [], "search": [], "scroll": []}

    async def beat(self) -> None:
        """Note how late the loop comes back every time, and how long it worked meanwhile."""
        while True:
            due, worked = time.perf_counter() + BEAT_S, time.thread_time()
            await asyncio.sleep(BEAT_S)
            self.found["held"].append(max(0.0, time.perf_counter() - due) * 1000)
            self.found["worked"].append((time.thread_time() - worked) * 1000)

    def write(self) -> None:
        """Leave it for whoever started us."""
        self._outcome.write_text(json.dumps(self.found))

    async def lists(self, desk: Desk) -> None:
        """Search and scroll in both books."""
        window = desk._windows.main
        for tab in ("contacts", "history"):
            window.show_place(tab)
            (page,) = window._page(tab).findChildren(Finder)
            await _reads(page)
            for text in SOUGHT:
                await self._search(page, text)
            await self._scroll(page)
        self.write()

    async def _search(self, page: Finder, text: str) -> None:
        """Ask at once, as the Enter key does, and wait until what was found is painted."""
        read = _next_read(page)
        page.field.setText(text)
        began = time.perf_counter()
        page.field._say()
        await asyncio.wait_for(read, PATIENCE_S)
        page.list.viewport().repaint()
        self.found["search"].append((time.perf_counter() - began) * 1000)

    async def _scroll(self, page: Finder) -> None:
        """Page down as fast as somebody who leans on the key; what is missing is read meanwhile."""
        bar = page.list.verticalScrollBar()
        for _ in range(PAGES):
            began = time.perf_counter()
            bar.setValue(bar.value() + bar.pageStep())
            page.list.viewport().repaint()
            self.found["scroll"].append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(0.03)


async def _until(is_so: Callable[[], object]) -> None:
    """Wait for it. What the tests wait with would bring pytest along, whose memory is not the desk's."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            if is_so():
                return
            await asyncio.sleep(POLL_S)


async def _reads(page: Finder) -> None:
    await _until(lambda: page.list.paged.rows and not page.list.paged.is_reading)


def _next_read(page: Finder) -> "asyncio.Future[None]":
    """Give what is done when the answer is there."""
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def take() -> None:
        page.list.paged.read.disconnect(take)
        done.set_result(None)

    page.list.paged.read.connect(take)
    return done


def _watched(watch: Stopwatch, does: str) -> Any:
    original = Desk.live

    async def live(desk: Desk) -> None:
        following = asyncio.create_task(_follow(desk, watch, does))
        following.add_done_callback(_end_with)
        try:
            await original(desk)
        finally:
            following.cancel()
            watch.write()

    return live


def _end_with(following: "asyncio.Task[None]") -> None:
    """A measurement that fails ends the desk, so that its reason is read."""
    if not following.cancelled() and (failure := following.exception()):
        traceback.print_exception(failure)
        os.kill(os.getpid(), signal.SIGTERM)


async def _follow(desk: Desk, watch: Stopwatch, does: str) -> None:
    if does == "nothing":
        return
    is_there = lambda: desk._phone.mirror.is_up and desk._windows.main.isVisible()  # noqa: E731 - said once
    await _until(is_there)
    await asyncio.sleep(1)
    beating = asyncio.create_task(watch.beat())
    if does == "lists":
        await watch.lists(desk)
    await beating


if __name__ == "__main__":
    Desk.live = _watched(Stopwatch(Path(sys.argv[1])), sys.argv[2])  # type: ignore[method-assign]
    sys.exit(main(sys.argv[3:]))
