"""Rows for a list view, read page by page when somebody scrolls to their end: never all at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.ui.views.rows import Page, Row
from softphone.ui.widgets.row_answer import row_answer

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[int | None, Callable[[Page | None], None]], None]
"""Asks for the page at a place (None: the first); the answer is a page, or None where there was no answer."""
START = QModelIndex()


class PagedRows(QAbstractListModel):
    """What has been read so far. One page at a time is asked for; answers to an earlier question are let go."""

    read = Signal()
    """A page has come, or will not come."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.has_failed = False
        self._fetch: Fetch | None = None
        self._question = 0
        self._next: int | None = None
        self._can_read = self._is_reading = False

    def begin(self, fetch: Fetch) -> None:
        """Ask again. What is shown stays until the first page is there."""
        self._fetch = fetch
        self._question += 1
        self._can_read, self._next = True, None
        self._read_on()

    @property
    def is_reading(self) -> bool:
        """Whether a page is on its way."""
        return self._is_reading

    def rowCount(self, parent: Index = START) -> int:
        """Say how many have been read."""
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there are more."""
        return not parent.isValid() and self._can_read and not self._is_reading and not self.has_failed

    def fetchMore(self, parent: Index) -> None:
        """Read on."""
        if self.canFetchMore(parent):
            self._read_on()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is shown of one."""
        return row_answer(self.rows[index.row()], role)

    def _read_on(self) -> None:
        if self._fetch:
            self._is_reading, self.has_failed = True, False
            self._fetch(self._next, partial(self._take, self._question, self._next))

    def _take(self, question: int, place: int | None, page: Page | None) -> None:
        if question != self._question:
            return
        self._is_reading = False
        self.has_failed = page is None
        if page is not None:
            self._can_read, self._next = page.next is not None, page.next
            if place is None:
                self._put(list(page.rows))
            elif page.rows:
                self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(page.rows) - 1)
                self.rows.extend(page.rows)
                self.endInsertRows()
        self.read.emit()

    def _put(self, rows: list[Row]) -> None:
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
