"""The way out: events and readings go to whoever asked for them, in order, until the phone stops; then no more."""

import logging
from collections.abc import Iterable

from softphone.core.messages.events import Event
from softphone.engine.ports.phone import LegReading, Measured, Post

log = logging.getLogger(__name__)


class Outbox:
    """Posts events; any thread may use it."""

    def __init__(self, post: Post, measured: Measured | None = None) -> None:
        self._post = post
        self._measured = measured
        self._is_closed = False

    def tell(self, event: Event) -> None:
        """Post one event."""
        if not self._is_closed:
            log.debug("tells %r", event)
            self._post(event)

    def tell_all(self, events: Iterable[Event]) -> None:
        """Post several, in order."""
        for event in events:
            self.tell(event)

    @property
    def wants_readings(self) -> bool:
        """Whether anybody wants to know how audio fares."""
        return self._measured is not None

    def measured(self, reading: LegReading) -> None:
        """Hand on a reading."""
        if self._measured is not None and not self._is_closed:
            self._measured(reading)

    def close(self) -> None:
        """Post nothing any more."""
        self._is_closed = True
