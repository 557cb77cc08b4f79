"""Proof of audio: makes tones, and finds them again in what somebody heard.

A speaker gets a tone that nobody else in the test has. A listener's recording is cut into short windows, and in each
the share of the energy at that frequency is measured: a voice that arrives has nearly all of it, silence, noise and
other voices have next to none. It knows nothing of SIP.
"""

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float64]

WINDOW_S = 0.1
SHARE = 0.4
SILENCE_DBFS = -50.0
HALF_WIDTH_HZ = 25.0


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of audio; full scale is 1."""

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / self.rate

    @property
    def level_dbfs(self) -> float:
        """The level of the whole of it, relative to a full-scale square wave."""
        return _level_dbfs(self.samples)

    def between(self, start_s: float, end_s: float | None = None) -> "Sound":
        """Cut a piece out; a negative start counts from the end."""
        first = int(start_s * self.rate)
        last = None if end_s is None else int(end_s * self.rate)
        return Sound(self.samples[first:last], self.rate)

    def windows(self) -> list["Sound"]:
        """Cut it into windows of 0.1 s."""
        size = int(WINDOW_S * self.rate)
        return [Sound(self.samples[at : at + size], self.rate) for at in range(0, len(self.samples) - size + 1, size)]

    def share_of(self, frequency_hz: float) -> float:
        """Tell which share of the energy lies at this frequency."""
        spectrum, frequencies = self._spectrum()
        total = float(spectrum.sum())
        near = np.abs(frequencies - frequency_hz) <= max(HALF_WIDTH_HZ, 2.0 / max(self.seconds, 1e-9))
        return float(spectrum[near].sum()) / total if total > 0 else 0.0

    def dominant_hz(self) -> float:
        """Give the strongest frequency; 0 for silence."""
        if self.is_silent():
            return 0.0
        spectrum, frequencies = self._spectrum()
        return float(frequencies[int(spectrum.argmax())])

    def is_silent(self, below_dbfs: float = SILENCE_DBFS) -> bool:
        """Tell whether nothing is to be heard."""
        return self.level_dbfs < below_dbfs

    def heard_s(self, frequency_hz: float, share: float = SHARE) -> float:
        """Tell for how many seconds this tone was there, loud enough and not drowned."""
        heard = [not w.is_silent() and w.share_of(frequency_hz) >= share for w in self.windows()]
        return sum(heard) * WINDOW_S

    def silent_s(self) -> float:
        """Tell for how many seconds nothing was to be heard."""
        return sum(window.is_silent() for window in self.windows()) * WINDOW_S

    def hears(self, frequency_hz: float, for_s: float = 1.0, share: float = SHARE) -> bool:
        """Tell whether this tone was heard for at least `for_s` seconds altogether."""
        return self.heard_s(frequency_hz, share) + 1e-9 >= for_s

    def _spectrum(self) -> tuple[Samples, Samples]:
        if len(self.samples) == 0:
            return np.zeros(1), np.zeros(1)
        weighted = (self.samples - self.samples.mean()) * np.hanning(len(self.samples))
        energies = np.asarray(np.abs(np.fft.rfft(weighted)) ** 2, dtype=np.float64)
        return energies, np.asarray(np.fft.rfftfreq(len(weighted), 1 / self.rate), dtype=np.float64)


def tone(frequency_hz: float, seconds: float, *, rate: int = 8000, level: float = 0.3) -> Sound:
    """Make a sine of this frequency and amplitude."""
    time_s = np.arange(round(seconds * rate)) / rate
    return Sound(level * np.sin(2 * np.pi * frequency_hz * time_s), rate)


def silence(seconds: float, *, rate: int = 8000) -> Sound:
    """Make digital silence."""
    return Sound(np.zeros(round(seconds * rate)), rate)


def joined(*pieces: Sound) -> Sound:
    """Put sounds of one rate one after the other."""
    return Sound(np.concatenate([piece.samples for piece in pieces]), pieces[0].rate)


def write_wav(path: Path, *channels: Sound) -> Path:
    """Write 16-bit PCM, one channel per sound."""
    frames = np.stack([channel.samples for channel in channels], axis=1)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(len(channels))
        out.setsampwidth(2)
        out.setframerate(channels[0].rate)
        out.writeframes((np.clip(frames, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def tone_wav(folder: Path, frequency_hz: float, *, seconds: float = 60.0, rate: int = 8000, channels: int = 1) -> Path:
    """Write a WAV file of one tone and give its path."""
    sound = tone(frequency_hz, seconds, rate=rate)
    return write_wav(folder / f"tone-{frequency_hz:g}hz-{rate}.wav", *([sound] * channels))


def _level_dbfs(samples: Samples) -> float:
    if len(samples) == 0:
        return -np.inf
    mean = float(np.mean(samples**2))
    return 10 * float(np.log10(mean)) if mean > 0 else -np.inf
