"""Work that may never end is waited for as long as somebody likes, and holds nothing up."""

import asyncio
import threading

import pytest

from softphone.engine.aside import aside


async def test_what_comes_of_the_work_is_given_to_whoever_waits() -> None:
    def fails() -> None:
        raise OSError("no keyring")

    assert await aside(lambda: 7) == 7
    with pytest.raises(OSError, match="no keyring"):
        await aside(fails)


async def test_work_that_nobody_waits_for_any_more_does_not_keep_the_process() -> None:
    may_end = threading.Event()
    waiting = asyncio.ensure_future(aside(may_end.wait))
    await asyncio.sleep(0)
    (thread,) = [one for one in threading.enumerate() if one.name == "aside"]

    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert thread.daemon

    may_end.set()
    await asyncio.to_thread(thread.join)
