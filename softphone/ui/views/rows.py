"""One row of a list in a tab, and a page of them. Lists are read page by page, as far as somebody looks."""

from dataclasses import dataclass

from softphone.protocol.answers import HistoryEntry
from softphone.protocol.contacts import ContactState
from softphone.ui.views.callees import NOBODY, Callee
from softphone.ui.views.tone import Tone


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown of one call, contact or event, in two lines with something at their end."""

    text: str
    detail: str = ""
    aside: str = ""
    icon: str = "call"
    tone: Tone = Tone.PLAIN
    callee: Callee = NOBODY
    """Whom to call when the row is activated."""
    about: HistoryEntry | ContactState | None = None
    """What the row shows, for whoever does more with it."""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.text, self.detail, self.aside)))


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows; `next` is how to ask for those behind them, if there are any."""

    rows: tuple[Row, ...]
    next: int | None = None
