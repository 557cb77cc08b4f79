"""A tone is found where somebody speaks it, and not in the crackle of another voice."""

import numpy as np

from tests.e2e.sounds import is_in
from tests.peers.tones import Sound, tone

RATE = 8000


def cut(sound: Sound, seed: int) -> Sound:
    """Take pieces out, as packets that come late do."""
    samples = sound.samples.copy()
    chance = np.random.default_rng(seed)
    for at in chance.integers(0, len(samples) - 400, 10):
        samples[at : at + chance.integers(20, 400)] = 0
    return Sound(samples, sound.rate)


def test_a_voice_that_is_cut_does_not_sound_like_others() -> None:
    assert not any(is_in(cut(tone(440, 3.0), seed), hz) for seed in range(20) for hz in (660, 900, 1300))


def test_a_short_word_beside_a_voice_that_is_cut_is_heard() -> None:
    voice = cut(tone(440, 3.0), 1)
    word = tone(660, 0.1).samples
    voice.samples[8000 : 8000 + len(word)] += word

    assert is_in(voice, 660)


def test_a_faint_voice_is_heard() -> None:
    assert is_in(Sound(tone(660, 1.0).samples / 200, RATE), 660)
