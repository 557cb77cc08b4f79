"""Puts a party on stage: gives it a phone, a clock and a way to be told to leave. Thin; what it does is in `party`.

Everything runs in the event loop; the phone may post from any thread. Nothing waits without a bound except for a call
that is wanted, and leaving ends that at once.
"""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from softphone.core.messages.events import Event
from softphone.core.values import CallId, Instant, LegId
from softphone.engine.ports.phone import PhonePort
from softphone.simulator import party as parties
from softphone.simulator.party import Doings, Party
from softphone.simulator.performance import Note

FAREWELL_S = 3.0


@dataclass(frozen=True, slots=True)
class Playbill:
    """What is given: whom the party calls (None: it waits to be called), how often, and the pause between."""

    target: str | None = None
    times: int | None = 1
    pause_s: float = 0.0


@dataclass(slots=True)
class Stage:
    """A party with a phone of its own."""

    phone: PhonePort
    party: Party
    tell: Callable[[Note], None]
    _inbox: asyncio.Queue[Event | None] = field(default_factory=asyncio.Queue)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    _is_leaving: bool = False

    async def open(self) -> str:
        """Switch the phone on; answers with its address. Raises `PhoneUnavailable`."""
        return await self.phone.start(self._post)

    async def perform(self, playbill: Playbill) -> Party:
        """Play as often as the bill says, or until told to leave; answers with how it all came out."""
        while not self._is_leaving and (playbill.times is None or len(self.party.outcomes) < playbill.times):
            begun = len(self.party.outcomes)
            if playbill.target is not None:
                self._call(playbill.target)
            # the default binds this round's count; mypy cannot infer the type of such a lambda
            await self._play(lambda begun=begun: len(self.party.outcomes) > begun)  # type: ignore[misc]  # a lambda's default
            if playbill.target is not None and len(self.party.outcomes) != playbill.times:
                await self._play(lambda: False, within_s=playbill.pause_s)
        return self.party

    def leave(self) -> None:
        """Stop soon, from the loop's thread: calls are ended and nothing new begins."""
        self._is_leaving = True
        self._inbox.put_nowait(None)

    async def close(self) -> None:
        """End all calls in bounded time and switch the phone off."""
        self._is_leaving = False
        self._take(parties.leave(self.party, self._now()))
        await self._play(lambda: not self.party.performances, within_s=FAREWELL_S)
        await self.phone.stop()

    def _call(self, target: str) -> None:
        leg, key = LegId(str(uuid.uuid4())), CallId(str(uuid.uuid4()))
        self._take(parties.call(self.party, leg, key, target, self._now()))

    async def _play(self, is_enough: Callable[[], bool], within_s: float | None = None) -> None:
        """Let things happen until it is enough, or too late, or time to leave."""
        end = None if within_s is None else self._now() + within_s
        while not (is_enough() or self._is_leaving or (end is not None and self._now() >= end)):
            due = min((at for at in (end, self.party.next_due) if at is not None), default=None)
            if (event := await self._next_event(due)) is not None:
                self._take(parties.hear(self.party, event, self._now()))
            self._take(parties.tick(self.party, self._now()))

    async def _next_event(self, due: float | None) -> Event | None:
        try:
            async with asyncio.timeout_at(due):
                return await self._inbox.get()
        except TimeoutError:
            return None

    def _take(self, result: tuple[Party, Doings]) -> None:
        self.party, doings = result
        for doing in doings:
            if isinstance(doing, Note):
                self.tell(doing)
            else:
                self.phone.perform(doing)

    def _post(self, event: Event) -> None:
        self._loop.call_soon_threadsafe(self._inbox.put_nowait, event)

    def _now(self) -> Instant:
        return Instant(self._loop.time())
