"""Gathers what helps to find out what is wrong, shows all of it, and saves it when the agent has seen it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.workplace import Workplace


class DiagnosticsDialog(QDialog):
    """Begins to gather as soon as it is opened."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        say = place.say
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Diagnostics"))
        self.resize(SIZES.phone_width, SIZES.phone_height)
        self.state = Paragraph("muted", say("Gathering. This takes a few seconds."), self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(say("What is in the file"))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("The marked part of the file"))
        self.save = self._button(say("Save ..."), self._choose_file)
        self.save.setEnabled(False)
        self.close_key = self._button(say("Close"), self.reject)
        self._lay_out()
        self.list.currentItemChanged.connect(self._show)
        self.gathering = place.services.make_gathering(self)
        self.gathering.done.connect(self._list)
        self.gathering.failed.connect(self._say_why)
        self.finished.connect(self.gathering.leave)
        self.gathering.start()

    def write(self, path: str) -> None:
        """Save the file; say what came of it."""
        try:
            self.gathering.save(path)
        except OSError as error:
            why = error.strerror or str(error)
            self.state.setText(self._place.say("{path} cannot be written: {why}", path=path, why=why))
        else:
            self._place.said.emit(self._place.say("Saved: {path}", path=path))
            self.accept()

    def _button(self, title: str, press: object) -> QPushButton:
        button = QPushButton(title, self)
        button.setAccessibleName(title)
        button.setToolTip(title)
        button.clicked.connect(press)
        return button

    def _lay_out(self) -> None:
        say = self._place.say
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        column.setSpacing(SPACE.medium)
        column.addWidget(Paragraph("heading", say("A file for whoever helps you"), self))
        column.addWidget(self.state)
        column.addWidget(self.list, 2)
        column.addWidget(self.text, 3)
        keys = QHBoxLayout()
        keys.addStretch(1)
        keys.addWidget(self.close_key)
        keys.addWidget(self.save)
        column.addLayout(keys)

    def _list(self) -> None:
        """Show what has been gathered."""
        for name, size in self.gathering.parts():
            item = QListWidgetItem(f"{name}  ({_written(size)})", self.list)
            item.setData(Qt.ItemDataRole.UserRole, name)
        self.list.setCurrentRow(0)
        says = self._place.say("Passwords and dialled digits are left out.")
        if self._place.settings.privacy.redact:
            says = self._place.say("Passwords, dialled digits, names and numbers are left out. Look, then save it.")
        self.state.setText(says)
        self.save.setEnabled(True)
        self.save.setDefault(True)
        self.list.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        self.text.setPlainText(self.gathering.text(item.data(Qt.ItemDataRole.UserRole)) if item else "")

    def _say_why(self, why: str) -> None:
        self.state.setText(self._place.say("Nothing could be gathered: {why}", why=why))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self._place.say("Save the diagnostics"), str(Path.home() / self.gathering.file_name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.write)
        dialog.open()


def _written(size: int) -> str:
    return f"{size} B" if size < 1000 else f"{size / 1000:.0f} kB"
