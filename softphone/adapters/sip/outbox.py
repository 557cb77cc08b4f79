"""The way out: events go to whoever asked for them, in order, until the phone stops; afterwards nothing is told."""

import logging
from collections.abc import Iterable

from softphone.core.events import Event
from softphone.engine.ports import Post

log = logging.getLogger(__name__)


class Outbox:
    """Posts events; any thread may use it."""

    def __init__(self, post: Post) -> None:
        self._post = post
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

    def close(self) -> None:
        """Post nothing any more."""
        self._is_closed = True
