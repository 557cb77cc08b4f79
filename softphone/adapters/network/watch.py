"""Tells, after things have settled, that the network is lost, is back, or is another one.

On Linux the kernel says when addresses or routes change, and a gap between the clock that sleeps and the one that does
not betrays that the machine was asleep. Elsewhere the routes are looked at every few seconds (not tried on Windows or
macOS).
"""

import asyncio
import contextlib
import socket
import sys
import time
from collections.abc import Callable
from enum import Enum, auto

from softphone.adapters.network.routes import ANYWHERE, routes

LOOK_EVERY_S = 5.0
SLEPT_AT_LEAST_S = 2.0
_CHANGES = 0x1 | 0x10 | 0x40 | 0x100 | 0x400  # RTMGRP_LINK, IPV4_IFADDR, IPV4_ROUTE, IPV6_IFADDR, IPV6_ROUTE


class Change(Enum):
    """What has become of the network."""

    LOST = auto()
    BACK = auto()
    """There is a network again, or another one, or the machine was asleep and may have missed something."""


class NetworkWatch:
    """Watches the ways to the peers that matter; `told` is called in the loop's thread."""

    def __init__(self, told: Callable[[Change], None], settle_s: float, hosts: tuple[str, ...] = ANYWHERE) -> None:
        self._told = told
        self._settle_s = settle_s
        self._hosts = hosts
        self._known = routes(hosts)
        self._slept_s = _slept_s()
        self._has_blinked = False
        self._kernel: socket.socket | None = None
        self._due: asyncio.TimerHandle | None = None

    @property
    def has_network(self) -> bool:
        """Whether there is a way to any of the peers."""
        return any(self._known)

    def start(self) -> None:
        """Begin to watch."""
        loop = asyncio.get_running_loop()
        self._kernel = _open_kernel_notices()
        if self._kernel:
            loop.add_reader(self._kernel, self._kernel_spoke, self._kernel)
        self._look_again(loop)

    def stop(self) -> None:
        """Stop watching."""
        if self._kernel:
            asyncio.get_running_loop().remove_reader(self._kernel)
            self._kernel.close()
            self._kernel = None
        if self._due:
            self._due.cancel()
            self._due = None

    def look(self) -> None:
        """Compare what is with what was."""
        now, slept_s = routes(self._hosts), _slept_s()
        was_asleep = slept_s - self._slept_s >= SLEPT_AT_LEAST_S
        may_have_missed_something = was_asleep or self._has_blinked
        if now != self._known or (may_have_missed_something and any(now)):
            self._told(Change.BACK if any(now) else Change.LOST)
        self._known, self._slept_s, self._has_blinked = now, slept_s, False

    def glance(self) -> None:
        """Remember what is different before things settle: an address that blinks may be in another network after."""
        self._has_blinked = self._has_blinked or routes(self._hosts) != self._known

    def _kernel_spoke(self, kernel: socket.socket) -> None:
        with contextlib.suppress(BlockingIOError):
            while kernel.recv(65536):
                pass
        self.glance()
        loop = asyncio.get_running_loop()
        if self._due:
            self._due.cancel()
        self._due = loop.call_later(self._settle_s, self._look_again, loop)

    def _look_again(self, loop: asyncio.AbstractEventLoop) -> None:
        self.look()
        self._due = loop.call_later(LOOK_EVERY_S, self._look_again, loop)


def _open_kernel_notices() -> socket.socket | None:
    if not sys.platform.startswith("linux"):
        return None
    kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_NONBLOCK, socket.NETLINK_ROUTE)
    try:
        kernel.bind((0, _CHANGES))
    except OSError:
        kernel.close()
        return None
    return kernel


def _slept_s() -> float:
    """How long this machine has been asleep since it started, where the system tells."""
    boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot_clock) - time.monotonic() if boot_clock is not None else 0.0
