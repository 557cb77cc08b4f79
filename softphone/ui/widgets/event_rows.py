"""The latest entries of the log book for a list view, the newest last. Too many, and the oldest are forgotten.

An entry that has got on stays where it is. While it is paused, what comes is counted and kept for later.
"""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.ui.views.log_book import MOST_ENTRIES, LogEntry, Source, is_wanted
from softphone.ui.widgets.row_answer import row_answer

Index = QModelIndex | QPersistentModelIndex
START = QModelIndex()


class EventRows(QAbstractListModel):
    """Those of the entries that pass the filter."""

    counted = Signal()
    """There are more, or fewer, or some wait."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: dict[str, LogEntry] = {}
        self._waiting: dict[str, LogEntry] = {}
        self._is_paused = False
        self._source, self._text = Source.ALL, ""
        self.shown: list[LogEntry] = []

    @property
    def waiting(self) -> int:
        """How many have come while it is paused."""
        return len(self._waiting)

    def put(self, entry: LogEntry) -> None:
        """Note one more, or that a known one has got on."""
        if self._is_paused:
            self._waiting[entry.key] = entry
            _forget_oldest(self._waiting)
        elif entry.key in self._all:
            self._renew(entry)
        else:
            self._add(entry)
        self.counted.emit()

    def put_earlier(self, entries: tuple[LogEntry, ...]) -> None:
        """Note what was there before, oldest first; what is known already is newer than this."""
        earlier = {entry.key: entry for entry in entries if entry.key not in self._all}
        if earlier:
            ordered = sorted((*earlier.values(), *self._all.values()), key=lambda entry: entry.at)
            self._all = {entry.key: entry for entry in ordered}
            _forget_oldest(self._all)
            self._sift()

    def pause(self, *, is_paused: bool) -> None:
        """Hold what comes back, or show what was held back."""
        self._is_paused = is_paused
        if not is_paused:
            waiting, self._waiting = self._waiting, {}
            for entry in waiting.values():
                self.put(entry)
        self.counted.emit()

    def want(self, source: Source, text: str) -> None:
        """Show only these."""
        if (source, text) != (self._source, self._text):
            self._source, self._text = source, text
            self._sift()

    def rowCount(self, parent: Index = START) -> int:
        """Say how many are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is shown of one."""
        return row_answer(self.shown[index.row()].row, role)

    def _add(self, entry: LogEntry) -> None:
        self._all[entry.key] = entry
        for gone in _forget_oldest(self._all):
            if self.shown and self.shown[0].key == gone:
                self.beginRemoveRows(QModelIndex(), 0, 0)
                del self.shown[0]
                self.endRemoveRows()
        if is_wanted(entry, self._source, self._text):
            place = len(self.shown)
            self.beginInsertRows(QModelIndex(), place, place)
            self.shown.append(entry)
            self.endInsertRows()

    def _renew(self, entry: LogEntry) -> None:
        """It may pass the filter only now, or no longer: then all are looked at again, which is seldom."""
        self._all[entry.key] = entry
        place = next((place for place, one in enumerate(self.shown) if one.key == entry.key), None)
        if is_wanted(entry, self._source, self._text) != (place is not None):
            self._sift()
        elif place is not None:
            self.shown[place] = entry
            self.dataChanged.emit(self.index(place), self.index(place))

    def _sift(self) -> None:
        self.beginResetModel()
        self.shown = [entry for entry in self._all.values() if is_wanted(entry, self._source, self._text)]
        self.endResetModel()
        self.counted.emit()


def _forget_oldest(entries: dict[str, LogEntry]) -> list[str]:
    gone = list(entries)[: max(0, len(entries) - MOST_ENTRIES)]
    for key in gone:
        del entries[key]
    return gone
