"""The latest events for a list view, the newest last; the oldest are forgotten when there are too many."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from softphone.protocol.events import AnyEvent
from softphone.ui.views.events import MOST_EVENTS, row
from softphone.ui.views.rows import Row

Index = QModelIndex | QPersistentModelIndex
START = QModelIndex()


class EventRows(QAbstractListModel):
    """What has been told since the tab was first opened."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.events: list[AnyEvent] = []
        self._rows: list[Row] = []

    def add(self, event: AnyEvent) -> None:
        """Note one more."""
        if len(self.events) >= MOST_EVENTS:
            self.beginRemoveRows(QModelIndex(), 0, 0)
            del self.events[0], self._rows[0]
            self.endRemoveRows()
        place = len(self.events)
        self.beginInsertRows(QModelIndex(), place, place)
        self.events.append(event)
        self._rows.append(row(event))
        self.endInsertRows()

    def rowCount(self, parent: Index = START) -> int:
        """Say how many there are."""
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is shown of one."""
        shown = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown.text
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return shown.spoken
            case Qt.ItemDataRole.UserRole:
                return shown
            case _:
                return None
