"""All calls that PJSIP and the phone still speak of, by leg.

A call that is over is let go at once here, and its last reference one poll later: PJSIP is then out of its callbacks.
"""

import logging
from collections.abc import Iterator

from softphone.adapters.sip.live_call import LiveCall
from softphone.core.values import LegId

log = logging.getLogger(__name__)


class Legs:
    """Finds calls by leg, and lets finished ones go in time."""

    def __init__(self) -> None:
        self._calls: dict[LegId, LiveCall] = {}
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

    def let_go(self, call: LiveCall) -> None:
        """The call is over; its last reference goes with the next `sweep`."""
        self._calls.pop(call.state.leg, None)
        self._finished.append(call)

    def sweep(self) -> None:
        """Drop the calls that are over."""
        self._finished.clear()
