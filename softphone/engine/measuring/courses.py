"""Keeps the course of each call second by second: in memory while it lasts, with its record afterwards.

Packed for keeping; what another version packed is not shown rather than shown wrong.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from softphone.core.facts import CallEnded
from softphone.core.values import CallId, Instant, LegId, Role
from softphone.engine.archive import Archive
from softphone.engine.clock import wall
from softphone.engine.measuring.gauges import Seen
from softphone.engine.runner import Told
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.protocol.sound_quality import CallCourse, LegCourse
from softphone.quality.series import NoSeries, Series, point_of

log = logging.getLogger(__name__)

NAME = "quality"


class KeptLeg(msgspec.Struct, frozen=True):
    """One leg's course as it lies beside the record. `began` is the moment of its answer."""

    leg: str
    role: Role
    codec: str
    began: datetime
    series: bytes


@dataclass(slots=True)
class Running:
    """One leg's course so far."""

    call: CallId
    role: Role
    codec: str
    began: datetime
    series: Series

    def kept(self, leg: LegId) -> KeptLeg:
        """Pack it."""
        return KeptLeg(leg, self.role, self.codec, self.began, self.series.packed())


@dataclass(slots=True)
class Courses:
    """All courses; `keeps` is False where the settings want none kept."""

    archive: Archive
    keeps: bool = True
    _running: dict[LegId, Running] = field(default_factory=dict)

    def see(self, seen: Seen) -> None:
        """Note a second."""
        gauge, leg = seen.gauge, seen.gauge.leg
        running = self._running.get(leg.id)
        if running is None:
            began = wall(Instant(gauge.course.began))
            running = self._running[leg.id] = Running(seen.call.id, leg.role, "", began, Series())
        running.codec, running.role = seen.second.codec or running.codec, leg.role
        running.series.add(point_of(seen.second, gauge.course.now()))

    def listen(self, told: Told) -> None:
        """A call is over: its course lies beside its record; must hear of it after the archive."""
        if isinstance(told.fact, CallEnded):
            call = told.fact.call.id
            legs = self._of(call)
            if legs and self.keeps:
                kept = [running.kept(leg) for leg, running in legs.items()]
                self.archive.keep_series(call, NAME, msgspec.msgpack.encode(kept))
            self._running = {leg: running for leg, running in self._running.items() if leg not in legs}

    async def of_call(self, call: CallId, started_at: datetime | None = None) -> CallCourse:
        """Show the course of a call that goes on, or of one that is over; raises `Refused` where there is none."""
        running = self._of(call)
        if running and started_at is None:
            return CallCourse(call_id=call, legs=tuple(_shown(leg, one) for leg, one in running.items()))
        packed = await self.archive.series_of(call, NAME, started_at)
        if packed is None:
            raise Refused(problem(Fault.INVALID_PARAMS, f"Nothing is kept of how call {call} sounded."))
        try:
            kept = msgspec.msgpack.decode(packed, type=list[KeptLeg])
            legs = {LegId(one.leg): Running(call, one.role, one.codec, one.began, _unpacked(one)) for one in kept}
        except (msgspec.DecodeError, NoSeries) as wrong:
            log.warning("the course of call %s cannot be read: %s", call, wrong)
            raise Refused(problem(Fault.INVALID_PARAMS, "The course of that call cannot be read.")) from None
        return CallCourse(call_id=call, legs=tuple(_shown(leg, one) for leg, one in legs.items()))

    def _of(self, call: CallId) -> dict[LegId, Running]:
        return {leg: running for leg, running in self._running.items() if running.call == call}


def _unpacked(kept: KeptLeg) -> Series:
    return Series.unpacked(kept.series)


def _shown(leg: LegId, running: Running) -> LegCourse:
    column, at_s, times = running.series.column, 0.0, []
    for after_s in column("after_s"):
        at_s += after_s or 0.0
        times.append(round(at_s, 1))
    return LegCourse(
        leg_id=leg,
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
