"""The window of QA engineers: what the phone tells and what goes between it and Salesforce, as it happens.

A list with filters and a pause, the whole of the one that is marked, copying and exporting.
"""

import os
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from softphone.protocol.exchanges import Exchange, Exchanges, ExchangesPage
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.log_book import MOST_ENTRIES, SOURCES, Source, lines, of_event, of_exchange
from softphone.ui.views.mirror import Mirror
from softphone.ui.widgets.choice_row import ChoiceRow
from softphone.ui.widgets.event_rows import EventRows
from softphone.ui.widgets.event_view import EventView
from softphone.ui.widgets.search_field import SearchField
from softphone.ui.widgets.shortcuts import press_by, with_keys
from softphone.ui.widgets.workplace import Workplace

PRIVATE = 0o600


class EventList(QWidget):
    """Follows the newest entry until somebody marks one."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        say = place.say
        self._was_up = False
        self.rows = EventRows(self)
        self.sources = ChoiceRow({source: say(title) for source, title in SOURCES.items()}, say("Events"), self)
        self.field = SearchField(say("Filter"), self)
        self.list = EventView(place.look, self.rows, say("Events"), self)
        self.whole = QPlainTextEdit(self)
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName(say("The whole event"))
        self.whole.setPlaceholderText(say("Choose an event to see all of it."))
        self.copy = self._button(say("Copy"), "copy", "Ctrl+Shift+C")
        self.export = self._button(say("Export ..."), "export", "Ctrl+Shift+E")
        self.pause = self._button(say("Pause"), "hold", "Ctrl+Shift+P")
        self.pause.setCheckable(True)
        self.pause.setEnabled(True)
        self._lay_out()
        self._connect()
        for event in place.told:
            self._hear(event)
        self.setFocusProxy(self.field)
        self._show(QModelIndex())

    def write(self, path: str) -> None:
        """Export all entries that are listed, for this user only; say what came of it."""
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                os.fchmod(handle, PRIVATE)
                file.write(lines(self.rows.shown))
        except OSError as error:
            why = error.strerror or str(error)
            self._place.said.emit(self._place.say("{path} cannot be written: {why}", path=path, why=why))
        else:
            self._place.said.emit(self._place.say("Exported: {path}", path=path))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what was before, where that is not known yet."""
        super().showEvent(event)
        self._take(self._place.phone.mirror)

    def _button(self, title: str, icon: str, shortcut: str) -> QPushButton:
        button = QPushButton(self._place.look.icon(icon), title, self)
        button.setAccessibleName(title)
        button.setToolTip(with_keys(title, shortcut))
        press_by(button, shortcut)
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
        column.setSpacing(SPACE.small)
        for widget in (self.sources, self.field):
            column.addWidget(widget)
        column.addWidget(self.list, 3)
        column.addWidget(self.whole, 2)
        keys = QHBoxLayout()
        keys.setSpacing(SPACE.small)
        for button in (self.copy, self.export, self.pause):
            keys.addWidget(button)
        keys.addStretch(1)
        column.addLayout(keys)

    def _connect(self) -> None:
        phone = self._place.phone
        phone.happened.connect(self._hear)
        phone.exchanged.connect(self._hear_exchange)
        phone.changed.connect(self._take)
        self.sources.chosen.connect(lambda _: self._sift())
        self.field.sought.connect(lambda _: self._sift())
        self.field.went_down.connect(self.list.take_keyboard)
        self.list.selectionModel().currentChanged.connect(self._show)
        self.rows.modelReset.connect(lambda: self._show(QModelIndex()))
        self.rows.dataChanged.connect(lambda *_: self._show(self.list.currentIndex()))
        self.rows.counted.connect(self._count)
        self.pause.toggled.connect(lambda is_paused: self.rows.pause(is_paused=is_paused))
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(self._choose_file)

    def _hear(self, event: object) -> None:
        self.rows.put(of_event(event))  # type: ignore[arg-type]  # signals carry objects; `happened` says which

    def _hear_exchange(self, exchange: Exchange) -> None:
        self.rows.put(of_exchange(exchange, self._place.say))

    def _take(self, mirror: Mirror) -> None:
        """Ask what went between Salesforce and the phone before, once for each time that the phone is there."""
        if not mirror.is_up:
            self._was_up = False
        elif not self._was_up and self.isVisible():
            self._was_up = True
            self._place.phone.enquire(Exchanges(limit=MOST_ENTRIES), self._know, otherwise=self._ask_again)

    def _know(self, page: ExchangesPage) -> None:
        self.rows.put_earlier(tuple(of_exchange(one, self._place.say) for one in page.exchanges))

    def _ask_again(self) -> None:
        self._was_up = False

    def _sift(self) -> None:
        self.rows.want(Source(self.sources.current), self.field.wanted)

    def _count(self) -> None:
        say, waiting = self._place.say, self.rows.waiting
        self.export.setEnabled(bool(self.rows.shown))
        is_paused = self.pause.isChecked()
        title = say("Go on ({count})", count=waiting) if is_paused else say("Pause")
        if self.pause.text() != title:
            self.pause.setText(title)
            self.pause.setAccessibleName(title)
            self.pause.setToolTip(with_keys(title, "Ctrl+Shift+P"))
            self.pause.setIcon(self._place.look.icon("resume" if is_paused else "hold"))
        if not self.list.currentIndex().isValid():
            self.list.scrollToBottom()

    def _show(self, current: QModelIndex, *_: object) -> None:
        self.copy.setEnabled(current.isValid())
        whole = self.rows.shown[current.row()].whole if current.isValid() else ""
        if whole != self.whole.toPlainText():
            self.whole.setPlainText(whole)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.whole.toPlainText())
        self._place.said.emit(self._place.say("The event was copied."))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self._place.say("Export events"), str(Path.home() / "softphone-events.jsonl"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.write)
        dialog.open()
