"""All calls that PJSIP and the phone still speak of, by leg.

A call that is over is let go at once here, and its last reference one poll later: PJSIP is then out of its callbacks.
A leg is our name for a call; a transfer can put another call behind it.
"""

import logging
from collections.abc import Iterator

from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.core.values import LegId

log = logging.getLogger(__name__)


class Legs:
    """Finds calls by leg, and lets finished ones go in time."""

    def __init__(self) -> None:
        self._calls: dict[LegId, LiveCall] = {}
        self._leaving: list[LiveCall] = []
        self._finished: list[LiveCall] = []

    def __iter__(self) -> Iterator[LiveCall]:
        return iter(list(self._calls.values()))

    def __len__(self) -> int:
        return len(self._calls)

    def find(self, leg: LegId) -> LiveCall | None:
        """Find the call of a leg."""
        return self._calls.get(leg)

    def add(self, call: LiveCall) -> None:
        """Begin to speak of a call."""
        self._calls[call.state.leg] = call

    def succeed(self, call: LiveCall) -> None:
        """Put another call behind the same leg; the one before is kept until it is over, but not spoken of."""
        if before := self._calls.get(call.state.leg):
            self._leaving.append(before)
        self.add(call)

    def let_go(self, call: LiveCall) -> None:
        """The call is over; its last reference goes with the next `sweep`."""
        if self._calls.get(call.state.leg) is call:
            del self._calls[call.state.leg]
        self._finished.append(call)

    def sweep(self) -> None:
        """Drop the calls that are over."""
        self._finished.clear()
        if self._leaving:
            self._leaving = [call for call in self._leaving if call.isActive()]

    def clear(self) -> None:
        """Drop everything."""
        self._calls.clear()
        self._leaving.clear()
        self._finished.clear()
