"""What the phone tells, as it happens: a list, the whole of the one that is marked, copying and exporting."""

import os
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListView, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.events import lines, payload
from softphone.ui.widgets.event_rows import EventRows
from softphone.ui.widgets.row_list import RowPainter
from softphone.ui.widgets.shortcuts import press_by
from softphone.ui.widgets.workplace import Workplace

PRIVATE = 0o600


class EventList(QWidget):
    """Follows the newest event until somebody marks one."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        say = place.say
        self.rows = EventRows(self)
        self.list = QListView(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowPainter(place.look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(say("Events"))
        self.whole = QPlainTextEdit(self)
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName(say("The whole event"))
        self.whole.setPlaceholderText(say("Choose an event to see all of it."))
        self.copy = self._button(say("Copy"), "copy", "Ctrl+Shift+C")
        self.export = self._button(say("Export ..."), "export", "Ctrl+Shift+E")
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._show)
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(self._choose_file)
        self.setFocusProxy(self.list)
        place.look.changed.connect(self.list.viewport().update)
        place.phone.happened.connect(self._hear)
        self._show(QModelIndex())

    def write(self, path: str) -> None:
        """Export all events that are listed, for this user only; say what came of it."""
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                os.fchmod(handle, PRIVATE)
                file.write(lines(self.rows.events))
        except OSError as error:
            why = error.strerror or str(error)
            self._place.said.emit(self._place.say("{path} cannot be written: {why}", path=path, why=why))
        else:
            self._place.said.emit(self._place.say("Exported: {path}", path=path))

    def _button(self, title: str, icon: str, shortcut: str) -> QPushButton:
        button = QPushButton(self._place.look.icon(icon), title, self)
        button.setAccessibleName(title)
        button.setToolTip(f"{title} ({shortcut})")
        press_by(button, shortcut)
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
        column.setSpacing(SPACE.small)
        column.addWidget(self.list, 3)
        column.addWidget(self.whole, 2)
        keys = QHBoxLayout()
        keys.setSpacing(SPACE.small)
        keys.addWidget(self.copy)
        keys.addWidget(self.export)
        keys.addStretch(1)
        column.addLayout(keys)

    def _hear(self, event: object) -> None:
        self.rows.add(event)  # type: ignore[arg-type]  # signals carry objects; `happened` says which
        self.export.setEnabled(True)
        if not self.list.currentIndex().isValid():
            self.list.scrollToBottom()

    def _show(self, current: QModelIndex, *_: object) -> None:
        self.copy.setEnabled(current.isValid())
        self.whole.setPlainText(payload(self.rows.events[current.row()]) if current.isValid() else "")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.whole.toPlainText())
        self._place.said.emit(self._place.say("The event was copied."))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self._place.say("Export events"), str(Path.home() / "softphone-events.jsonl"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.write)
        dialog.open()
