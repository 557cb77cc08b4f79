"""Asks before the phone or its window ends."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.parting import Answer, Question
from softphone.ui.widgets.labels import Paragraph

WIDTH = 340


class FarewellDialog(QDialog):
    """Shows a `Question`; `finished` tells the `Answer`, or a number of Qt's own where there was none."""

    def __init__(self, parent: QWidget, question: Question) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        column.setSpacing(SPACE.medium)
        column.addWidget(Paragraph("heading", question.heading, self))
        column.addWidget(Paragraph("muted", question.text, self))
        for code, title in question.answers:
            self._add(column, code, title)
        for part in self.findChildren(QWidget):
            part.ensurePolished()  # else it is measured in letters of another size
        self.setMinimumWidth(max(WIDTH, column.minimumSize().width()))
        self.setMinimumHeight(column.heightForWidth(self.minimumWidth()))  # a layout does not ask for it itself

    def _add(self, column: QVBoxLayout, code: Answer, title: str) -> None:
        row = QHBoxLayout()
        button = QPushButton(title, self)
        button.setAccessibleName(title)
        button.setToolTip(title)
        button.setAutoDefault(code is Answer.STAY)
        button.clicked.connect(lambda: self.done(code))
        row.addWidget(button)
        column.addLayout(row)
        if code is Answer.STAY:
            button.setDefault(True)
            button.setFocus()
