"""The small window about a ringing call, and what the notification says of it."""

from dataclasses import dataclass

from softphone.ui.views.call_card import CallCard, call_card
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Mirror, ringing
from softphone.ui.views.seen import Seen


@dataclass(frozen=True, slots=True)
class Popup:
    """What the small window shows: the call that has rung longest, and how many more ring."""

    card: CallCard
    more: str = ""


def popup(mirror: Mirror, now: float, say: Language, region: str | None = None) -> Popup | None:
    """Make the small window, if something rings."""
    waiting = ringing(mirror)
    if not waiting or mirror.state is None:
        return None
    more = say.several("{count} more call rings", "{count} more calls ring", len(waiting) - 1) if waiting[1:] else ""
    return Popup(call_card(waiting[0], Seen(mirror.state, mirror.passed(now), say, region)), more)
