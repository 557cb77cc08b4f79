"""A sound card for one test that is a room: what the loudspeaker plays is heard by the microphone, softer and later."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

NAME = "room"
HUM_HZ, HUMS_AFTER_S = 440, 9
"""What somebody in the room hums, after a while."""
_SOURCE = Path(__file__).with_name("room.c")


def build_room(folder: Path) -> dict[str, str]:
    """Build the card; programs with this environment see it, and no sound server."""
    compiler = shutil.which("gcc")
    if compiler is None or not Path("/usr/include/alsa/pcm_ioplug.h").exists():
        pytest.skip("a compiler or ALSA's headers cannot be had here")
    library = folder / "libasound_module_pcm_room.so"
    flags = ["-shared", "-fPIC", "-DPIC", "-O2", "-Wall", "-Wextra", "-Werror"]
    subprocess.run([compiler, *flags, "-o", str(library), str(_SOURCE), "-lasound", "-lm"], check=True, timeout=60)
    hint = f'hint {{ show on description "{NAME}" }}'
    config = f'pcm_type.{NAME} {{ lib "{library}" }}\npcm.{NAME} {{ type {NAME} {hint} }}\n'
    (folder / ".asoundrc").write_text(config)
    return {"HOME": str(folder), "PULSE_SERVER": f"unix:{folder / 'absent'}", "PATH": os.environ["PATH"]}
