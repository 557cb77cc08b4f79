"""Sends the latest of something that nobody adds up: what was not sent yet is replaced by what is true now.

Only to clients who have taken what they were sent before, so that a slow one gets less and nothing waits for it.
"""

import asyncio
from collections.abc import Callable, Iterable

from softphone.adapters.bridge.link import Link


class Latest:
    """One such thing, and who wants it."""

    def __init__(
        self,
        pause_s: float,
        wanting: Callable[[], list[Link]],
        write: Callable[[], bytes],
        send: Callable[[bytes, Iterable[Link]], None],
    ) -> None:
        self._pause_s = pause_s
        self._wanting = wanting
        self._write = write
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._due: asyncio.TimerHandle | None = None
        self._last_at = float("-inf")

    def changed(self) -> None:
        """See to it that all who want it get it soon."""
        if self._due is None and self._wanting():
            self._due = self._loop.call_at(max(self._loop.time(), self._last_at + self._pause_s), self._tell)

    def stop(self) -> None:
        """Tell nothing more."""
        if self._due is not None:
            self._due.cancel()

    def _tell(self) -> None:
        self._due = None
        self._last_at = self._loop.time()
        wanting = self._wanting()
        ready = [link for link in wanting if not link.waiting_bytes]
        if ready:
            self._send(self._write(), ready)
        if len(ready) < len(wanting):
            self.changed()
