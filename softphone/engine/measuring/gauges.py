"""Keeps the course of every leg of the calls that go on, and tells whoever needs it what each look has shown.

May not know who needs it: reports to Salesforce, alarms, series and views are listeners.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from softphone.core.messages.facts import CallEnded
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg
from softphone.core.state.phone import Phone
from softphone.core.values import CallId, LegId
from softphone.engine.ports.phone import UNKNOWN_TRANSPORT, LegReading, Transport
from softphone.engine.runner import Announced
from softphone.quality.course import Course
from softphone.quality.readings import Second

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Gauge:
    """One leg: its course, and what carries its audio."""

    call: CallId
    leg: Leg
    course: Course
    transport: Transport = UNKNOWN_TRANSPORT
    latest: Second | None = None
    """What happened between the last two looks."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look has shown: what happened since the one before, and the leg with its course after it."""

    call: Conversation
    gauge: Gauge
    second: Second


@dataclass(slots=True)
class Gauges:
    """All legs of the calls that go on; those that have left are kept until their call is over."""

    phone: Callable[[], Phone]
    listeners: list[Callable[[Seen], None]] = field(default_factory=list)
    _gauges: dict[LegId, Gauge] = field(default_factory=dict)

    def take(self, looked: LegReading) -> None:
        """Take a look at a leg; one that was never answered, or is gone, has no course."""
        found = self.phone().find(looked.leg)
        if found is None or (began := found[1].connected_at) is None:
            return
        call, leg = found
        if call.is_guest(leg):
            return  # of whom the agent need not know
        gauge = self._gauges.get(leg.id) or Gauge(call.id, leg, Course(began))
        gauge.leg, gauge.transport = leg, looked.transport
        self._gauges[leg.id] = gauge
        second = gauge.latest = gauge.course.read(looked.reading)
        for listener in self.listeners:
            listener(Seen(call, gauge, second))

    def of_call(self, call: CallId) -> tuple[Gauge, ...]:
        """The legs of a call that were looked at, the one it began with first."""
        return tuple(gauge for gauge in self._gauges.values() if gauge.call == call)

    def __iter__(self) -> Iterator[Gauge]:
        return iter(tuple(self._gauges.values()))

    def listen(self, told: Announced) -> None:
        """Let a call go that is over. Those who want its course hear of the end before this does."""
        if isinstance(told.fact, CallEnded):
            self._gauges = {leg: gauge for leg, gauge in self._gauges.items() if gauge.call != told.fact.call.id}
