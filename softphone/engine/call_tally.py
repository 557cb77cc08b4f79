"""What has to be counted while a call lasts, because its end does not tell: holds, parties, the last media.

May not know facts: it is shown the conversation again and again and compares.
"""

from dataclasses import dataclass, field, replace

from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg
from softphone.core.values import NO_MEDIA, Instant, LegId, Media
from softphone.engine.call_record import Party


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts so far."""

    hold_count: int = 0
    hold_s: float = 0.0
    longest_hold_s: float = 0.0
    held_since: Instant | None = None
    parties: dict[LegId, Party] = field(default_factory=dict)
    media: Media = NO_MEDIA

    def after(self, call: Conversation, now: Instant) -> "Tally":
        """Count what a conversation shows now."""
        parties = self.parties | {leg.id: party_of(leg) for leg in call.legs if not call.is_guest(leg)}
        seen = replace(self, parties=parties, media=_spoken(call) or self.media)
        if not (call.initial.is_held and call.initial.is_talking):
            return seen.released(now)
        if self.held_since is not None:
            return seen
        return replace(seen, held_since=now, hold_count=self.hold_count + 1)

    def released(self, now: Instant) -> "Tally":
        """Close a hold that lasted until now."""
        if self.held_since is None:
            return self
        lasted = now - self.held_since
        longest = max(self.longest_hold_s, lasted)
        return replace(self, held_since=None, hold_s=self.hold_s + lasted, longest_hold_s=longest)


def party_of(leg: Leg) -> Party:
    """Name the far end of a leg; what cannot be written down is replaced."""
    return Party(clean(leg.peer.number), clean(leg.peer.name), clean(leg.peer.uri))


def clean(text: str) -> str:
    """Replace what is no text (half a surrogate pair from a broken header), so that it can be stored."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _spoken(call: Conversation) -> Media | None:
    media = call.initial.media
    return media if media.codec else None
