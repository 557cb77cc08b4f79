"""Tells subscribers what happens: every event at once, state and figures soon after, each encoded once for all."""

from collections import deque
from collections.abc import Callable, Iterable

from softphone.adapters.bridge.latest import Latest
from softphone.adapters.bridge.link import Link
from softphone.protocol import codec
from softphone.protocol.events import AnyEvent
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures
from softphone.protocol.state import State

KEPT_EVENTS = 1000
STATE_PAUSE_S = 0.04
"""Between two states: eyes need nothing faster, and a storm of events stays cheap."""
FIGURES_PAUSE_S = 0.9
"""Between two figures: every leg is looked at once a second, each at its own time."""


class Subscriptions:
    """The clients that listen, and the last events for those that come back."""

    def __init__(
        self,
        links: set[Link],
        snapshot: Callable[[], State],
        figures: Callable[[], Figures],
        cut_off: Callable[[Link], None],
    ) -> None:
        self.links = links
        self._cut_off = cut_off
        self._kept: deque[tuple[int, bytes]] = deque()
        self._forgotten = snapshot().seq
        self._state = Latest(
            STATE_PAUSE_S,
            lambda: [link for link in self.links if link.wants_state],
            lambda: codec.write_state(snapshot()),
            self._send,
        )
        self._figures = Latest(
            FIGURES_PAUSE_S,
            lambda: [link for link in self.links if link.wants_figures],
            lambda: codec.write_figures(figures()),
            self._send,
        )

    def tell(self, event: AnyEvent) -> None:
        """Send an event to all who want events."""
        frame = codec.write_event(event)
        self._keep(event.seq, frame)
        self._send(frame, (link for link in self.links if link.wants_events))
        self.changed()

    def changed(self) -> None:
        """See to it that all who watch the state get it soon."""
        self._state.changed()

    def measured(self) -> None:
        """See to it that all who watch the figures get them soon."""
        self._figures.changed()

    def exchanged(self, exchange: Exchange) -> None:
        """Tell what Salesforce asked or was told to all who want to know."""
        if wanting := [link for link in self.links if link.wants_exchanges]:
            self._send(codec.write_exchange(exchange), wanting)

    def keeps(self, since: int, seq: int) -> bool:
        """Tell whether everything after `since`, up to `seq`, can be sent again."""
        return self._forgotten <= since <= seq

    def replay(self, link: Link, since: int) -> None:
        """Send a client what it missed after `since`, as far as it is kept."""
        self._send_all(link, (frame for number, frame in self._kept if number > since))

    def stop(self) -> None:
        """Tell nothing more."""
        self._state.stop()
        self._figures.stop()

    def _keep(self, seq: int, frame: bytes) -> None:
        """Keep an event for those who come back; the oldest are forgotten."""
        self._kept.append((seq, frame))
        if len(self._kept) > KEPT_EVENTS:
            self._forgotten, _ = self._kept.popleft()

    def _send(self, frame: bytes, links: Iterable[Link]) -> None:
        """Send one frame to some clients."""
        for link in list(links):
            self._send_all(link, (frame,))

    def _send_all(self, link: Link, frames: Iterable[bytes]) -> None:
        """Send some frames to one client, as long as it takes them."""
        if not all(link.send(frame) for frame in frames):
            self.links.discard(link)
            self._cut_off(link)
