"""What is known about one leg between two callbacks, and which events follow from what happens to it.

Plain values only: no pjsua2 object comes in here, so that everything can be tested without the library, and nothing
here can keep a finished call alive.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from softphone.adapters.sip.hold_attempt import HoldAttempt
from softphone.core.events import LegConnected, LegEnded, LegEvent, MediaChanged, ProvisionalReceived
from softphone.core.values import NO_MEDIA, Direction, EndReason, LegId, Media


@dataclass(slots=True)
class LegState:
    """One leg. It ends once; what comes afterwards is not told."""

    leg: LegId
    direction: Direction
    media: Media = NO_MEDIA
    is_connected: bool = False
    is_over: bool = False
    is_let_go: bool = False
    """Whether we ended it ourselves."""
    has_audio: bool = False
    cause: EndReason | None = None
    has_heard_goodbye: bool = False
    hold: HoldAttempt | None = None
    provisional: set[tuple[int, bool]] = field(default_factory=set)

    def connected(self) -> Iterator[LegEvent]:
        """The ACK has passed."""
        if not self.is_connected and not self.is_over:
            self.is_connected = True
            yield LegConnected(self.leg)

    def provisional_received(self, code: int, *, has_early_media: bool) -> Iterator[LegEvent]:
        """A 1xx above 100 came; a repeated one says nothing new."""
        if self.is_over or (code, has_early_media) in self.provisional:
            return
        self.provisional.add((code, has_early_media))
        yield ProvisionalReceived(self.leg, code, has_early_media)

    def media_changed(self, media: Media) -> Iterator[LegEvent]:
        """Audio was negotiated; only a difference is told."""
        if media != self.media and not self.is_over:
            self.media = media
            yield MediaChanged(self.leg, media)

    def ended(self, code: int, phrase: str) -> Iterator[LegEvent]:
        """The dialog is gone. A call that neither side ended was lost."""
        if self.is_over:
            return
        self.is_over = True
        is_lost = self.is_connected and not self.is_let_go and not self.has_heard_goodbye
        yield LegEnded(self.leg, code, phrase, self.cause or (EndReason.LOST if is_lost else None))
