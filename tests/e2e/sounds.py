"""Finds a tone among others in what somebody heard, however faint it is."""

import numpy as np

from tests.e2e.engine import Engine
from tests.peers import Sound

AUDIBLE_DBFS, STEADY_DBFS = -60.0, -40.0
BESIDE_HZ, PROMINENT_DB = 70, 22
"""A voice of 60 ms stands out from the frequencies beside it by this much; the crackle of one that is cut does not."""


def is_in(sound: Sound, hz: float) -> bool:
    """Whether a tone is in a sound anywhere: one window is enough."""
    return any(_is_heard(window, hz) for window in sound.windows())


def _is_heard(window: Sound, hz: float) -> bool:
    level = level_at(window, hz)
    beside = max(level_at(window, hz - BESIDE_HZ), level_at(window, hz + BESIDE_HZ))
    return level > AUDIBLE_DBFS and level > beside + PROMINENT_DB


def is_steady_in(sound: Sound, hz: float) -> bool:
    """Whether a tone is there most of the time, among other voices, whose packets may come late on a busy machine."""
    levels = [level_at(window, hz) for window in sound.windows()]
    return bool(levels) and float(np.median(levels)) > STEADY_DBFS


def level_at(sound: Sound, hz: float) -> float:
    """The level of one frequency."""
    time_s = np.arange(len(sound.samples)) / sound.rate
    window = np.hanning(len(sound.samples))
    found = abs(np.sum(sound.samples * window * np.exp(-2j * np.pi * hz * time_s))) / max(float(window.sum()), 1e-9)
    return 20 * float(np.log10(max(2 * found, 1e-9)))


def lately(engine: Engine, seconds: float = 0.8) -> Sound:
    """What an engine's loudspeaker file got last."""
    return engine.heard().between(-seconds)
