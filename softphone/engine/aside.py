"""A thread for one piece of work that may never end, such as asking a keyring that waits for its owner.

The event loop's own threads are for work that ends: the process waits for them before it goes, without any limit.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], T]) -> T:
    """Wait for a piece of work; whoever gives up waiting leaves it to itself."""
    outcome: Future[T] = Future()
    outcome.set_running_or_notify_cancel()
    threading.Thread(target=_do, args=(work, outcome), name="aside", daemon=True).start()
    return await asyncio.wrap_future(outcome)


def _do(work: Callable[[], T], outcome: "Future[T]") -> None:
    try:
        outcome.set_result(work())
    except Exception as error:  # noqa: BLE001 - whoever waits gets the error, whatever it is
        outcome.set_exception(error)
