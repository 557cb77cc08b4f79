"""The figure that Salesforce stores, as its own connector was seen to compute it."""

import math

import pytest
from hypothesis import given, strategies as st

from softphone.quality.salesforce import Prediction, Sums, Told, cut


def mos_of(*told: Told) -> float:
    sums = Sums()
    for one in told:
        sums = sums.plus(one)
    return sums.mos()


@pytest.mark.parametrize(
    ("told", "mos"),
    [
        (Told(250), 4.4044),
        (Told(250, 250), 4.350),
        (Told(250, 0, 0, 1000), 0.990),
        (Told(250, 0, 0, 2000), 18.1),
    ],
)
def test_the_figures_that_were_seen_in_the_real_connector(told: Told, mos: float) -> None:
    assert mos_of(told) == pytest.approx(mos, abs=0.05 if mos > 5 else 0.0006)


def test_fractions_are_dropped() -> None:
    assert mos_of(Told(250.9, 0.9, 20.9, 100.9)) == mos_of(Told(250, 0, 20, 100))


def test_the_delay_counts_double_from_160_ms_on() -> None:
    """L = round trip + 2 x jitter buffer + 10: at 159 the first formula, at 160 the second."""
    assert mos_of(Told(1, 0, 0, 149)) == pytest.approx(formula(93.2 - 159 / 40))
    assert mos_of(Told(1, 0, 0, 150)) == pytest.approx(formula(93.2 - 4.0))
    assert mos_of(Told(1, 0, 50, 100)) == pytest.approx(formula(93.2 - 9.0))


def formula(r: float) -> float:
    return 1 + 0.035 * r + 0.000007 * r * (r - 60) * (100 - r)


def test_intervals_are_averaged_but_loss_is_a_ratio_of_sums() -> None:
    averaged = mos_of(Told(100, 10, 10, 40), Told(300, 10, 30, 80))

    assert averaged == pytest.approx(formula(93.2 - (60 + 2 * 20 + 10) / 40 - 2.5 * 20 / 400))


@pytest.mark.parametrize(
    ("value", "whole"),
    [(0, 0), (0.9, 0), (20.9, 20), (-3.0, 0), (math.nan, 0), (math.inf, 0), (2**31, -(2**31)), (2**32 + 5, 5)],
)
def test_numbers_are_cut_as_javascript_cuts_them(value: float, whole: int) -> None:
    assert cut(value) == whole


def test_the_worse_direction_is_the_figure_of_the_call() -> None:
    good, bad = Told(250), Told(250, 100, 100, 300)

    assert Prediction().plus(good, bad).mos() == mos_of(bad)
    assert Prediction().plus(bad, good).mos() == mos_of(bad)


def test_a_direction_that_was_never_told_does_not_count() -> None:
    assert Prediction().plus(None, Told(250)).mos() == mos_of(Told(250))
    assert Prediction().plus(Told(0, 5), Told(250)).mos() == mos_of(Told(250))


def test_a_call_of_which_nothing_is_known_has_the_figure_0() -> None:
    assert Prediction().mos() == 0
    assert Prediction().plus(Told(0), None).mos() == 0


@given(st.floats(0, 1), st.floats(0, 1))
def test_loss_is_hardly_seen(ratio: float, other: float) -> None:
    """Why people should look at the other figure: losing everything costs 0.06."""
    one, two = (mos_of(Told(1000, 1000 * share)) for share in (ratio, other))

    assert abs(one - two) < 0.06
