"""Follows the sound server's own notices, and tells when devices have come or gone and things have settled.

A server that dies takes its devices along; one that is started again brings them back. Where there is none, it is
looked for less and less often: some machines have the tool and never a server.
"""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable

from softphone.adapters.sip.audio.sound_server import TOOL

SETTLE_S, END_WITHIN_S = 0.3, 2.0
STANDS_S = 1.0
"""A server is there if the tool follows for so long: without one it ends at once, with one it says nothing."""
COME_BACK_S, LONGEST_PAUSE_S = 2.0, 30.0


class HotPlug:
    """One thread that reads what the server says; `changed` is called in threads of its own."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._process: subprocess.Popen[str] | None = None
        self._due: threading.Timer | None = None
        self._is_stopped = threading.Event()
        self.is_started = False

    def start(self) -> None:
        """Begin to follow, if there is a tool to follow with."""
        self.is_started = True
        if tool := shutil.which(TOOL):
            threading.Thread(target=self._follow, args=(tool,), name="hot-plug", daemon=True).start()

    def stop(self) -> None:
        """Stop following."""
        self._is_stopped.set()
        self._forget_due()
        if self._process:
            _end(self._process)

    def _follow(self, tool: str) -> None:
        """Tell when a server goes, also one that was found just now, and when one that was away is followed again."""
        pause_s = 0.0
        while not self._is_stopped.wait(pause_s):
            began_at = time.monotonic()
            if pause_s:
                self._settle(STANDS_S)
            has_seen_devices = self._listen(tool)
            if has_seen_devices or not pause_s or time.monotonic() - began_at >= STANDS_S:
                self._settle()
                pause_s = COME_BACK_S
            else:
                self._forget_due()
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    def _listen(self, tool: str) -> bool:
        """Follow until the server goes; answers whether devices came or went."""
        has_seen_devices = False
        with self._subscribed(tool) as process:
            self._process = process
            if self._is_stopped.is_set():  # while the tool was being started
                process.terminate()
            for line in process.stdout or ():
                if _is_about_a_device(line):
                    has_seen_devices = True
                    self._settle()
        return has_seen_devices

    def _subscribed(self, tool: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # noqa: S603 - a fixed command of the desktop's own
            [tool, "subscribe"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )

    def _settle(self, after_s: float = SETTLE_S) -> None:
        self._forget_due()
        if not self._is_stopped.is_set():
            self._due = threading.Timer(after_s, self._changed)
            self._due.daemon = True
            self._due.start()

    def _forget_due(self) -> None:
        if self._due:
            self._due.cancel()


def _end(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(END_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _is_about_a_device(line: str) -> bool:
    is_device = " on sink #" in line or " on source #" in line
    return is_device and ("'new'" in line or "'remove'" in line)
