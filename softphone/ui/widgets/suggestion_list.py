"""Who could be meant by what is typed: a list below the dial field."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.suggestions import Suggestion
from softphone.ui.widgets.workplace import Tools

Index = QModelIndex | QPersistentModelIndex

EDGE = SPACE.tiny + 1
"""The room round the rows, and the line round that."""


class Suggestions(QAbstractListModel):
    """The suggestions as Qt wants them."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: tuple[Suggestion, ...] = ()

    def put(self, rows: tuple[Suggestion, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Say how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is shown of one."""
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return row.text
            case Qt.ItemDataRole.DecorationRole:
                return self._look.icon(row.icon, "muted", SIZES.icon_small)
            case _:
                return None


class SuggestionList(QListView):
    """The list; it is there only while there is something in it."""

    chosen = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = Suggestions(tools.look, self)
        self.setModel(self._model)
        self.setProperty("role", "suggestions")
        self.setAccessibleName(tools.say("Suggestions"))
        self.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.hide()

    def display(self, rows: tuple[Suggestion, ...]) -> None:
        """Show these, or nothing."""
        if rows != self._model.rows:
            self._model.put(rows)
            self.setMaximumHeight(len(rows) * self.sizeHintForRow(0) + 2 * EDGE)
        self.setVisible(bool(rows))

    def take_keyboard(self) -> None:
        """Let the arrows choose."""
        if self.isVisible():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.setCurrentIndex(self._model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the one that is marked."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.rows[index.row()])
