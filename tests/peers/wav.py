"""Reads WAV files as peers leave them: also unfinished ones whose header still says zero, mu-law and A-law ones."""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.peers import g711
from tests.peers.tones import Samples, Sound
from tests.peers.waiting import until

PCM, ALAW, ULAW, EXTENSIBLE = 1, 6, 7, 0xFFFE
HEADER_BYTES = 8


@dataclass(frozen=True, slots=True)
class _Format:
    tag: int
    channels: int
    rate: int
    bits: int


def read_wav(path: Path) -> list[Sound]:
    """Read all channels; what a header does not cover yet is read to the end of the file."""
    raw = path.read_bytes()
    chunks = dict(_chunks(raw))
    if b"fmt " not in chunks:
        raise ValueError(f"{path} is no WAV file")
    tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", chunks[b"fmt "][:16])
    samples = _decode(chunks.get(b"data", b""), _Format(tag, channels, rate, bits))
    whole = samples[: len(samples) // channels * channels].reshape(-1, channels)
    return [Sound(whole[:, index], rate) for index in range(channels)]


def hear(path: Path) -> Sound:
    """Read the only channel of a WAV file."""
    (sound,) = read_wav(path)
    return sound


def is_complete(path: Path) -> bool:
    """Tell whether the header covers the whole file, which recorders write last."""
    if not path.exists() or path.stat().st_size < 44:
        return False
    raw = path.read_bytes()
    riff_ends = struct.unpack("<I", raw[4:8])[0] + HEADER_BYTES
    data_bytes = len(dict(_chunks(raw)).get(b"data", b""))
    return data_bytes > 0 and riff_ends == len(raw)


async def recorded(path: Path, *, within_s: float = 5.0) -> list[Sound]:
    """Wait until a recording is complete, and read it."""
    await until(lambda: is_complete(path), f"{path} is complete", within_s=within_s)
    return read_wav(path)


def _chunks(raw: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 12
    while at + HEADER_BYTES <= len(raw):
        name, size = raw[at : at + 4], struct.unpack("<I", raw[at + 4 : at + 8])[0]
        start = at + HEADER_BYTES
        if name == b"data" and (size == 0 or start + size > len(raw)):
            size = len(raw) - start
        found.append((name, raw[start : start + size]))
        at = start + size + size % 2
    return found


def _decode(data: bytes, how: _Format) -> Samples:
    if how.tag == ULAW:
        return g711.ulaw_to_linear(data)
    if how.tag == ALAW:
        return g711.alaw_to_linear(data)
    if how.tag in {PCM, EXTENSIBLE} and how.bits == 16:
        return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float64) / 32768
    raise ValueError(f"a WAV of {how} is not understood")
