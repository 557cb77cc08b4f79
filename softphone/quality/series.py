"""The course of a leg's quality, second by second, in little room: columns of small numbers, as differences, squeezed.

A column's unit is chosen so that people see no difference. What is not known is kept as such. Numbers that would not
fit are cut off; none of them comes near in any call that people would stay in.
"""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from softphone.quality.course import Directions
from softphone.quality.readings import Second

VERSION = 1
UNKNOWN = 0
LARGEST = 0xFFFF
_MORE = 0x80


class NoSeries(ValueError):
    """What was read is no series, or one of another version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One second. `after_s` is the time since the point before; the far end's view is of its latest report."""

    after_s: float = 1.0
    received: float = 0
    lost: float = 0
    discarded: float = 0
    jitter_ms: float = 0
    buffer_ms: float = 0
    rtt_ms: float | None = None
    mos: float | None = None
    sent: float = 0
    lost_there: float | None = None
    jitter_there_ms: float | None = None
    mos_there: float | None = None


UNITS: Mapping[str, float] = {
    "after_s": 0.1,
    "received": 1,
    "lost": 1,
    "discarded": 1,
    "jitter_ms": 0.1,
    "buffer_ms": 1,
    "rtt_ms": 1,
    "mos": 0.01,
    "sent": 1,
    "lost_there": 1,
    "jitter_there_ms": 0.1,
    "mos_there": 0.01,
}
"""What one step of each column means."""

COLUMNS = tuple(column.name for column in fields(Point))


def point_of(second: Second, now: Directions) -> Point:
    """Make a point of a second, and of how it sounds just now."""
    return Point(
        after_s=second.seconds,
        received=second.received.packets,
        lost=second.received.lost,
        discarded=second.received.discarded,
        jitter_ms=second.received.jitter_ms,
        buffer_ms=second.buffer_ms,
        rtt_ms=second.rtt_ms,
        mos=now.received.mos if now.received else None,
        sent=second.packets_sent,
        lost_there=second.sent.lost if second.sent else None,
        jitter_there_ms=second.sent.jitter_ms if second.sent else None,
        mos_there=now.sent.mos if now.sent else None,
    )


def _columns() -> dict[str, "array[int]"]:
    return {name: array("H") for name in COLUMNS}


@dataclass(slots=True)
class Series:
    """All points of a leg so far."""

    _steps: dict[str, "array[int]"] = field(default_factory=_columns)

    def __len__(self) -> int:
        return len(self._steps["after_s"])

    def add(self, point: Point) -> None:
        """Note a second."""
        for name, steps in self._steps.items():
            value = getattr(point, name)
            steps.append(UNKNOWN if value is None else min(LARGEST, 1 + max(0, round(value / UNITS[name]))))

    def column(self, name: str) -> list[float | None]:
        """Read a column."""
        unit = UNITS[name]
        return [None if step == UNKNOWN else round((step - 1) * unit, 2) for step in self._steps[name]]

    def copied(self) -> "Series":
        """Copy it."""
        return Series({name: steps[:] for name, steps in self._steps.items()})

    def packed(self) -> bytes:
        """Pack everything for keeping."""
        body = b"".join(bytes(_varints(_differences(self._steps[name]))) for name in COLUMNS)
        return bytes([VERSION]) + bytes(_varints([len(self)])) + zlib.compress(body, 9)

    @classmethod
    def unpacked(cls, packed: bytes) -> "Series":
        """Unpack what was kept; raises `NoSeries`."""
        if not packed or packed[0] != VERSION:
            raise NoSeries("it has another version")
        try:
            length, rest = _varint(packed[1:], 0)
            body = zlib.decompress(packed[1 + rest :])
            found, at = _columns(), 0
            for name in COLUMNS:
                step = 0
                for _ in range(length):
                    difference, at = _varint(body, at)
                    step += (difference >> 1) ^ -(difference & 1)
                    found[name].append(step)
        except (zlib.error, IndexError, OverflowError) as error:
            raise NoSeries(str(error)) from None
        return cls(found)


def _differences(steps: Iterable[int]) -> Iterator[int]:
    """Give each step as the difference to the one before; even numbers go up, odd ones down."""
    before = 0
    for step in steps:
        by, before = step - before, step
        yield by << 1 if by >= 0 else (-by << 1) - 1


def _varints(numbers: Iterable[int]) -> Iterator[int]:
    """Write numbers with as many bytes as they need."""
    for number in numbers:
        left = number
        while left >= _MORE:
            yield left & (_MORE - 1) | _MORE
            left >>= 7
        yield left


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read one number; answers with it and with where the next begins."""
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & (_MORE - 1)) << shift
        at, shift = at + 1, shift + 7
        if byte < _MORE:
            return number, at
