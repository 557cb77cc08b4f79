"""What people would say, against the table in annex B of G.107."""

import pytest
from hypothesis import given, strategies as st

from softphone.quality.opinion import good_or_better_percent, mos, poor_or_worse_percent


@pytest.mark.parametrize(
    ("r", "opinion", "good", "poor"),
    [(90, 4.34, 97, 0), (80, 4.03, 89, 1), (70, 3.60, 73, 6), (60, 3.10, 50, 17), (50, 2.58, 27, 38)],
)
def test_ratings_mean_what_the_table_says(r: float, opinion: float, good: float, poor: float) -> None:
    """G.107, table B.1 (which says "about 0" where the formula gives less than 2 %)."""
    assert mos(r) == pytest.approx(opinion, abs=0.0061)
    assert good_or_better_percent(r) == pytest.approx(good, abs=0.6)
    assert poor_or_worse_percent(r) == pytest.approx(poor, abs=0.6)


@pytest.mark.parametrize(("r", "opinion"), [(-5, 1), (0, 1), (3, 1), (6.4, 1), (100, 4.5), (129, 4.5)])
def test_opinions_have_bounds(r: float, opinion: float) -> None:
    assert mos(r) == opinion


@given(st.floats(-50, 150), st.floats(0, 100))
def test_a_better_rating_is_never_a_worse_opinion(r: float, more: float) -> None:
    assert 1 <= mos(r) <= mos(r + more) + 1e-9 <= 4.5 + 1e-8
    assert 0 <= good_or_better_percent(r) <= good_or_better_percent(r + more) <= 100
    assert 100 >= poor_or_worse_percent(r) >= poor_or_worse_percent(r + more) >= 0
