"""The narrow-band E-model against figures that others have published, and laws that it has to keep."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, strategies as st

from softphone.quality import opinion
from softphone.quality.emodel import rate
from softphone.quality.transmission import (
    DEFAULTS,
    LOW_SENSITIVITY,
    VERY_LOW_SENSITIVITY,
    DelaySensitivity,
    Transmission,
)


def test_a_connection_with_all_defaults_is_rated_93_2() -> None:
    """G.107, clause 7.7, and annex B for the opinion."""
    r = rate(DEFAULTS).r

    assert round(r, 1) == 93.2
    assert round(opinion.mos(r), 2) == 4.41


def test_the_parts_of_the_default_rating_are_those_of_other_programs() -> None:
    """Two published programs for G.107 (2015) print R = 93.206208; one prints the parts."""
    rating = rate(DEFAULTS)

    assert rating.r == pytest.approx(93.206208, abs=1e-6)
    assert rating.signal_to_noise == pytest.approx(94.768822, abs=1e-6)
    assert rating.simultaneous == pytest.approx(1.413568, abs=1e-6)
    assert rating.listener_echo == pytest.approx(0.149046, abs=1e-6)
    assert (rating.talker_echo, rating.pure_delay, rating.equipment) == (0, 0, 0)


@pytest.mark.parametrize(
    ("delay_ms", "talker_echo", "listener_echo", "pure_delay", "r", "mos"),
    [
        (100, 1.963791, 0.727733, 0, 90.663730, 4.354920),
        (150, 2.811844, 0.840747, 0.163531, 89.539132, 4.327546),
        (250, 4.242856, 1.018587, 8.916710, 79.177101, 3.992519),
    ],
)
def test_delay_costs_what_another_program_says(
    delay_ms: float, talker_echo: float, listener_echo: float, pure_delay: float, r: float, mos: float
) -> None:
    """Figures of an independent, published implementation of G.107 (06/2015)."""
    rating = rate(DEFAULTS.delayed(delay_ms))

    assert rating.talker_echo == pytest.approx(talker_echo, abs=1e-5)
    assert rating.listener_echo == pytest.approx(listener_echo, abs=1e-5)
    assert rating.pure_delay == pytest.approx(pure_delay, abs=1e-5)
    assert rating.r == pytest.approx(r, abs=1e-5)
    assert opinion.mos(rating.r) == pytest.approx(mos, abs=1e-5)


@pytest.mark.parametrize("delay_ms", range(50, 301, 25))
def test_delay_follows_the_curve_that_networks_are_planned_with(delay_ms: int) -> None:
    """R. Cole and J. Rosenbluth (2001) fitted the defaults: Id = 0.024 d + 0.11 (d - 177.3) beyond 177.3 ms."""
    fitted = 0.024 * delay_ms + 0.11 * max(0.0, delay_ms - 177.3)

    assert rate(DEFAULTS.delayed(delay_ms)).delay == pytest.approx(fitted, abs=2.0)


@pytest.mark.parametrize(
    ("impairment", "robustness", "by_loss"),
    [
        (0, 25.1, {0: 0, 1: 5, 2: 7, 3: 10, 5: 15, 7: 20, 10: 25}),  # G.711 with concealment
        (11, 19.0, {0: 11, 0.5: 13, 1: 15, 1.5: 17, 2: 19, 3: 23, 4: 26, 8: 36, 16: 49}),  # G.729A with VAD
        (15, 16.1, {0: 15, 0.5: 17, 1: 19, 1.5: 22, 2: 24, 3: 27, 4: 32, 8: 41, 16: 55}),  # G.723.1 with VAD
    ],
)
def test_loss_costs_what_the_tables_of_g_113_say(
    impairment: float, robustness: float, by_loss: dict[float, float]
) -> None:
    """G.113 (02/2001), appendix I, random loss; its figures are rounded, for G.711 to fives."""
    for loss, expected in by_loss.items():
        way = replace(DEFAULTS, equipment_impairment=impairment, loss_robustness=robustness, loss_percent=loss)

        assert rate(way).equipment == pytest.approx(expected, abs=2.2)


@pytest.mark.parametrize(
    ("impairment", "robustness", "loss", "burst_ratio", "expected"),
    [
        (0, 25.1, 1, 1, 3.639847),
        (0, 25.1, 5, 1, 15.780731),
        (0, 25.1, 5, 2, 17.210145),
        (11, 19.0, 2, 1, 19.0),
        (0, 25.1, 200, 1, 75.939249),
        (11, 19.0, -3, 1, 11.0),
        (0, 25.1, 5, 0.5, 15.780731),
    ],
)
def test_loss_costs_what_another_program_says(
    impairment: float, robustness: float, loss: float, burst_ratio: float, expected: float
) -> None:
    """Equation 7-29 in an independent, published implementation."""
    way = replace(
        DEFAULTS,
        equipment_impairment=impairment,
        loss_robustness=robustness,
        loss_percent=loss,
        burst_ratio=burst_ratio,
    )

    assert rate(way).equipment == pytest.approx(expected, abs=1e-5)


def test_an_echo_within_a_millisecond_is_sidetone() -> None:
    assert rate(replace(DEFAULTS, echo_delay_ms=0.99, talker_echo_loudness_db=5)).talker_echo == 0
    assert rate(replace(DEFAULTS, echo_delay_ms=1.0, talker_echo_loudness_db=5)).talker_echo > 0


def test_a_strong_sidetone_hides_echo_and_a_weak_one_disturbs_by_itself() -> None:
    """Equations 7-23 and 7-24: below 9 dB, and beyond 20 dB, the sidetone changes what an echo costs."""
    echoing = replace(DEFAULTS.delayed(100), talker_echo_loudness_db=40)
    usual = rate(echoing).talker_echo

    assert rate(replace(echoing, sidetone_db=8.9)).talker_echo < usual
    assert rate(replace(echoing, sidetone_db=20)).talker_echo == usual
    assert rate(replace(echoing, sidetone_db=25)).talker_echo > usual


@pytest.mark.parametrize("sensitivity", [LOW_SENSITIVITY, VERY_LOW_SENSITIVITY])
def test_people_in_no_hurry_bear_delay_better(sensitivity: DelaySensitivity) -> None:
    """G.107 (06/2015), table 1."""
    for delay_ms in (200, 300, 500):
        patient = rate(replace(DEFAULTS, delay_ms=delay_ms, sensitivity=sensitivity)).pure_delay

        assert 0 <= patient < rate(replace(DEFAULTS, delay_ms=delay_ms)).pure_delay
    assert rate(replace(DEFAULTS, delay_ms=sensitivity.noticed_ms, sensitivity=sensitivity)).pure_delay == 0


def test_an_advantage_is_added_as_it_is() -> None:
    assert rate(replace(DEFAULTS, advantage=10)).r == rate(DEFAULTS).r + 10


WORSE_WHEN_HIGHER = {
    "circuit_noise_dbm0p": (-80, -40),
    "noise_floor_dbmp": (-70, -45),
    "send_room_noise_dba": (35, 85),
    "receive_room_noise_dba": (35, 85),
    "quantizing_units": (1, 14),
    "equipment_impairment": (0, 40),
    "loss_percent": (0, 20),
    "delay_ms": (0, 500),
    "round_trip_ms": (0, 1000),
}


@given(name=st.sampled_from(sorted(WORSE_WHEN_HIGHER)), part=st.floats(0, 1), more=st.floats(0, 1))
def test_more_of_a_bad_thing_is_never_better(name: str, part: float, more: float) -> None:
    low, high = WORSE_WHEN_HIGHER[name]
    less = low + part * (high - low)
    much = less + more * (high - less)

    def r(value: float) -> float:
        return rate(replace(DEFAULTS, **{name: value})).r  # type: ignore[arg-type]

    assert r(much) <= r(less) + 1e-9


@given(
    delay_ms=st.floats(5, 2000),
    longer_ms=st.floats(0, 1000),
    loss=st.floats(0, 100),
    more=st.floats(0, 50),
    burst=st.floats(1, 20),
    robustness=st.floats(1, 40),
)
def test_opinions_fall_with_loss_and_delay_and_stay_within_bounds(
    delay_ms: float, longer_ms: float, loss: float, more: float, burst: float, robustness: float
) -> None:
    def heard(delay: float, lost: float) -> float:
        way = replace(DEFAULTS.delayed(delay), loss_percent=lost, burst_ratio=burst, loss_robustness=robustness)
        return opinion.mos(rate(way).r)

    now = heard(delay_ms, loss)
    assert 1.0 <= now <= 4.5
    assert heard(delay_ms + longer_ms, loss) <= now + 1e-9
    assert heard(delay_ms, loss + more) <= now + 1e-9


PERMITTED = {
    "send_loudness_db": (0, 18),
    "receive_loudness_db": (-5, 14),
    "sidetone_db": (10, 20),
    "listener_sidetone_db": (13, 23),
    "send_d_value_db": (-3, 3),
    "talker_echo_loudness_db": (5, 65),
    "echo_path_loss_db": (5, 110),
    "echo_delay_ms": (0, 500),
    "round_trip_ms": (0, 1000),
    "delay_ms": (0, 500),
    "quantizing_units": (1, 14),
    "equipment_impairment": (0, 40),
    "loss_robustness": (4.3, 40),
    "loss_percent": (0, 20),
    "burst_ratio": (1, 8),
    "circuit_noise_dbm0p": (-80, -40),
    "noise_floor_dbmp": (-64, -64),
    "send_room_noise_dba": (35, 85),
    "receive_room_noise_dba": (35, 85),
    "advantage": (0, 20),
}
"""G.107 (06/2015), table 2."""


@given(values=st.fixed_dictionaries({name: st.floats(*ends) for name, ends in PERMITTED.items()}))
def test_every_connection_that_the_standard_permits_is_rated(values: dict[str, float]) -> None:
    """Delay is never a gain, but for the one point at most that equation 7-19 gives where noise drowns the echo."""
    rating = rate(Transmission(**values))  # type: ignore[arg-type]

    assert rating.r == pytest.approx(
        rating.signal_to_noise - rating.simultaneous - rating.delay - rating.equipment + rating.advantage
    )
    assert min(rating.talker_echo + 1, rating.listener_echo, rating.pure_delay) >= 0
    assert values["equipment_impairment"] <= rating.equipment <= 95
    assert rating.r < 140
    assert 1 <= opinion.mos(rating.r) <= 4.5


def test_the_defaults_are_within_what_the_standard_permits() -> None:
    assert all(low <= getattr(DEFAULTS, name) <= high for name, (low, high) in PERMITTED.items())
    assert {*PERMITTED, "sensitivity"} == {field.name for field in fields(Transmission)}


def test_every_input_of_the_model_has_its_default() -> None:
    """G.107 (06/2015), table 2: twenty parameters, and the sensitivity to delay."""
    assert len(fields(Transmission)) == 21
    assert Transmission() == DEFAULTS
