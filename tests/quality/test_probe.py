"""What is found of the sweeps in a recording, for recordings of which everything is known."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings, strategies as st

from softphone.quality.correlation import Pattern
from softphone.quality.probe import RATE, Heard, heard_in, one_period

LATE = 137


def recording(delay_ms: float, gain: float, *, sweeps: int = 3, noise: float = 0.0, missing: int = 0) -> list[float]:
    """What is heard of some sweeps, the last `missing` of which did not come back."""
    said = [*[0.0] * LATE, *one_period() * sweeps]
    chance, late = random.Random(7), round(delay_ms * RATE / 1000)
    came_back = [*[0.0] * late, *said[: len(said) - missing * len(one_period())], *[0.0] * len(said)]
    return [one + gain * other + chance.gauss(0, noise) for one, other in zip(said, came_back, strict=False)]


def found(samples: Sequence[float]) -> Heard:
    heard = heard_in(samples)
    assert heard is not None
    return heard


@pytest.mark.parametrize(("delay_ms", "gain"), [(5, 1.0), (25, 1.5), (60, -0.8), (119, 1.0), (1450, 0.1)])
def test_delay_and_level_of_an_echo_are_found(delay_ms: float, gain: float) -> None:
    heard = found(recording(delay_ms, gain))

    assert len(heard.echoes) == heard.said == 2
    assert heard.delay_ms == pytest.approx(delay_ms, abs=0.2)
    assert 10 ** (heard.gain_db / 20) == pytest.approx(abs(gain), rel=0.05)


@settings(max_examples=5, deadline=None)
@given(delay_ms=st.floats(5, 1470), gain=st.floats(0.1, 2))
def test_every_delay_is_found_to_the_sample(delay_ms: float, gain: float) -> None:
    heard = found(recording(delay_ms, gain, sweeps=2))

    assert heard.delay_ms == pytest.approx(delay_ms, abs=0.13)


def test_an_echo_is_found_in_noise_and_the_noise_is_measured() -> None:
    heard = found(recording(180, 0.5, noise=0.03))

    assert heard.delay_ms == pytest.approx(180, abs=0.3)
    assert heard.noise_dbfs == pytest.approx(-30.5, abs=0.5)


def test_silence_between_the_sweeps_is_silence() -> None:
    assert found(recording(180, 0.5)).noise_dbfs <= -99


def test_where_nothing_comes_back_there_is_no_echo() -> None:
    heard = found(recording(180, 0.0, noise=0.001))

    assert (heard.said, heard.echoes, heard.delay_ms) == (2, (), 0)


def test_sweeps_that_did_not_come_back_are_missed() -> None:
    heard = found(recording(180, 0.5, sweeps=4, missing=2))

    assert (heard.said, len(heard.echoes)) == (3, 2)


def test_where_nothing_was_said_nothing_is_found() -> None:
    assert heard_in([0.0] * 3 * len(one_period())) is None
    assert heard_in([]) is None


@given(st.lists(st.floats(-1, 1), min_size=8, max_size=40), st.integers(0, 50))
def test_a_pattern_is_found_where_it_is(pattern: list[float], place: int) -> None:
    """Against the sum of products that correlation is."""
    energy = sum(value * value for value in pattern)
    if energy < 1e-3:
        return
    samples = [*[0.0] * place, *pattern, *[0.0] * 10]
    gains = Pattern(pattern, len(samples)).gains(samples)

    for start, gain in enumerate(gains):
        products = sum(one * other for one, other in zip(samples[start:], pattern, strict=False))
        assert gain == pytest.approx(products / energy, abs=1e-6)
