"""Bounded waiting on conditions: tests never sleep and hope."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

POLL_S = 0.02


class TooLate(AssertionError):
    """Something that had to happen did not happen in time."""


async def until(condition: Callable[[], T], what: str, *, within_s: float = 10.0) -> T:
    """Wait until `condition()` is true and give its value back; fail with `what` when it takes too long."""
    deadline = time.monotonic() + within_s
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TooLate(f"{what}: not within {within_s:g} s")
        await asyncio.sleep(POLL_S)
    return value


async def staying(condition: Callable[[], object], what: str, *, for_s: float) -> None:
    """Watch that `condition()` stays true for a while, for things that must not happen."""
    deadline = time.monotonic() + for_s
    while time.monotonic() < deadline:
        if not condition():
            raise AssertionError(f"{what}: it did not stay so for {for_s:g} s")
        await asyncio.sleep(POLL_S)
