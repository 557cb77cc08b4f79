"""The small window about a ringing call, the tray's icon and the notification."""

from dataclasses import dataclass

from softphone.protocol.state import CallPhase
from softphone.ui.views.call_card import CallCard, call_card
from softphone.ui.views.keys import Tone
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


@dataclass(frozen=True, slots=True)
class Tray:
    """What the icon in the tray shows and says."""

    tone: Tone
    text: str


def tray(mirror: Mirror, say: Language) -> Tray:
    """Say in one word how the phone is."""
    if not mirror.is_up or mirror.state is None:
        return Tray(Tone.PLAIN, say("softphone: not running"))
    if ringing(mirror):
        return Tray(Tone.GOOD, say("softphone: a call rings"))
    if any(call.phase is CallPhase.CONNECTED for call in mirror.calls):
        return Tray(Tone.BAD, say("softphone: in a call"))
    if mirror.state.agent.is_do_not_disturb:
        return Tray(Tone.WARN, say("softphone: do not disturb"))
    return Tray(Tone.ACCENT, say("softphone: ready"))
