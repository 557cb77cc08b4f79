"""What the desktop's sound server (PulseAudio, PipeWire) has plugged in, by asking its own tool.

For worker threads: a server that hangs must not hold up a call.
"""

import json
import logging
import os
import shutil
import subprocess
from typing import Any

from softphone.adapters.sip.audio.sound_devices import DEFAULT, SoundDevice

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 2.0
TOOL = "pactl"


def plugged_in() -> tuple[SoundDevice, ...] | None:
    """List the server's devices, the default one first; None without a server, or without its tool."""
    sinks = _listed("sinks")
    sources = None if sinks is None else _listed("sources")
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
