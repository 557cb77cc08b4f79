"""The tray's icon: one colour and one line for the phone as a whole."""

from dataclasses import dataclass

from softphone.protocol.state import CallPhase
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Mirror, ringing
from softphone.ui.views.tone import Tone


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
