"""The E-model for wideband telephony: ITU-T G.107.1 (06/2019). Its R goes up to 129, and comes down by 1.29 to compare.

One doubt remains. Equation 7-6 needs a noise level No that the Recommendation never defines for wideband (a corrigendum
of 01/2020 changes the equation; its text was not at hand). It is computed as G.107 does, with the noise floor of
G.107.1's table 1. Any sensible choice moves the common scale by less than one point at 400 ms, and not at all without
echo.
"""

from dataclasses import replace
from math import exp, log10

from softphone.quality import emodel
from softphone.quality.transmission import Rating, Transmission

BEST = 129.0
"""Ro,WB (7-2): what a clean wideband connection is rated."""

STRETCH = 1.29
"""How much longer the scale is than the one for narrow band (annex A)."""

NOISE_FLOOR_DBMP = -96.0
"""Nfor in G.107.1's table 1."""


def rate(way: Transmission) -> Rating:
    """Rate a connection; impairments of loudness, sidetone and quantizing are not defined for wideband (7-3)."""
    return Rating(
        signal_to_noise=BEST,
        simultaneous=0.0,
        talker_echo=_talker_echo_impairment(way),
        listener_echo=emodel.listener_echo_impairment(way, BEST),
        pure_delay=STRETCH * emodel.delay_impairment(way),  # 7-13
        equipment=emodel.equipment_impairment(way),  # 7-15, with 95 as for narrow band
        advantage=way.advantage,
    )


def on_common_scale(r: float) -> float:
    """Bring a wideband rating to the scale that narrow-band ratings are on (A-1)."""
    return r / STRETCH


def _talker_echo_impairment(way: Transmission) -> float:
    """Idte,WB (7-5 to 7-10): an echo is less annoying than on a narrow-band connection."""
    late = way.echo_delay_ms
    if late < emodel.SHORTEST_ECHO_MS:
        return 0.0
    noise = emodel.noise_dbm0p(replace(way, noise_floor_dbmp=NOISE_FLOOR_DBMP))
    allowance = 0.08 * late + 10 if late < 100 else 18.0
    heard = way.talker_echo_loudness_db + allowance
    loudness = heard - 40 * log10((1 + late / 10) / (1 + late / 150)) + 6 * exp(-0.3 * late**2)
    unechoed = -1.5 * (noise - way.receive_loudness_db)
    return emodel.echo_annoyance(unechoed - (80 + 3 * (loudness - 14)), late)
