"""The phone book: a search, colleagues who are available, favourites, and the list."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from softphone.protocol.contacts import ContactState, MarkFavourite
from softphone.protocol.events import AvailabilityChanged, ContactsChanged
from softphone.ui.views.contacts import asked, contact_keys, contacts
from softphone.ui.views.keys import Key
from softphone.ui.views.rows import Page
from softphone.ui.widgets.finder import Finder
from softphone.ui.widgets.key_bar import KeyBar
from softphone.ui.widgets.workplace import Workplace

SETTLED_MS = 500
"""Availability changes in swarms, at nine o'clock for one."""


class ContactList(QWidget):
    """Asks for the contacts that are wanted; activating one calls."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.finder = Finder(place, place.say("Contacts"), self)
        boxes = QHBoxLayout()
        self.finder.column.insertLayout(1, boxes)
        self.only_available = self._box(place.say("Available colleagues only"))
        self.only_favourites = self._box(place.say("Favourites only"))
        for box in (self.only_available, self.only_favourites):
            boxes.addWidget(box)
        boxes.addStretch(1)
        self.keys = KeyBar(place.look, self)
        self.finder.column.addWidget(self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.finder)
        self.setFocusProxy(self.finder.field)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self.finder.become_stale)
        self.finder.list.marked.connect(self._show_keys)
        self.keys.pressed.connect(self._press)
        self.finder.wanted.connect(self._ask)
        place.phone.happened.connect(self._hear)
        place.phone.answered.connect(self._marked_anew)
        place.phone.changed.connect(lambda _: self._show_keys())
        self._show_keys()

    def _box(self, title: str) -> QCheckBox:
        """Make a condition below the search."""
        box = QCheckBox(title, self)
        box.setAccessibleName(title)
        box.setToolTip(title)
        box.toggled.connect(self._ask)
        return box

    def _ask(self) -> None:
        text, place = self.finder.field.wanted, self._place
        is_available, is_favourite = self.only_available.isChecked(), self.only_favourites.isChecked()

        def fetch(offset: int | None, then: Callable[[Page | None], None]) -> None:
            place.phone.enquire(
                asked(text, offset, is_available=is_available, is_favourite=is_favourite),
                lambda page: then(contacts(page, offset, place.say, place.region)),
                otherwise=lambda: then(None),
            )

        self.finder.ask(fetch)

    @property
    def _contact(self) -> ContactState | None:
        row = self.finder.list.current
        return row.about if row and isinstance(row.about, ContactState) else None

    def _show_keys(self) -> None:
        self.keys.display(contact_keys(self._contact, self._place.phone.mirror, self._place.say))

    def _press(self, key: Key) -> None:
        row = self.finder.list.current
        if key.command is not None:
            self._place.phone.ask(key.command)
        elif row is not None and row.callee.text:
            self._place.wants_call.emit(row.callee)

    def _marked_anew(self, answered: tuple[object, object]) -> None:
        """A contact is a favourite now, or none any more."""
        if isinstance(answered[0], MarkFavourite):
            self.finder.become_stale()

    def _hear(self, event: object) -> None:
        if isinstance(event, AvailabilityChanged | ContactsChanged) and not self._settled.isActive():
            self._settled.start()
