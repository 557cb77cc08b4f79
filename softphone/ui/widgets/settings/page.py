"""A page of settings: groups of rows in cards, and above them whatever the page has besides."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.settings.pages import Group
from softphone.ui.views.settings.plan import Names
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.settings.field_row import FieldRow
from softphone.ui.widgets.workplace import Tools


class Card(QFrame):
    """A heading and rows below it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        self.column.setSpacing(SPACE.tiny)
        if title:
            self.column.addWidget(Paragraph("heading", title, self))

    def add_rule(self) -> None:
        """Draw a line between two rows."""
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        self.column.addWidget(rule)


class SettingsPage(QScrollArea):
    """Shows groups of settings; what was entered is told as (names, entered)."""

    entered = Signal(object, object)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = QWidget(self)
        self._ground.setProperty("role", "ground")
        self.column = QVBoxLayout(self._ground)
        self.column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        self.column.setSpacing(SPACE.medium)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE.medium)
        self.column.addLayout(self._cards)
        self.column.addStretch(1)
        self.rows: dict[Names, FieldRow] = {}
        self._shape: tuple[tuple[Names, ...], ...] | None = None
        self._second: QWidget | None = None
        self.setWidget(self._ground)

    def display(self, groups: tuple[Group, ...]) -> None:
        """Look like these groups; rows that were there are kept, with what is being typed in them."""
        shape = tuple(tuple(field.names for field in group.fields) for group in groups)
        if shape != self._shape:
            self._build(groups)
            self._shape = shape
            return
        for group in groups:
            for field in group.fields:
                self.rows[field.names].display(field)

    def place_second(self, widget: QWidget) -> None:
        """Have something stand between the first group and the others."""
        self._second = widget

    def reach(self, names: Names) -> None:
        """Bring a setting into view, with the keyboard in it."""
        if row := self.rows.get(names):
            row.take_keyboard()
            self.ensureWidgetVisible(row)

    def _build(self, groups: tuple[Group, ...]) -> None:
        self.rows.clear()
        while entry := self._cards.takeAt(0):
            if (card := entry.widget()) and card is not self._second:
                card.setParent(None)
                card.deleteLater()
        for group in groups:
            card = Card(group.title, self._ground)
            for place, field in enumerate(group.fields):
                if place:
                    card.add_rule()
                row = FieldRow(self._tools, field, card)
                row.entered.connect(self.entered)
                card.column.addWidget(row)
                self.rows[field.names] = row
            self._cards.addWidget(card)
        if self._second:
            self._cards.insertWidget(min(1, self._cards.count()), self._second)
