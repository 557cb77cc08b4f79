"""The course of a call is kept second by second, in little room."""

import contextlib
import random
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from softphone.quality.series import COLUMNS, UNITS, NoSeries, Point, Series

HOUR_S = 3600
ROOM = 40 * 1024


def series_of(*points: Point) -> Series:
    series = Series()
    for point in points:
        series.add(point)
    return series


def columns(series: Series) -> dict[str, list[float | None]]:
    return {name: series.column(name) for name in COLUMNS}


def test_a_point_is_found_again_as_people_would_say_it() -> None:
    point = Point(received=49, lost=1, jitter_ms=4.23, buffer_ms=60.4, rtt_ms=81.2, mos=4.1234)
    kept = Series.unpacked(series_of(point).packed())

    assert {name: values[0] for name, values in columns(kept).items()} == {
        "after_s": 1.0,
        "received": 49,
        "lost": 1,
        "discarded": 0,
        "jitter_ms": 4.2,
        "buffer_ms": 60,
        "rtt_ms": 81,
        "mos": 4.12,
        "sent": 0,
        "lost_there": None,
        "jitter_there_ms": None,
        "mos_there": None,
    }


def test_what_is_too_large_is_cut_off() -> None:
    assert series_of(Point(received=10**9)).column("received") == [65534]


POINTS = st.builds(
    Point,
    **{name: st.floats(0, 6000 * min(1.0, unit), allow_nan=False) for name, unit in UNITS.items()},
)


@given(st.lists(POINTS, max_size=50))
def test_whatever_is_packed_is_unpacked(points: list[Point]) -> None:
    series = series_of(*points)
    kept = Series.unpacked(series.packed())

    assert len(kept) == len(points)
    assert columns(kept) == columns(series)


@pytest.mark.parametrize("broken", [b"", b"\x02", b"\x01", b"\x01\x05xyz", series_of(Point(), Point()).packed()[:-4]])
def test_what_is_no_series_is_not_read(broken: bytes) -> None:
    with pytest.raises(NoSeries):
        Series.unpacked(broken)


@given(st.binary(max_size=60))
def test_nonsense_is_a_series_or_none_and_nothing_else(nonsense: bytes) -> None:
    with contextlib.suppress(NoSeries):
        Series.unpacked(b"\x01" + nonsense)


def wild(chance: random.Random) -> Point:
    """A second of a line that could hardly be worse, where every figure jumps about."""
    lost = chance.choice([0, 0, 0, 1, 2, 5, 20])
    point = Point(
        after_s=chance.choice([0.9, 1.0, 1.0, 1.1]),
        received=50 - lost + chance.choice([-1, 0, 0, 1]),
        lost=lost,
        discarded=chance.choice([0, 0, 1, 2, 3]),
        jitter_ms=abs(chance.gauss(20, 8)),
        buffer_ms=abs(chance.gauss(80, 30)),
        rtt_ms=abs(chance.gauss(200, 20)),
        mos=min(4.4, max(1.0, chance.gauss(3, 0.6))),
        sent=50 + chance.choice([-1, 0, 0, 1]),
    )
    if chance.random() < 0.2:
        point = replace(point, lost_there=chance.randint(0, 60), jitter_there_ms=abs(chance.gauss(20, 8)))
    return replace(point, mos_there=min(4.4, max(1.0, chance.gauss(3, 0.6))))


def test_an_hour_of_the_worst_line_takes_at_most_40_kb() -> None:
    chance = random.Random(8)
    size = len(series_of(*(wild(chance) for _ in range(HOUR_S))).packed())

    assert 20_000 < size <= ROOM, size


def test_an_hour_of_a_good_line_takes_next_to_nothing() -> None:
    chance = random.Random(8)
    points = (Point(received=50, jitter_ms=abs(chance.gauss(1, 0.3)), rtt_ms=20, mos=4.4) for _ in range(HOUR_S))

    assert len(series_of(*points).packed()) < 4_000
