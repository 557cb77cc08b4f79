"""The course of a call packed for keeping, and shown to clients. Takes its time with long calls: not for the loop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from softphone.core.values import CallId, LegId, Role
from softphone.protocol.sound_quality import CallCourse, LegCourse
from softphone.quality.series import NoSeries, Series


@dataclass(slots=True)
class Running:
    """One leg's course so far. `began` is the moment of its answer."""

    call: CallId
    leg: LegId
    role: Role
    codec: str
    began: datetime
    series: Series

    def frozen(self) -> "Running":
        """Copy it, so that it can be read while it goes on."""
        return Running(self.call, self.leg, self.role, self.codec, self.began, self.series.copied())


class _KeptLeg(msgspec.Struct, frozen=True):
    """One leg's course as it lies beside the record."""

    leg: str
    role: Role
    codec: str
    began: datetime
    series: bytes


def packed(legs: Sequence[Running]) -> bytes:
    """Pack the course of a call."""
    kept = [_KeptLeg(one.leg, one.role, one.codec, one.began, one.series.packed()) for one in legs]
    return msgspec.msgpack.encode(kept)


def unpacked(call: CallId, kept: bytes) -> list[Running]:
    """Unpack it; raises `NoSeries` for what another version packed."""
    try:
        legs = msgspec.msgpack.decode(kept, type=list[_KeptLeg])
    except msgspec.DecodeError as wrong:
        raise NoSeries(str(wrong)) from None
    return [Running(call, LegId(one.leg), one.role, one.codec, one.began, Series.unpacked(one.series)) for one in legs]


def shown(call: CallId, legs: Sequence[Running]) -> CallCourse:
    """Show the course of a call."""
    return CallCourse(call_id=call, legs=tuple(map(_leg, legs)))


def _leg(running: Running) -> LegCourse:
    column, at_s, times = running.series.column, 0.0, []
    for after_s in column("after_s"):
        at_s += after_s or 0.0
        times.append(round(at_s, 1))
    return LegCourse(
        leg_id=running.leg,
        role=running.role,
        codec=running.codec,
        began_at=running.began,
        at_s=tuple(times),
        received=_known(column("received")),
        lost=_known(column("lost")),
        discarded=_known(column("discarded")),
        jitter_ms=_known(column("jitter_ms")),
        buffer_ms=_known(column("buffer_ms")),
        rtt_ms=tuple(column("rtt_ms")),
        mos=tuple(column("mos")),
        sent=_known(column("sent")),
        lost_there=tuple(column("lost_there")),
        jitter_there_ms=tuple(column("jitter_there_ms")),
        mos_there=tuple(column("mos_there")),
    )


def _known(column: list[float | None]) -> tuple[float, ...]:
    return tuple(value or 0.0 for value in column)
