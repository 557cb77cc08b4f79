"""Where a supervisor says which call to enter: a colleague, chosen or typed, and the key of the call."""

import uuid
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from softphone.protocol.contacts import ContactsPage
from softphone.protocol.events import AvailabilityChanged, ContactsChanged
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views import people
from softphone.ui.views.keys import Key
from softphone.ui.views.rows import Page, Row
from softphone.ui.views.supervising import Entered, asked, colleagues, enter_key, needs_key
from softphone.ui.widgets.buttons import PillKey
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.number_field import NumberField
from softphone.ui.widgets.row_list import RowList
from softphone.ui.widgets.search_field import LONGEST, PAUSE_MS
from softphone.ui.widgets.workplace import Workplace

LONGEST_KEY = 128
SETTLED_MS = 500
"""Availability changes in swarms."""


class SupervisionForm(QWidget):
    """Asks to listen to a call. The list finds colleagues, those in a call first; choosing one fills in the field."""

    asked = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._chosen = Row("")
        self.colleague = NumberField(place.say, self)
        self.key = QLineEdit(self)
        self.list = RowList(place.look, self)
        self.enter = PillKey(place.look, self)
        self._name_all()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._connect()
        self.setFocusProxy(self.colleague)
        self.judge_anew()

    def judge_anew(self) -> None:
        """Look again whether what was entered leads to a call."""
        self.enter.display(self._enter_key())

    def take_keyboard(self) -> None:
        """Begin with the colleague."""
        self.colleague.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Show who is in a call now."""
        super().showEvent(event)
        self._search()

    def _name_all(self) -> None:
        say = self._place.say
        needed = needs_key(self._place.settings.supervision)
        names = {
            self.colleague: (say("Colleague: name or number"), say("Whose call it is: a name, a number or an address")),
            self.key: (
                say("Key of the call") if needed else say("Key of the call (if known)"),
                say("The key by which Salesforce and the colleague's phone know the call"),
            ),
        }
        for field, (name, tip) in names.items():
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.setToolTip(tip)
        self.colleague.setProperty("role", "")
        self.key.setMaxLength(LONGEST_KEY)
        self.list.setAccessibleName(say("Colleagues"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.medium)
        column.setSpacing(SPACE.small)
        hint = self._place.say("You begin by listening: nobody hears you until you whisper or barge in.")
        column.addWidget(Paragraph("muted", hint, self))
        column.addWidget(self.colleague)
        column.addWidget(self.list, 1)
        column.addWidget(self.key)
        column.addWidget(self.enter)

    def _connect(self) -> None:
        self.colleague.textChanged.connect(self._typed)
        self.colleague.went_down.connect(self.list.take_keyboard)
        self.key.textChanged.connect(self.judge_anew)
        for field in (self.colleague, self.key):
            field.returnPressed.connect(self.enter.click)
        self.list.chosen.connect(self._choose)
        self.enter.asked.connect(self._ask)
        self._pause.timeout.connect(self._search)
        self._settled.timeout.connect(self._search)
        self._place.phone.happened.connect(self._hear)

    def _entered(self) -> Entered:
        colleague = self.colleague.text()
        name = self._chosen.text if colleague == self._chosen.callee.text else ""
        return Entered(colleague, name, self.key.text())

    def _enter_key(self) -> Key:
        place = self._place
        fresh = f"desk-{uuid.uuid4()}"
        return enter_key(self._entered(), place.phone.mirror, place.settings.supervision, fresh, place.say)

    def _ask(self) -> None:
        """Ask with a key of its own each time."""
        if command := self._enter_key().command:
            self.asked.emit(command)

    def _choose(self, row: Row) -> None:
        self._chosen = row
        self.colleague.setText(row.callee.text)
        wants_key = needs_key(self._place.settings.supervision) and not self.key.text()
        (self.key if wants_key else self.enter).setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self.judge_anew()
        if self.colleague.text() != self._chosen.callee.text:
            self._pause.start()

    def _search(self) -> None:
        """Find colleagues; one who was chosen stays among the others."""
        typed = self.colleague.text()
        text = "" if typed == self._chosen.callee.text else people.clean(typed, LONGEST)
        self.list.paged.begin(partial(self._fetch, text))

    def _fetch(self, text: str, offset: int | None, then: Callable[[Page | None], None]) -> None:
        del offset  # all of them come at once
        place = self._place

        def show(page: ContactsPage) -> None:
            then(colleagues(page, place.say, place.region))

        place.phone.enquire(asked(text), show, otherwise=lambda: then(None))

    def _hear(self, event: object) -> None:
        is_about_people = isinstance(event, AvailabilityChanged | ContactsChanged)
        if is_about_people and self.isVisible() and not self._settled.isActive():
            self._settled.start()
