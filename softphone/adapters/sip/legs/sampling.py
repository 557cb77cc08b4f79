"""Looks at each connected leg's audio once a second, and once more before its stream ends.

Every leg is looked at by itself, so that however many calls there are, no more than one look stands before the next
packet. Nothing is looked at until somebody wants to know.
"""

import logging
from collections.abc import Callable
from functools import partial

import pjsua2 as pj

from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.legs.statistics import Look, leg_reading
from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.outbox import Outbox
from softphone.core.values import LegId

log = logging.getLogger(__name__)

EVERY_S = 1.0


class Sampling:
    """Remembers whom to look at, and how many streams each leg has had."""

    def __init__(self, legs: Legs, agenda: Agenda, outbox: Outbox, clock: Callable[[], float]) -> None:
        self._legs = legs
        self._agenda = agenda
        self._outbox = outbox
        self._clock = clock
        self._streams: dict[LegId, int] = {}

    def connected(self, call: LiveCall) -> None:
        """A leg was answered: look at it from now on."""
        leg = call.state.leg
        if self._outbox.wants_readings and leg not in self._streams:
            self._streams[leg] = 0
            self.look(call)
            self._agenda.at(self._clock() + EVERY_S, partial(self._look_again, leg, self._clock() + EVERY_S))

    def stream_ends(self, call: LiveCall) -> None:
        """A leg's stream is about to go; what it has counted since the last look is not to be lost."""
        self.look(call)
        if call.state.leg in self._streams:
            self._streams[call.state.leg] += 1

    def over(self, call: LiveCall) -> None:
        """A leg is over."""
        self._streams.pop(call.state.leg, None)

    def look(self, call: LiveCall) -> None:
        """Look now. A call that is about to go may have nothing to look at any more."""
        stream = self._streams.get(call.state.leg)
        if stream is None:
            return
        try:
            reading = leg_reading(call, call.state.leg, Look(self._clock(), stream))
        except pj.Error as error:
            log.debug("leg %s has no statistics: %s", call.state.leg, error.reason)
            return
        if reading is not None:
            self._outbox.measured(reading)

    def _look_again(self, leg: LegId, due: float) -> None:
        call = self._legs.find(leg)
        if call is None or leg not in self._streams:
            return
        self.look(call)
        following = max(due + EVERY_S, self._clock())
        self._agenda.at(following, partial(self._look_again, leg, following))
