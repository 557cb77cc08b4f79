"""Keeps the course of each call second by second: in memory while it lasts, with its record afterwards.

Packing and unpacking are done in a worker thread: the course of a long call takes its time.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime

from softphone.core.messages.facts import CallEnded
from softphone.core.values import CallId, Instant, LegId
from softphone.engine.archive import Archive
from softphone.engine.clock import wall
from softphone.engine.measuring.gauges import Seen
from softphone.engine.measuring.packed_course import Running, packed, shown, unpacked
from softphone.engine.runner import Announced
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.protocol.sound_quality import CallCourse
from softphone.quality.series import NoSeries, Series, point_of

log = logging.getLogger(__name__)

NAME = "quality"
SETTLE_S = 1.0


@dataclass(slots=True)
class Courses:
    """All courses; `keeps` is False where the settings want none kept."""

    archive: Archive
    keeps: bool = True
    _running: dict[LegId, Running] = field(default_factory=dict)
    _packing: set[asyncio.Task[None]] = field(default_factory=set)

    def see(self, seen: Seen) -> None:
        """Note a second."""
        gauge, leg = seen.gauge, seen.gauge.leg
        running = self._running.get(leg.id)
        if running is None:
            began = wall(Instant(gauge.course.began))
            running = self._running[leg.id] = Running(seen.call.id, leg.id, leg.role, "", began, Series())
        running.codec, running.role = seen.second.codec or running.codec, leg.role
        running.series.add(point_of(seen.second, gauge.course.now()))

    def listen(self, told: Announced) -> None:
        """A call is over: its course lies beside its record; must hear of it after the archive."""
        if isinstance(told.fact, CallEnded):
            call = told.fact.call.id
            legs = self._of(call)
            self._running = {name: one for name, one in self._running.items() if one.call != call}
            if legs and self.keeps:
                packing = asyncio.get_running_loop().create_task(self._keep(call, legs))
                self._packing.add(packing)
                packing.add_done_callback(self._packing.discard)

    async def settle(self) -> None:
        """Wait, for a bounded time, until what is over is kept."""
        if self._packing:
            await asyncio.wait(set(self._packing), timeout=SETTLE_S)

    async def of_call(self, call: CallId, started_at: datetime | None = None) -> CallCourse:
        """Show the course of a call that goes on, or of one that is over; raises `Refused` where there is none."""
        if started_at is None and (running := self._of(call)):
            return await asyncio.to_thread(shown, call, [one.frozen() for one in running])
        await self.settle()
        kept = await self.archive.series_of(call, NAME, started_at)
        if kept is None:
            raise Refused(problem(Fault.INVALID_PARAMS, f"Nothing is kept of how call {call} sounded."))
        try:
            return await asyncio.to_thread(lambda: shown(call, unpacked(call, kept)))
        except NoSeries as wrong:
            log.warning("the course of call %s cannot be read: %s", call, wrong)
            raise Refused(problem(Fault.INVALID_PARAMS, "The course of that call cannot be read.")) from None

    async def _keep(self, call: CallId, legs: list[Running]) -> None:
        self.archive.keep_series(call, NAME, await asyncio.to_thread(packed, legs))

    def _of(self, call: CallId) -> list[Running]:
        return [running for running in self._running.values() if running.call == call]
