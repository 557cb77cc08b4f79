"""The calls there were: which kind, a search, and the list."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.protocol.answers import HistoryEntry
from softphone.protocol.events import Hangup
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.callees import of_call
from softphone.ui.views.history import KINDS, Kind, Reader, asked, calls
from softphone.ui.views.keys import Key
from softphone.ui.views.past_keys import CALL, SOUND, past_keys
from softphone.ui.views.rows import Page
from softphone.ui.widgets.choice_row import ChoiceRow
from softphone.ui.widgets.finder import Finder
from softphone.ui.widgets.key_bar import KeyBar
from softphone.ui.widgets.workplace import Workplace

QUALITY = "quality"
"""The tab of how calls sound."""
SAVED_MS = 1000
"""A call that is over is in the history soon after."""


class HistoryList(QWidget):
    """Asks for the calls that are wanted; activating one calls back."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._kind: Kind = "all"
        self.finder = Finder(place, place.say("Calls"), self)
        titles: dict[str, str] = {kind: place.say(title) for kind, title in KINDS.items()}
        self.kinds = ChoiceRow(titles, place.say("Calls"), self)
        self.kinds.setContentsMargins(SPACE.medium, 0, SPACE.medium, 0)
        self.kinds.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.small, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.kinds)
        column.addWidget(self.finder)
        self.keys = KeyBar(place.look, self)
        self.finder.column.addWidget(self.keys)
        self.setFocusProxy(self.finder.field)
        self._saved = QTimer(self, singleShot=True, interval=SAVED_MS)
        self._saved.timeout.connect(self.finder.become_stale)
        self.finder.wanted.connect(self._ask)
        self.finder.list.marked.connect(self._show_keys)
        self.keys.pressed.connect(self._press)
        place.phone.happened.connect(self._hear)
        place.phone.changed.connect(lambda _: self._show_keys())
        self._show_keys()

    def _choose(self, kind: str) -> None:
        self._kind = next(one for one in KINDS if one == kind)
        self._ask()

    def _ask(self) -> None:
        kind, text, place = self._kind, self.finder.field.wanted, self._place
        reader = Reader(place.say, datetime.now().astimezone().date(), place.region)

        def fetch(before: int | None, then: Callable[[Page | None], None]) -> None:
            place.phone.enquire(
                asked(kind, text, before), lambda page: then(calls(page, reader)), otherwise=lambda: then(None)
            )

        self.finder.ask(fetch)

    @property
    def _marked(self) -> HistoryEntry | None:
        row = self.finder.list.current
        return row.about if row and isinstance(row.about, HistoryEntry) else None

    def _show_keys(self) -> None:
        self.keys.display(past_keys(self._marked, self._place.phone.mirror, self._place.say))

    def _press(self, key: Key) -> None:
        entry = self._marked
        if key.command is not None:
            self._place.phone.ask(key.command)
        elif entry is not None and key.name == CALL:
            self._place.wants_call.emit(of_call(entry))
        elif entry is not None and key.name == SOUND:
            self._place.wants_place.emit(QUALITY)
            self._place.wants_sound.emit(entry)

    def _hear(self, event: object) -> None:
        if isinstance(event, Hangup):
            self._saved.start()
