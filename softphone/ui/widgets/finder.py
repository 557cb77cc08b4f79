"""A search field above a list that is read page by page, and a line that says why there is nothing in it.

It asks again when the phone comes back, and when it is shown after something has become another.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.contacts import NO_NUMBER
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.rows import Row
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.paged_rows import Fetch
from softphone.ui.widgets.row_list import RowList
from softphone.ui.widgets.search_field import SearchField
from softphone.ui.widgets.workplace import Workplace


class Finder(QWidget):
    """What the tabs of calls and of contacts have in common; activating a row calls."""

    wanted = Signal()
    """Something is to be asked again, by `ask`."""

    def __init__(self, place: Workplace, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._is_up = place.phone.mirror.is_up
        self._is_stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
        self.column.setSpacing(SPACE.small)
        self.field = SearchField(place.say("Search"), self)
        self.nothing = Paragraph("muted", "", self)
        self.list = RowList(place.look, self)
        self.list.setAccessibleName(name)
        for widget in (self.field, self.nothing, self.list):
            self.column.addWidget(widget)
        self.field.sought.connect(lambda _: self.wanted.emit())
        self.field.went_down.connect(self.list.take_keyboard)
        self.list.chosen.connect(self._call)
        self.list.paged.read.connect(self._say_how_it_is)
        place.phone.changed.connect(self._take)
        self._say_how_it_is()

    def ask(self, fetch: Fetch) -> None:
        """Show what this finds."""
        self._is_stale = False
        self.list.paged.begin(fetch)
        self._say_how_it_is()

    def become_stale(self) -> None:
        """Something has changed: ask again, unless somebody is looking further down, or at something else."""
        self._is_stale = True
        if self.isVisible() and self.list.verticalScrollBar().value() == 0:
            self.wanted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Be true when it is looked at."""
        super().showEvent(event)
        if self._is_stale:
            self.wanted.emit()

    def _call(self, row: Row) -> None:
        if row.callee.text:
            self._place.wants_call.emit(row.callee)
        else:
            self._place.said.emit(self._place.say(NO_NUMBER))

    def _take(self, mirror: Mirror) -> None:
        if mirror.is_up != self._is_up:
            self._is_up = mirror.is_up
            if self._is_up:
                self.become_stale()
            self._say_how_it_is()

    def _say_how_it_is(self) -> None:
        say, paged = self._place.say, self.list.paged
        self._is_stale = self._is_stale or paged.has_failed
        if not self._is_up:
            text = say("The phone is not running.")
        elif paged.has_failed:
            text = say("The phone did not answer.")
        else:
            text = "" if paged.rows or paged.is_reading else say("Nothing was found.")
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))
