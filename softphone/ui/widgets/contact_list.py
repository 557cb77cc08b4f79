"""The phone book: a search, colleagues who are available, and the list."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from softphone.protocol.events import AvailabilityChanged, ContactsChanged
from softphone.ui.views.contacts import asked, contacts
from softphone.ui.views.rows import Page
from softphone.ui.widgets.finder import Finder
from softphone.ui.widgets.workplace import Workplace

SETTLED_MS = 500
"""Availability changes in swarms, at nine o'clock for one."""


class ContactList(QWidget):
    """Asks for the contacts that are wanted; activating one calls."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.finder = Finder(place, place.say("Contacts"), self)
        self.only_available = QCheckBox(place.say("Available colleagues only"), self)
        self.only_available.setAccessibleName(self.only_available.text())
        self.only_available.setToolTip(self.only_available.text())
        self.finder.column.insertWidget(1, self.only_available)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.finder)
        self.setFocusProxy(self.finder.field)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self.finder.become_stale)
        self.only_available.toggled.connect(self._ask)
        self.finder.wanted.connect(self._ask)
        place.phone.happened.connect(self._hear)

    def _ask(self) -> None:
        text, is_available, place = self.finder.field.wanted, self.only_available.isChecked(), self._place

        def fetch(offset: int | None, then: Callable[[Page | None], None]) -> None:
            place.phone.enquire(
                asked(text, offset, is_available=is_available),
                lambda page: then(contacts(page, offset, place.say, place.region)),
                otherwise=lambda: then(None),
            )

        self.finder.ask(fetch)

    def _hear(self, event: object) -> None:
        if isinstance(event, AvailabilityChanged | ContactsChanged) and not self._settled.isActive():
            self._settled.start()
