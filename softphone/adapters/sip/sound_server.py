"""What the desktop's sound server (PulseAudio, PipeWire) has plugged in, by asking its own tool; and when that changes.

For worker threads: a server that hangs must not hold up a call.
"""

import json
import logging
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from typing import Any

from softphone.adapters.sip.sound_devices import DEFAULT, SoundDevice

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 2.0
SETTLE_S = 0.3
TOOL = "pactl"


def plugged_in() -> tuple[SoundDevice, ...] | None:
    """List the server's devices, the default one first; None without a server, or without its tool."""
    sinks, sources = _listed("sinks"), _listed("sources")
    if sinks is None or sources is None:
        return None
    default = SoundDevice(DEFAULT, "Default", is_input=bool(sources), is_output=bool(sinks))
    outputs = (_device(sink, is_input=False) for sink in sinks)
    inputs = (_device(source, is_input=True) for source in sources)
    return (default, *outputs, *inputs)


def _listed(kind: str) -> list[dict[str, Any]] | None:
    tool = shutil.which(TOOL)
    if tool is None:
        return None
    try:
        asked = subprocess.run(  # noqa: S603 - a fixed command of the desktop's own
            [tool, "--format=json", "list", kind],
            capture_output=True,
            check=True,
            timeout=ANSWER_WITHIN_S,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        found = json.loads(asked.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        log.info("the sound server does not say what is plugged in: %s", error)
        return None
    return [entry for entry in found if isinstance(entry, dict) and entry.get("name")]


def _device(entry: dict[str, Any], *, is_input: bool) -> SoundDevice:
    return SoundDevice(
        identity=str(entry["name"]),
        description=str(entry.get("description") or entry["name"]),
        is_input=is_input,
        is_output=not is_input,
        is_monitor=is_input and bool(entry.get("monitor_source")),
    )


class HotPlug:
    """Follows the server's own notices, and tells when devices have come or gone and things have settled."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._process: subprocess.Popen[str] | None = None
        self._due: threading.Timer | None = None
        self._is_stopped = False

    def start(self) -> None:
        """Begin to follow, if there is a server."""
        tool = shutil.which(TOOL)
        if tool is None:
            return
        self._process = subprocess.Popen(  # noqa: S603 - as above
            [tool, "subscribe"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        threading.Thread(target=self._follow, args=(self._process,), name="sound-devices", daemon=True).start()

    def stop(self) -> None:
        """Stop following."""
        self._is_stopped = True
        if self._due:
            self._due.cancel()
        if self._process:
            self._process.terminate()
            self._process.wait(ANSWER_WITHIN_S)

    def _follow(self, process: "subprocess.Popen[str]") -> None:
        for line in process.stdout or ():
            is_device = " on sink #" in line or " on source #" in line
            if is_device and ("'new'" in line or "'remove'" in line) and not self._is_stopped:
                self._settle()

    def _settle(self) -> None:
        if self._due:
            self._due.cancel()
        self._due = threading.Timer(SETTLE_S, self._changed)
        self._due.daemon = True
        self._due.start()
