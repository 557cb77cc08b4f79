"""Voices sound like somebody who speaks, tones like themselves."""

import wave
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from softphone.simulator.sound_files import file_of
from softphone.simulator.steps import SineTone, SoundFile, Speech
from softphone.simulator.voices import babble, tone
from tests.peers.tones import Sound
from tests.peers.wav import hear


@given(st.integers(20, 7000))
@settings(max_examples=20, deadline=None)
def test_a_tone_has_its_frequency_and_joins_its_own_beginning(frequency: int) -> None:
    rate, samples = tone(frequency)

    assert len(samples) == rate
    assert samples[0] == pytest.approx(0)
    assert frequency * 2 < rate


@given(st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_every_voice_speaks_for_some_seconds_with_pauses_and_without_clipping(voice: int) -> None:
    rate, samples = babble(voice)

    assert 3 < len(samples) / rate < 20
    assert max(map(abs, samples)) == pytest.approx(0.5)
    assert (rate, samples) == babble(voice)


def test_two_voices_differ() -> None:
    assert babble(1) != babble(2)


def test_a_sound_is_made_once_and_kept(tmp_path: Path) -> None:
    first = file_of(Speech(), 7, tmp_path)
    stamp = first.stat().st_mtime_ns

    assert file_of(Speech(), 7, tmp_path) == first
    assert first.stat().st_mtime_ns == stamp
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_a_made_voice_is_a_wav_that_is_heard_and_pauses(tmp_path: Path) -> None:
    sound: Sound = hear(file_of(Speech(), 7, tmp_path))

    assert not sound.is_silent()
    assert 0.5 < sound.silent_s() < sound.seconds / 2


def test_a_made_tone_is_heard_in_its_file(tmp_path: Path) -> None:
    assert hear(file_of(SineTone(440), 0, tmp_path)).dominant_hz() == pytest.approx(440, abs=2)


def test_a_sound_file_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "own.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))

    assert file_of(SoundFile(str(path)), 0, tmp_path) == path
    with pytest.raises(OSError, match="missing"):
        file_of(SoundFile(str(tmp_path / "missing.wav")), 0, tmp_path)
