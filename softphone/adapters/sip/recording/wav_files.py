"""WAV files of 16-bit sound: making an unfinished one whole, and two mono ones into one stereo.

Plain file work in small pieces, for a worker thread: it must not hold the interpreter for long.
"""

import errno
import os
import struct
from array import array
from pathlib import Path

HEADER_BYTES = 44
SAMPLE_BYTES = 2
MOST_BYTES = 2**32 - 1
PIECE_SAMPLES = 8000
FULL_SCALE = 32767
_RIFF_LENGTH_AT, _RATE_AT, _BYTES_PER_S_AT, _DATA_LENGTH_AT = 4, 24, 28, 40


def is_whole(path: Path) -> bool:
    """Whether the header says what the file holds: its writer has closed it."""
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
        held = os.fstat(file.fileno()).st_size - HEADER_BYTES
    return len(header) == HEADER_BYTES and struct.unpack_from("<I", header, _DATA_LENGTH_AT)[0] == held


def make_whole(path: Path) -> None:
    """Write what the file holds into its header, so that every player takes it; the writer may go on meanwhile."""
    with path.open("r+b", buffering=0) as file:
        held = os.fstat(file.fileno()).st_size - HEADER_BYTES
        if held > 0:
            os.pwrite(file.fileno(), _length(held + HEADER_BYTES - 8), _RIFF_LENGTH_AT)
            os.pwrite(file.fileno(), _length(held), _DATA_LENGTH_AT)


def rate_of(path: Path) -> int:
    """Read the sample rate; 0 where there is none."""
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    return int(struct.unpack_from("<I", header, _RATE_AT)[0]) if len(header) == HEADER_BYTES else 0


def seconds_of(path: Path) -> float:
    """Say how long it plays; 0 where it is no sound that can be played."""
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
            held = os.fstat(file.fileno()).st_size - HEADER_BYTES
    except OSError:
        return 0.0
    if len(header) < HEADER_BYTES or header[:4] != b"RIFF":
        return 0.0
    bytes_per_s = struct.unpack_from("<I", header, _BYTES_PER_S_AT)[0]
    return max(0, held) / bytes_per_s if bytes_per_s else 0.0


def merge(left: Path, right: Path, into: Path, rate_hz: int) -> float:
    """Write two mono files as one stereo file; the shorter one is continued by silence. Answers with its seconds."""
    samples = max(_samples(left), _samples(right))
    with left.open("rb") as one, right.open("rb") as other, into.open("wb") as out:
        one.seek(HEADER_BYTES)
        other.seek(HEADER_BYTES)
        out.write(_stereo_header(samples, rate_hz))
        for start in range(0, samples, PIECE_SAMPLES):
            count = min(PIECE_SAMPLES, samples - start)
            both = array("h", bytes(2 * SAMPLE_BYTES * count))
            both[0::2] = _piece(one.read(SAMPLE_BYTES * count), count)
            both[1::2] = _piece(other.read(SAMPLE_BYTES * count), count)
            out.write(both.tobytes())
        out.flush()
        os.fsync(out.fileno())
    return samples / rate_hz if rate_hz else 0.0


def loudest(path: Path) -> float:
    """Find the loudest moment of a file, from 0 (nothing) to 1 (all there is)."""
    peak = 0
    with path.open("rb") as file:
        file.seek(HEADER_BYTES)
        while raw := file.read(SAMPLE_BYTES * PIECE_SAMPLES):
            samples = _piece(raw, len(raw) // SAMPLE_BYTES)
            peak = max(peak, max(samples, default=0), -min(samples, default=0))
    return min(1.0, peak / FULL_SCALE)


def _samples(path: Path) -> int:
    return max(0, path.stat().st_size - HEADER_BYTES) // SAMPLE_BYTES


def _piece(raw: bytes, count: int) -> "array[int]":
    return array("h", raw[: len(raw) // SAMPLE_BYTES * SAMPLE_BYTES].ljust(SAMPLE_BYTES * count, b"\0"))


def _length(count: int) -> bytes:
    """Write a length as the header has it: 4 GiB is more than it can say."""
    if count > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return struct.pack("<I", count)


def _stereo_header(samples: int, rate_hz: int) -> bytes:
    held = 2 * SAMPLE_BYTES * samples
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, rate_hz, 2 * SAMPLE_BYTES * rate_hz, 2 * SAMPLE_BYTES, 16)
    return b"RIFF" + _length(held + HEADER_BYTES - 8) + b"WAVE" + form + b"data" + _length(held)
