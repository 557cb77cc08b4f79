"""Follows the sound server's own notices, and tells when devices have come or gone and things have settled.

A server that dies takes its devices along; one that is started again brings them back.
"""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable

from softphone.adapters.sip.audio.sound_server import TOOL

SETTLE_S, COME_BACK_S, END_WITHIN_S = 0.3, 2.0, 2.0


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
        if self._due:
            self._due.cancel()
        if self._process:
            _end(self._process)

    def _follow(self, tool: str) -> None:
        while not self._is_stopped.is_set():
            with self._subscribed(tool) as process:
                self._process = process
                if self._is_stopped.is_set():  # while the tool was being started
                    process.terminate()
                for line in process.stdout or ():
                    if _is_about_a_device(line):
                        self._settle()
            self._settle()
            self._is_stopped.wait(COME_BACK_S)

    def _subscribed(self, tool: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # noqa: S603 - a fixed command of the desktop's own
            [tool, "subscribe"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )

    def _settle(self) -> None:
        if self._due:
            self._due.cancel()
        if not self._is_stopped.is_set():
            self._due = threading.Timer(SETTLE_S, self._changed)
            self._due.daemon = True
            self._due.start()


def _end(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(END_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _is_about_a_device(line: str) -> bool:
    is_device = " on sink #" in line or " on source #" in line
    return is_device and ("'new'" in line or "'remove'" in line)
