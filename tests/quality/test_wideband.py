"""The wideband E-model against figures that others have published."""

from dataclasses import replace

import pytest

from softphone.quality import opinion
from softphone.quality.transmission import DEFAULTS
from softphone.quality.wideband import on_common_scale, rate


def mos_of(impairment: float) -> float:
    return opinion.mos(on_common_scale(129 - impairment))


@pytest.mark.parametrize(
    ("impairment", "mos"),
    [(0, 4.5), (1, 4.4940), (3, 4.48), (5, 4.46), (7, 4.43), (8, 4.4206), (10, 4.39), (13, 4.3371), (41, 3.5123)],
)
def test_the_modes_of_g_722_2_are_rated_as_published(impairment: float, mos: float) -> None:
    """Opinions that another program publishes for the Ie,WB in G.113 (09/2024), table IV.1, by G.107.1's annex A."""
    assert mos_of(impairment) == pytest.approx(mos, abs=0.005)


def test_loss_is_weighed_against_95_as_on_narrow_band() -> None:
    """G.722.2 at 12.65 kbit/s with 2 % loss: Ie,eff = 43.8095 and an opinion of 3.4062, as published."""
    way = replace(DEFAULTS, equipment_impairment=20, loss_robustness=4.3, loss_percent=2)

    assert rate(way).equipment == pytest.approx(43.8095, abs=1e-4)
    assert mos_of(rate(way).equipment) == pytest.approx(3.4062, abs=5e-4)


@pytest.mark.parametrize(
    ("delay_ms", "talker_echo", "listener_echo", "pure_delay"),
    [(0, 0, 0.153685, 0), (50, 0.092907, 0.652075, 0), (150, 0.355448, 1.012266, 0.210955)],
)
def test_delay_costs_what_another_program_says(
    delay_ms: float, talker_echo: float, listener_echo: float, pure_delay: float
) -> None:
    """Figures of an independent, published implementation of G.107.1 (06/2019)."""
    rating = rate(DEFAULTS.delayed(delay_ms))

    assert rating.talker_echo == pytest.approx(talker_echo, abs=1e-5)
    assert rating.listener_echo == pytest.approx(listener_echo, abs=1e-5)
    assert rating.pure_delay == pytest.approx(pure_delay, abs=1e-5)


def test_a_clean_wideband_connection_is_better_than_narrow_band_can_be() -> None:
    assert on_common_scale(rate(DEFAULTS).r) > 99
    assert rate(replace(DEFAULTS, advantage=-29)).r == pytest.approx(rate(DEFAULTS).r - 29)
