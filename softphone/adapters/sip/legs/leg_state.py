"""What is known about one leg between two callbacks, and which events follow from what happens to it.

Plain values only: no pjsua2 object comes in here, so that everything can be tested without the library, and nothing
here can keep a finished call alive.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from softphone.adapters.sip.legs.digits import DigitRules
from softphone.adapters.sip.legs.hold_attempt import HoldAttempt
from softphone.adapters.sip.legs.transfer_attempt import TransferAttempt
from softphone.core.messages.events import (
    LegConnected,
    LegEnded,
    LegEvent,
    MediaChanged,
    PeerReplaced,
    ProvisionalReceived,
)
from softphone.core.values import NO_MEDIA, Direction, EndReason, LegId, Media, Peer
from softphone.settings.kinds import Codec

REPLACED = 487


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
    is_described: bool = False
    """Whether there was a description of our sound for the peer: before, PJSIP looks for ways it could take."""
    has_audio: bool = False
    cause: EndReason | None = None
    has_heard_goodbye: bool = False
    hold: HoldAttempt | None = None
    is_held: bool = False
    """Whether its peer was told that we hold it."""
    transfer: TransferAttempt | None = None
    new_peer: Peer | None = None
    """Set where another dialog had this leg before: who is behind it now."""
    was_connected: bool = False
    """Whether the leg was a call in that dialog already."""
    times_moved: int = 0
    digits: DigitRules = field(default_factory=DigitRules)
    looks_for_keys: int = 20
    """How often is still looked whether keys were agreed on: DTLS does that in the stream, and PJSIP tells nobody."""
    answers_itself: bool = False
    """Whether its INVITE may, and wants to, be answered without the agent."""
    is_internal: bool = False
    """Whether a colleague calls: that may ring differently."""
    provisional: set[tuple[int, bool]] = field(default_factory=set)

    @property
    def is_offered(self) -> bool:
        """Whether it rings here."""
        return self.direction is Direction.IN and not self.is_connected and not self.is_over

    @property
    def is_unsent(self) -> bool:
        """Whether it is a call of ours that nobody has heard of yet."""
        return self.direction is Direction.OUT and not self.is_described and not self.is_let_go

    def connected(self) -> Iterator[LegEvent]:
        """The ACK has passed. A successor is a new peer of a leg that may have been a call all along."""
        if self.is_connected or self.is_over:
            return
        self.is_connected = True
        if self.new_peer:
            yield PeerReplaced(self.leg, self.new_peer)
        if not self.was_connected:
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

    def codecs_of_offer(self, wanted: tuple[Codec, ...] | None) -> tuple[str, ...] | None:
        """Name the codecs of an offer of ours; None leaves it as it is.

        A hold keeps the codec that is spoken: to Asterisk another one is a new stream, for which its music stops.
        """
        is_holding = self.hold is not None and not self.hold.is_over
        return (self.media.codec.lower(),) if is_holding and self.media.codec else wanted

    def may_get_keys(self) -> bool:
        """Count down the looks for keys; whoever has some, or has waited long enough, is not looked at again."""
        self.looks_for_keys = 0 if self.media.encryption else max(0, self.looks_for_keys - 1)
        return self.looks_for_keys > 0

    def learn_events(self, *, can_be_sent: bool) -> None:
        """Telephone events were negotiated, or not."""
        self.digits = replace(self.digits, has_telephone_event=can_be_sent)

    def digits_learned(self, digits: DigitRules) -> Iterator[LegEvent]:
        """Something was learned about the ways to send digits; a way that changed is told."""
        self.digits = digits
        if self.media != NO_MEDIA:
            yield from self.media_changed(replace(self.media, digits_method=digits.method))

    def successor(self, direction: Direction, peer: Peer) -> "LegState":
        """Begin to know another dialog, which may take this one's place."""
        was_connected = self.is_connected or self.was_connected
        digits = DigitRules(self.digits.wish)
        return LegState(self.leg, direction, new_peer=peer, was_connected=was_connected, digits=digits)

    def inherit(self, old: "LegState") -> Iterator[LegEvent]:
        """Take the place of another dialog: what was told of the leg counts on, and who was on hold is to be again.

        The outcome of a transfer that the old peer was asked for will not be heard any more.
        """
        self.was_connected = old.is_connected or old.was_connected
        self.times_moved = old.times_moved + 1
        self.media = old.media
        if old.hold and not old.hold.is_over:
            self.hold = HoldAttempt(self.leg, old.hold.is_held, is_silent=old.hold.is_silent)
        elif old.is_held:
            self.hold = HoldAttempt(self.leg, is_held=True, is_silent=True)
        old.is_over = True
        if old.transfer:
            yield from old.transfer.given_up(REPLACED, "Another peer took the place of the one who was asked.")

    def ended(self, code: int, phrase: str) -> Iterator[LegEvent]:
        """The dialog is gone. A call that neither side ended was lost."""
        if self.is_over:
            return
        self.is_over = True
        is_lost = self.is_connected and not self.is_let_go and not self.has_heard_goodbye
        yield LegEnded(self.leg, code, phrase, self.cause or (EndReason.LOST if is_lost else None))
