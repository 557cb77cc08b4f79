"""One look at the phone: its state, how long ago that was told, and how it is to be said."""

from dataclasses import dataclass

from softphone.protocol.figures import Figures
from softphone.protocol.state import State
from softphone.ui.views.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Seen:
    """What every view of a call is made from, beside the call itself."""

    state: State
    passed: float = 0.0
    say: Language = ENGLISH
    region: str | None = None
    """The country whose numbers are written without a prefix."""
    figures: Figures | None = None
    """How calls sound, as it was told last."""
    silence: str = ""
    """What the phone knows, in its own words, about why nothing is heard from the other end of the call."""
