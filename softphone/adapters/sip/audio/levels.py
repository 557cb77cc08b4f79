"""Loudness: decibels for people, factors for PJSIP's mixer, and its meter readings back. Pure."""

QUIETEST_DB, LOUDEST_DB = -30.0, 20.0
METER_FULL = 100


def factor_of(level_db: float) -> float:
    """Turn a gain into the factor by which PJSIP multiplies."""
    return float(10.0 ** (min(LOUDEST_DB, max(QUIETEST_DB, level_db)) / 20))


def meter_of(reading: int) -> float:
    """Turn PJSIP's meter (percent, logarithmic) into 0 to 1."""
    return min(1.0, max(0.0, reading / METER_FULL))
