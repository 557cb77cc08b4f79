"""Says which keys answer, decline and mute while another window has the keyboard, and whether they work here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.hot_keys import HotKeyRow, hot_key_rows
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.shortcuts import written
from softphone.ui.widgets.workplace import Workplace

WIDTH = 360


class HotKeyDialog(QDialog):
    """One line for each shortcut."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        say = place.say
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Global shortcuts"))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        column.setSpacing(SPACE.medium)
        column.addWidget(Paragraph("heading", say("Global shortcuts"), self))
        about = say("They work while you type elsewhere. Which keys they are is a setting of the desk.")
        column.addWidget(Paragraph("muted", about, self))
        rows = QGridLayout()
        rows.setSpacing(SPACE.small)
        rows.setColumnStretch(0, 1)
        for number, row in enumerate(hot_key_rows(place.hot_keys, place.settings.desk, say)):
            self._add(rows, 2 * number, row)
        column.addLayout(rows)
        close = QPushButton(say("Close"), self)
        close.setAccessibleName(say("Close"))
        close.setToolTip(say("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addWidget(close)
        close.setFocus()
        self.setMinimumHeight(column.heightForWidth(WIDTH))  # a layout with texts that wrap does not ask for it itself

    def _add(self, rows: QGridLayout, place: int, row: HotKeyRow) -> None:
        """Add what it does, its keys, and its state below."""
        written_keys = written(row.keys)
        title = Paragraph("strong", row.title, self)
        title.setWordWrap(False)
        title.setAccessibleDescription(f"{written_keys}: {row.says}")
        keys = Paragraph("pill", written_keys or "\N{EM DASH}", self)
        keys.setWordWrap(False)
        keys.setMinimumHeight(title.sizeHint().height())
        rows.addWidget(title, place, 0)
        rows.addWidget(keys, place, 1, Qt.AlignmentFlag.AlignRight)
        rows.addWidget(Paragraph("small", row.says, self), place + 1, 0, 1, 2)
