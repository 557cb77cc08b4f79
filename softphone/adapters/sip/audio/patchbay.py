"""Makes audio run as planned, in PJSIP's conference bridge: who is heard by whom. Audio itself never passes Python.

It asks others for the ends of a route (a stream, a device, a tone, a recorder) again each time: PJSIP replaces streams
when a call is negotiated again, and then the connections of the old one are gone.
"""

import logging
from collections.abc import Callable

import pjsua2 as pj

from softphone.adapters.sip.audio.audio_plan import changes, touching
from softphone.core.state.audio import Route, Sink, Source

log = logging.getLogger(__name__)

FindEnd = Callable[[Source | Sink], pj.AudioMedia | None]


class Patchbay:
    """Connects and disconnects until what is made is what is planned."""

    def __init__(self, find_end: FindEnd, made: Callable[[Source], None]) -> None:
        self._find_end = find_end
        self._tell_made = made
        self._planned: frozenset[Route] = frozenset()
        self._made: frozenset[Route] = frozenset()

    def plan(self, routes: frozenset[Route]) -> None:
        """From now on these routes exist, and no others."""
        self._planned = routes
        self.settle()

    def settle(self) -> None:
        """Make what is planned and possible, cut what is not."""
        todo = changes(self._made, self._planned, lambda end: self._find_end(end) is not None)
        for route in todo.cut:
            self._cut(route)
        for route in todo.make:
            self._make(route)

    def renew(self, end: Source | Sink) -> None:
        """What was behind an end has been replaced: its connections are gone and are made again."""
        self._made -= touching(self._made, end)
        self.settle()

    def release(self, end: Source | Sink) -> None:
        """What is behind an end is about to be replaced, and may live on for a while: nothing stays connected to it."""
        for route in touching(self._made, end):
            self._cut(route)

    def _make(self, route: Route) -> None:
        source, sink = self._find_end(route.source), self._find_end(route.sink)
        try:
            if source and sink:
                source.startTransmit(sink)
                self._made |= {route}
                self._tell_made(route.source)
        except pj.Error as error:
            log.warning("%s cannot be connected: %s", route, error.reason)

    def _cut(self, route: Route) -> None:
        self._made -= {route}
        source, sink = self._find_end(route.source), self._find_end(route.sink)
        try:
            if source and sink:
                source.stopTransmit(sink)
        except pj.Error as error:
            log.debug("%s was gone already: %s", route, error.reason)
