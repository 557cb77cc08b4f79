"""The measuring of tones must be right before it may judge a phone."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from tests.peers import g711
from tests.peers.tones import Sound, joined, silence, tone, tone_wav, write_wav
from tests.peers.wav import hear, is_complete, read_wav, recorded

FREQUENCIES = st.integers(min_value=200, max_value=3400)


@given(frequency=FREQUENCIES, rate=st.sampled_from([8000, 16000, 48000]), level=st.floats(0.02, 1.0))
@settings(max_examples=60, deadline=None)
def test_a_tone_is_found_at_its_own_frequency(frequency: int, rate: int, level: float) -> None:
    sound = tone(frequency, 1.0, rate=rate, level=level)

    assert abs(sound.dominant_hz() - frequency) <= 2
    assert sound.hears(frequency, for_s=1.0)


@given(one=FREQUENCIES, other=FREQUENCIES)
@settings(max_examples=60, deadline=None)
def test_a_tone_is_not_found_at_another_frequency(one: int, other: int) -> None:
    if abs(one - other) < 100:
        return

    assert tone(one, 1.0).heard_s(other) == 0


def test_two_voices_at_once_are_both_heard() -> None:
    mixed = Sound(tone(440, 1.0).samples + tone(1200, 1.0).samples, 8000)

    assert mixed.hears(440)
    assert mixed.hears(1200)
    assert not mixed.hears(800, for_s=0.1)


def test_a_tone_is_heard_only_while_it_lasts() -> None:
    sound = joined(silence(1.0), tone(600, 0.5), silence(2.0))

    assert sound.heard_s(600) == pytest.approx(0.5)
    assert sound.silent_s() == pytest.approx(3.0)
    assert sound.between(0, 1).is_silent()
    assert sound.between(1, 1.5).dominant_hz() == pytest.approx(600, abs=5)
    assert sound.between(-1.0).is_silent()


def test_noise_is_neither_silence_nor_a_tone() -> None:
    noise = Sound(np.random.default_rng(1).normal(0, 0.1, 8000), 8000)

    assert not noise.is_silent()
    assert noise.heard_s(1000) == 0


def test_nothing_at_all_is_silent_and_has_no_tone() -> None:
    nothing = silence(0)

    assert nothing.is_silent()
    assert nothing.dominant_hz() == 0
    assert nothing.share_of(440) == 0


def test_a_wav_survives_the_disk(tmp_path: Path) -> None:
    left, right = tone(440, 0.5), tone(880, 0.5)

    found_left, found_right = read_wav(write_wav(tmp_path / "two.wav", left, right))

    assert np.abs(found_left.samples - left.samples).max() < 1e-3
    assert found_right.dominant_hz() == pytest.approx(880, abs=2)


def test_a_wav_that_is_still_being_written_is_read_but_not_complete(tmp_path: Path) -> None:
    raw = bytearray(tone_wav(tmp_path, 500, seconds=1).read_bytes())
    raw[4:8] = raw[40:44] = bytes(4)
    unfinished = tmp_path / "unfinished.wav"
    unfinished.write_bytes(raw)

    assert hear(unfinished).dominant_hz() == pytest.approx(500, abs=2)
    assert not is_complete(unfinished)


async def test_a_finished_wav_is_given_at_once(tmp_path: Path) -> None:
    (sound,) = await recorded(tone_wav(tmp_path, 500, seconds=1))

    assert sound.seconds == pytest.approx(1.0)


def test_what_is_no_wav_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(b"x" * 100)

    with pytest.raises(ValueError, match="no WAV"):
        read_wav(tmp_path / "x.wav")


@pytest.mark.parametrize(
    ("encode", "decode"),
    [(g711.linear_to_ulaw, g711.ulaw_to_linear), (g711.linear_to_alaw, g711.alaw_to_linear)],
)
def test_a_tone_survives_g711(encode: object, decode: object) -> None:
    assert callable(encode)
    assert callable(decode)
    original = tone(1000, 1.0)

    heard = Sound(decode(encode(original.samples)), 8000)

    assert heard.share_of(1000) > 0.99
    assert heard.level_dbfs == pytest.approx(original.level_dbfs, abs=0.3)


@pytest.mark.parametrize(("law", "silence_code"), [("ulaw", 0xFF), ("alaw", 0xD5)])
def test_the_code_for_silence_is_the_standards_own(law: str, silence_code: int) -> None:
    encode = getattr(g711, f"linear_to_{law}")

    assert encode(np.array([1e-6])) in (bytes([silence_code]), bytes([silence_code ^ 0x80]))
