"""Feeds the machine one message at a time and carries out what it says. The only holder of the phone's state.

Everything here runs in the event loop's thread; other threads hand in events through `post`. It knows ports, and what
listeners are told; it may not know what any of them does with it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from softphone.core.messages.commands import Command
from softphone.core.messages.effects import Announce, Effect, Ignore, Reply, SipEffect, StartTimer, StopTimer
from softphone.core.messages.events import Event, TimerFired
from softphone.core.messages.facts import Fact
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.timers import Timer
from softphone.core.state.phone import Phone
from softphone.core.step import step
from softphone.core.turn import Message
from softphone.core.values import Asked, Instant, Origin, RequestId

log = logging.getLogger(__name__)

MAILBOX_LIMIT = 20_000

Outcome = Fact | Refusal | None
T = TypeVar("T")
Perform = Callable[[SipEffect], None]


@dataclass(frozen=True, slots=True)
class Announced:
    """A fact as listeners get it: on whose behalf, when, and the phone as it is after it."""

    fact: Fact
    asked: Asked
    at: Instant
    phone: Phone


Listener = Callable[[Announced], None]


@dataclass(frozen=True, slots=True)
class Stepped:
    """A whole step as observers get it: all its effects in the machine's order, after they were carried out."""

    effects: tuple[Effect, ...]
    at: Instant
    phone: Phone


Observer = Callable[[Stepped], None]


@dataclass(slots=True)
class Counters:
    """What a person who looks for trouble wants to know first."""

    messages: int = 0
    ignored: int = 0
    faults: int = 0
    dropped: int = 0


@dataclass(slots=True)
class Runner:
    """Owns the phone's state, its mailbox and its timers."""

    phone: Phone
    perform: Perform
    listeners: list[Listener] = field(default_factory=list)
    observers: list[Observer] = field(default_factory=list)
    counters: Counters = field(default_factory=Counters)
    _mailbox: deque[Message] = field(default_factory=deque)
    _waiting: dict[RequestId, Callable[[Outcome], None]] = field(default_factory=dict)
    _timers: dict[Timer, asyncio.TimerHandle] = field(default_factory=dict)
    _is_running: bool = False
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    @property
    def now(self) -> Instant:
        """The clock that all instants are on."""
        return Instant(self._loop.time())

    def post(self, event: Event) -> None:
        """Hand in an event from any thread."""
        self._loop.call_soon_threadsafe(self.tell, event)

    def tell(self, body: Command | Event, asked: Asked | None = None) -> None:
        """Hand in a message from the loop's thread; it is decided before this returns, unless one is being decided."""
        if len(self._mailbox) >= MAILBOX_LIMIT:
            self.counters.dropped += 1
            return
        self._mailbox.append(Message(body, self.now, asked or Asked(Origin.REMOTE)))
        if not self._is_running:
            self._drain()

    def request(self, command: Command, asked: Asked, answered: Callable[[Outcome], None]) -> None:
        """Ask for something; `answered` is called once, in order with what is announced."""
        if asked.request is None or asked.request in self._waiting:
            answered(Refusal(Why.ALREADY_UNDER_WAY, "That request is under way already."))
            return
        self._waiting[asked.request] = answered
        self.tell(command, asked)

    async def ask(self, command: Command, asked: Asked) -> Outcome:
        """Ask for something and wait until it has happened, or not."""
        future: asyncio.Future[Outcome] = self._loop.create_future()
        self.request(command, asked, lambda outcome: None if future.done() else future.set_result(outcome))
        return await future

    def stop(self) -> None:
        """Let all timers go and refuse what still waits."""
        for handle in self._timers.values():
            handle.cancel()
        self._timers.clear()
        for answered in list(self._waiting.values()):
            answered(Refusal(Why.STOPPING, "The phone was switched off."))
        self._waiting.clear()

    def _drain(self) -> None:
        self._is_running = True
        try:
            while self._mailbox:
                self._decide(self._mailbox.popleft())
        finally:
            self._is_running = False

    def _decide(self, message: Message) -> None:
        self.counters.messages += 1
        result = step(self.phone, message)
        self.phone = result.phone
        for effect in result.effects:
            self._carry_out(effect, message.at)
        for observer in self.observers:
            self._guarded(observer, Stepped(result.effects, message.at, result.phone))

    def _carry_out(self, effect: Effect, at: Instant) -> None:
        match effect:
            case Announce(fact=fact, asked=asked):
                told = Announced(fact, asked, at, self.phone)
                for listener in self.listeners:
                    self._guarded(listener, told)
            case Reply(request=request, outcome=outcome):
                if answered := self._waiting.pop(request, None):
                    self._guarded(answered, outcome)
            case StartTimer(timer=timer, at=at):
                self._stop_timer(timer)
                self._timers[timer] = self._loop.call_at(at, self._fire, timer)
            case StopTimer(timer=timer):
                self._stop_timer(timer)
            case Ignore(what=what, why=why):
                self.counters.ignored += 1
                log.info("ignored %s: %s", what, why)
            case _:
                self._guarded(self.perform, effect)

    def _guarded(self, act: Callable[[T], None], argument: T) -> None:
        """Keep one adapter's fault from stopping the phone: it is logged, counted, and everything else goes on."""
        try:
            act(argument)
        except Exception:
            self.counters.faults += 1
            log.exception("failed: %r", argument)

    def _fire(self, timer: Timer) -> None:
        self._timers.pop(timer, None)
        self.tell(TimerFired(timer), Asked(Origin.TIMER))

    def _stop_timer(self, timer: Timer) -> None:
        if handle := self._timers.pop(timer, None):
            handle.cancel()
