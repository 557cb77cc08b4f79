"""Keeps the sounds that parties speak as WAV files, made when first needed. Knows nothing of calls.

A file's name tells what is in it, and files appear whole: several parties may make the same one at once.
"""

import os
import sys
import tempfile
import wave
from array import array
from pathlib import Path

import platformdirs

from softphone.simulator.steps import SineTone, Sound, SoundFile, Speech
from softphone.simulator.voices import Samples, babble, tone

EDITION = 1
"""Goes up when `voices` changes, so that nobody hears an old file."""


def default_folder() -> Path:
    """Name the folder where made sounds are kept from one run to the next."""
    return platformdirs.user_cache_path("softphone") / "voices"


def file_of(sound: Sound, voice: int, folder: Path) -> Path:
    """Give the WAV file of a sound; it is made if it is not there. Raises OSError where it cannot be."""
    match sound:
        case SoundFile(path=path):
            return Path(path).expanduser().resolve(strict=True)
        case Speech():
            made = folder / f"speech-{EDITION}-{voice}.wav"
            return made if made.exists() else _write(made, *babble(voice))
        case SineTone(frequency_hz=frequency):
            made = folder / f"tone-{EDITION}-{frequency}.wav"
            return made if made.exists() else _write(made, *tone(frequency))


def _write(path: Path, rate: int, samples: Samples) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".wav")
    with os.fdopen(handle, "wb") as file, wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(_pcm(samples))
    return Path(unfinished).replace(path)


def _pcm(samples: Samples) -> bytes:
    """Turn samples into 16-bit PCM, low byte first."""
    whole = array("h", (round(max(-1.0, min(1.0, sample)) * 32767) for sample in samples))
    if sys.byteorder == "big":
        whole.byteswap()
    return whole.tobytes()
