"""What people would say of a connection with a rating R: ITU-T G.107 (06/2015), annex B. R is on the common scale."""

from math import erf, sqrt

WORST, BEST = 1.0, 4.5


def mos(r: float) -> float:
    """Estimate the mean opinion, 1 to 4.5.

    Between 0 and 6.5 the polynomial of the Recommendation falls below 1, which no opinion can; there it is 1.
    """
    if r <= 0:
        return WORST
    if r >= 100:
        return BEST
    return max(WORST, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)


def good_or_better_percent(r: float) -> float:
    """Estimate how many would call it good or better (GoB)."""
    return 100 * _share_below((r - 60) / 16)


def poor_or_worse_percent(r: float) -> float:
    """Estimate how many would call it poor or worse (PoW)."""
    return 100 * _share_below((45 - r) / 16)


def _share_below(deviations: float) -> float:
    return (1 + erf(deviations / sqrt(2))) / 2
