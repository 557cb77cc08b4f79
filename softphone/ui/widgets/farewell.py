"""Asks what is to become of the phone when its window is closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SPACE
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.workplace import Tools

STAY, GO_ON, END = 10, 11, 12


class FarewellDialog(QDialog):
    """Answers with STAY, GO_ON (the phone rings on without the window) or END; `result()` after `finished` tells."""

    def __init__(self, tools: Tools, parent: QWidget, *, in_call: bool) -> None:
        super().__init__(parent)
        say = tools.say
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Close the phone"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        column.setSpacing(SPACE.medium)
        heading = say("A call is up.") if in_call else say("Close the phone?")
        column.addWidget(Paragraph("heading", heading, self))
        text = (
            say("Hang up and close, or close only the window? Without the window the call goes on.")
            if in_call
            else say("Without the window the phone can go on ringing in the background.")
        )
        column.addWidget(Paragraph("muted", text, self))
        end = say("Hang up and quit") if in_call else say("Quit")
        for code, title in ((END, end), (GO_ON, say("Go on in the background")), (STAY, say("Cancel"))):
            self._add(column, code, title)

    def _add(self, column: QVBoxLayout, code: int, title: str) -> None:
        row = QHBoxLayout()
        button = QPushButton(title, self)
        button.setAccessibleName(title)
        button.setToolTip(title)
        button.setAutoDefault(code == STAY)
        button.clicked.connect(lambda: self.done(code))
        row.addWidget(button)
        column.addLayout(row)
        if code == STAY:
            button.setDefault(True)
            button.setFocus()
