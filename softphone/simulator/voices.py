"""Sounds made by arithmetic: babble in the shape of speech, and tones. Pure; samples are floats, full scale is 1.

The babble has what a telephone and a listener react to: a pitch that rises and falls, vowels with their formants,
hissing consonants, pauses between phrases. It says nothing. Each voice is a number and always sounds the same.
"""

import math
from collections.abc import Iterator, Sequence
from random import Random

SPEECH_RATE_HZ = 8000
WIDE_RATE_HZ = 16000
NARROWEST_HZ = 3400
TONE_LEVEL = 0.3
PHRASES = 4
_PEAK = 0.5
_GLIDE_S = 0.04
_VOWELS = (
    (730, 1090, 2440),
    (530, 1840, 2480),
    (270, 2290, 3010),
    (570, 840, 2410),
    (300, 870, 2240),
    (490, 1350, 1690),
)
_BANDWIDTHS_HZ = (80, 100, 140)

Samples = Sequence[float]


def tone(frequency_hz: int) -> tuple[int, Samples]:
    """Make one second of a sine, which joins its own beginning; answers with the sampling rate, too."""
    rate = SPEECH_RATE_HZ if frequency_hz <= NARROWEST_HZ else WIDE_RATE_HZ
    turn = 2 * math.pi * frequency_hz / rate
    return rate, [TONE_LEVEL * math.sin(turn * index) for index in range(rate)]


def babble(voice: int) -> tuple[int, Samples]:
    """Make some seconds of a voice; answers with the sampling rate, too."""
    chance = Random(voice)  # noqa: S311 - a voice is no secret
    pitch_hz = chance.uniform(95, 215)
    samples: list[float] = []
    for _ in range(PHRASES):
        samples.extend(_phrase(chance, pitch_hz))
        samples.extend(_pause(chance.uniform(0.25, 0.8)))
    loudest = max(map(abs, samples))
    return SPEECH_RATE_HZ, [sample * _PEAK / loudest for sample in samples]


def _phrase(chance: Random, pitch_hz: float) -> Iterator[float]:
    """Speak some syllables whose pitch falls towards the end, as a statement's does."""
    syllables = chance.randint(5, 9)
    mouth = _Mouth()
    for number in range(syllables):
        fall = 1.12 - 0.3 * number / syllables
        if chance.random() < 0.4:
            yield from _hiss(chance, chance.uniform(0.04, 0.09))
        yield from _pause(chance.uniform(0.01, 0.04))
        yield from mouth.vowel(chance, chance.choice(_VOWELS), pitch_hz * fall, chance.uniform(0.11, 0.22))


class _Mouth:
    """Three resonances in a row; they keep ringing from one vowel into the next."""

    def __init__(self) -> None:
        self._tails = [[0.0, 0.0] for _ in _BANDWIDTHS_HZ]

    def vowel(self, chance: Random, formants: tuple[int, int, int], pitch_hz: float, seconds: float) -> Iterator[float]:
        """Send the pulses of the voice through the mouth."""
        filters = [_resonance(*pair) for pair in zip(formants, _BANDWIDTHS_HZ, strict=True)]
        count = round(seconds * SPEECH_RATE_HZ)
        phase = 0.0
        for index in range(count):
            phase += pitch_hz * (1 + 0.02 * math.sin(index * 0.004)) / SPEECH_RATE_HZ
            pulse = 1.0 if phase >= 1 else -0.02 + 0.02 * chance.random()
            phase %= 1
            yield self._resonate(filters, pulse) * _swell(index, count)

    def _resonate(self, filters: list[tuple[float, float, float]], sample: float) -> float:
        for (gain, near, far), tail in zip(filters, self._tails, strict=True):
            sample = gain * sample + near * tail[0] + far * tail[1]
            tail[1], tail[0] = tail[0], sample
        return sample


def _resonance(frequency_hz: float, bandwidth_hz: float) -> tuple[float, float, float]:
    """Give the coefficients of a two-pole filter that has gain 1 at frequency zero."""
    radius = math.exp(-math.pi * bandwidth_hz / SPEECH_RATE_HZ)
    near = 2 * radius * math.cos(2 * math.pi * frequency_hz / SPEECH_RATE_HZ)
    return 1 - near + radius * radius, near, -radius * radius


def _swell(index: int, count: int) -> float:
    """Let a syllable begin and end softly."""
    edge = _GLIDE_S * SPEECH_RATE_HZ
    return min(1.0, (index + 1) / edge, (count - index) / edge)


def _hiss(chance: Random, seconds: float) -> Iterator[float]:
    last = 0.0
    for _ in range(round(seconds * SPEECH_RATE_HZ)):
        fresh = chance.uniform(-1, 1)
        yield 0.02 * (fresh - last)
        last = fresh


def _pause(seconds: float) -> Iterator[float]:
    return (0.0 for _ in range(round(seconds * SPEECH_RATE_HZ)))
