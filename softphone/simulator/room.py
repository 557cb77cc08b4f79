"""A room full of simulated people round one phone: customers who call now and then, and others who can be called.

Thin: who and how is in `members`, when in `schedule`, the processes in `crowd`.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from softphone.core.values import Instant
from softphone.settings.sections.calls import HeadersSettings
from softphone.settings.sections.simulator import SimulatorSettings
from softphone.simulator.cast import customer
from softphone.simulator.crowd import Crowd
from softphone.simulator.members import calling_member, waiting_members
from softphone.simulator.schedule import Rhythm, opening, served, take_due


@dataclass(slots=True)
class Room:
    """The room from `run` to `leave`."""

    target: str
    plan: SimulatorSettings
    headers: HeadersSettings
    crowd: Crowd
    chance: Random = field(default_factory=Random)
    _ended: asyncio.Queue[int | None] = field(default_factory=asyncio.Queue)
    _is_leaving: bool = False

    async def run(self) -> None:
        """Let everybody in and customers call, until told to leave."""
        for member in waiting_members(self.plan):
            await self.crowd.start(member.arguments, ended=lambda: None)
        schedule = opening(Rhythm(self.plan.customers, self.plan.first_call_after_s, self.plan.pause_s), self._now())
        while not self._is_leaving:
            schedule, due = take_due(schedule, self._now())
            for index in due:
                await self._let_call(index)
            if (done := await self._next_end(schedule.next_due)) is not None:
                schedule = served(schedule, done, self._now(), self.chance)
        await self.crowd.stop()

    def leave(self) -> None:
        """Stop soon, from the loop's thread."""
        self._is_leaving = True
        self._ended.put_nowait(None)

    async def _let_call(self, index: int) -> None:
        member = calling_member(
            customer(self.chance), self.target, self.plan, self.headers, datetime.now(UTC), self.chance
        )
        await self.crowd.start(member.arguments, ended=lambda: self._ended.put_nowait(index))

    async def _next_end(self, due: Instant | None) -> int | None:
        try:
            async with asyncio.timeout_at(due):
                return await self._ended.get()
        except TimeoutError:
            return None

    def _now(self) -> Instant:
        return Instant(asyncio.get_running_loop().time())
