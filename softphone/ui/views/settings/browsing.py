"""Which settings name a file or a folder that can be looked for, and what stands there when one was chosen. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from softphone.settings.wanted import Hint, alternatives, extra, item_of
from softphone.ui.views.language import Language
from softphone.ui.views.settings.choices import RING_SOUNDS
from softphone.ui.views.settings.entering import Entered, Kind, kind_of
from softphone.ui.views.settings.plan import Names

SOUND = "file:"
"""Goes before a file where a sound may also be called by its name."""


@dataclass(frozen=True, slots=True)
class Browsing:
    """What can be looked for. `is_list`: what is chosen comes to what stands there."""

    is_folder: bool = False
    is_list: bool = False
    prefix: str = ""
    filter: str = ""

    def title(self, say: Language) -> str:
        """Say what is looked for."""
        return say("Choose a folder") if self.is_folder else say("Choose a file")

    def begins_at(self, entered: Entered) -> str:
        """Say where to begin to look: at the (first) one that stands there."""
        return str(entered).partition("\n")[0].removeprefix(self.prefix)

    def entered(self, before: Entered, chosen: Sequence[str]) -> Entered:
        """Say what stands there when these were chosen."""
        names = [f"{self.prefix}{path}" for path in chosen]
        if not self.is_list:
            return names[0] if names else before
        known = str(before).splitlines()
        return "\n".join((*known, *(name for name in names if name not in known)))


def browsing_of(names: Names, hint: Hint) -> Browsing | None:
    """Say what can be looked for; None where a setting names no file."""
    if names in RING_SOUNDS:
        return Browsing(prefix=SOUND, filter="*.wav")
    item = item_of(hint)
    if item is not None and any(extra(part, "is_path") for part in alternatives(item)):
        return Browsing(is_list=True)
    return {Kind.FILE: Browsing(), Kind.FOLDER: Browsing(is_folder=True)}.get(kind_of(hint))
