"""Sends whole recordings, however long they are, without holding them in memory or keeping the event loop busy.

The library below us answers a request with one piece of bytes, within seconds. So a download takes the socket over: it
holds it a second time, lets the event loop let go of its own hold, and sends from a thread of its own. Nobody who reads
slowly, or not at all, holds up anything but the few places that there are for downloads.
"""

import asyncio
import contextlib
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MOST_AT_ONCE = 4
PATIENCE_S = 30.0
"""How long a reader may take nothing at all."""
GOODBYE_S = 2.0


class Downloads:
    """The downloads under way."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="download")
        self._under_way: set[socket.socket] = set()

    @property
    def is_full(self) -> bool:
        """Whether all places are taken."""
        return len(self._under_way) >= MOST_AT_ONCE

    def begin(self, transport: asyncio.Transport, head: bytes, file: Path) -> None:
        """Take the socket over and send head and file on it. The transport is of no further use."""
        taken: socket.socket = transport.get_extra_info("socket").dup()
        transport.abort()
        self._under_way.add(taken)
        loop = asyncio.get_running_loop()
        sending = loop.run_in_executor(self._threads, _send, taken, head, file)
        sending.add_done_callback(lambda _: self._under_way.discard(taken))

    def stop(self) -> None:
        """Break all downloads off."""
        for one in self._under_way:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._threads.shutdown(wait=False)


def _send(taken: socket.socket, head: bytes, file: Path) -> None:
    """Send it all, and wait until it has been taken. For download threads."""
    with taken, contextlib.suppress(OSError), file.open("rb") as recording:
        taken.settimeout(PATIENCE_S)
        taken.sendall(head)
        taken.sendfile(recording)
        taken.shutdown(socket.SHUT_WR)
        taken.settimeout(GOODBYE_S)
        while taken.recv(1024):
            pass
