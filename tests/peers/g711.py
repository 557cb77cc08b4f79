"""G.711: mu-law and A-law bytes to samples and back, by tables made from the definition."""

import numpy as np
from numpy.typing import NDArray

from tests.peers.tones import Samples


def _ulaw_value(code: int) -> int:
    code = ~code & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)
    return 0x84 - magnitude if code & 0x80 else magnitude - 0x84


def _alaw_value(code: int) -> int:
    code ^= 0x55
    segment = (code & 0x70) >> 4
    magnitude = ((code & 0x0F) << 4) + (8 if segment == 0 else 0x108)
    magnitude <<= max(segment - 1, 0)
    return magnitude if code & 0x80 else -magnitude


_ULAW = np.array([_ulaw_value(code) for code in range(256)], dtype=np.float64) / 32768
_ALAW = np.array([_alaw_value(code) for code in range(256)], dtype=np.float64) / 32768


def ulaw_to_linear(codes: bytes) -> Samples:
    """Decode mu-law; full scale is 1."""
    return _ULAW[np.frombuffer(codes, np.uint8)]


def alaw_to_linear(codes: bytes) -> Samples:
    """Decode A-law; full scale is 1."""
    return _ALAW[np.frombuffer(codes, np.uint8)]


def linear_to_ulaw(samples: Samples) -> bytes:
    """Encode to the nearest mu-law code."""
    return _nearest(samples, _ULAW)


def linear_to_alaw(samples: Samples) -> bytes:
    """Encode to the nearest A-law code."""
    return _nearest(samples, _ALAW)


def _nearest(samples: Samples, table: Samples) -> bytes:
    order = np.argsort(table, kind="stable")
    middles = (table[order][1:] + table[order][:-1]) / 2
    codes: NDArray[np.intp] = order[np.searchsorted(middles, samples)]
    return codes.astype(np.uint8).tobytes()
