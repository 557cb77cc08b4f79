"""The list of what happened: rows like those of the other tabs, without anything to call."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QListView, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.widgets.row_list import RowPainter


class EventView(QListView):
    """Shows a model of rows."""

    def __init__(self, look: Look, rows: QAbstractItemModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(rows)
        self.setItemDelegate(RowPainter(look, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        look.changed.connect(self.viewport().update)

    def take_keyboard(self) -> None:
        """Let the arrows choose, from the newest on."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(self.model().rowCount() - 1, 0))
