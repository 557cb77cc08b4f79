"""What Opus costs at which bit rate. No Recommendation says; these are the best published measurements.

They are the coefficients of M. Alahmadi's "Opus E-model" (2021), for variable bit rate and random loss. At 11 to 13
kbit/s Opus codes wideband, and the figures are Ie,WB. From 14 kbit/s on it codes super-wideband, and the figures go up
by about 19: that is how far the full-band scale (148) goes beyond the wideband one (129), by G.113's own rule. Less
those 19 they are what a wideband ear is left with, and the two series meet at 13 and 14 kbit/s (20.0 and 19.1).
"""

from itertools import pairwise

BEYOND_WIDEBAND = 19.0
"""How many points the full-band scale (148) goes beyond the wideband scale (129)."""

USUAL_KBPS = 24.0
"""What libopus chooses by itself for speech in packets of 20 ms."""

POINTS = (  # kbit/s, Ie,WB, Bpl
    (11.0, 28.41, 23.94),
    (12.0, 23.30, 22.22),
    (13.0, 19.96, 19.50),
    (14.0, 38.06 - BEYOND_WIDEBAND, 16.51),
    (15.0, 34.12 - BEYOND_WIDEBAND, 15.00),
    (16.0, 30.16 - BEYOND_WIDEBAND, 11.83),
    (19.0, 23.81 - BEYOND_WIDEBAND, 10.67),
    (22.0, 20.22 - BEYOND_WIDEBAND, 10.47),
    (25.0, 20.21 - BEYOND_WIDEBAND, 11.28),
    (28.0, 0.0, 10.63),  # from here on better than wideband can tell
    (31.0, 0.0, 10.44),
    (34.0, 0.0, 10.12),
    (37.0, 0.0, 10.38),
    (40.0, 0.0, 9.79),
)


def opus_impairment(bitrate_kbps: float | None) -> tuple[float, float]:
    """Answer Ie,WB and Bpl at a bit rate, between the measured ones in proportion."""
    rate = min(max(bitrate_kbps or USUAL_KBPS, POINTS[0][0]), POINTS[-1][0])
    below, above = next(pair for pair in pairwise(POINTS) if rate <= pair[1][0])
    part = (rate - below[0]) / (above[0] - below[0])
    return below[1] + part * (above[1] - below[1]), below[2] + part * (above[2] - below[2])
