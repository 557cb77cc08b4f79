"""Ports for peers, handed out so that two test processes never get the same one.

Asking the kernel for a free port and closing it again is a race. Here a process locks a block of ports with a lock
file, below the range that the kernel gives to outgoing sockets, and hands each port of its blocks out once; a port
that somebody else holds anyway is passed over.
"""

import fcntl
import os
import socket
import tempfile
from pathlib import Path
from typing import IO

MOST_BLOCKS = 12
"""Others want some, too: whoever has so many begins again with the first."""
FIRST, LAST, BLOCK = 14_000, 31_900, 100
LOOPBACK = "127.0.0.1"


class Ports:
    """Hands out loopback ports of blocks that this process has locked."""

    def __init__(self) -> None:
        self._locks: dict[int, IO[str]] = {}
        self._left: list[int] = []

    def one(self) -> int:
        """Give one port that is free for UDP and TCP, with the next one free as well."""
        return self.several(2)[0]

    def several(self, count: int) -> range:
        """Give `count` neighbouring free ports, the first one even, as RTP likes it."""
        wanted = count + count % 2
        while True:
            if len(self._left) < wanted:
                self._left = self._next_block()
            found, self._left = self._left[:wanted], self._left[wanted:]
            if all(_is_free(port) for port in found):
                return range(found[0], found[0] + count)

    def close(self) -> None:
        """Unlock all blocks; for the end of the test process."""
        for lock in self._locks.values():
            lock.close()
        self._locks.clear()
        self._left.clear()

    def _next_block(self) -> list[int]:
        if len(self._locks) < MOST_BLOCKS:
            first = self._lock_block()
        else:
            first = next(iter(self._locks))
            self._locks[first] = self._locks.pop(first)  # the oldest becomes the newest
        return list(range(first, first + BLOCK))

    def _lock_block(self) -> int:
        folder = Path(tempfile.gettempdir()) / f"softphone-test-ports-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        blocks = list(range(FIRST, LAST, BLOCK))
        start = os.getpid() % len(blocks)
        for first in blocks[start:] + blocks[:start]:
            lock = (folder / str(first)).open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                lock.close()
            else:
                self._locks[first] = lock
                return first
        raise RuntimeError("every block of test ports is locked")


def _is_free(port: int) -> bool:
    try:
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            with socket.socket(socket.AF_INET, kind) as probe:
                if kind is socket.SOCK_STREAM:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((LOOPBACK, port))
    except OSError:
        return False
    return True
