"""The verdict on a call's sound and the lines below it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from softphone.ui.theme.look import show_as, with_figures
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.sound_report import SoundReport
from softphone.ui.widgets.figures import Picture
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.workplace import Tools


class SoundWords(QWidget):
    """Shows a `SoundReport`."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.hair)
        head = QHBoxLayout()
        head.setSpacing(SPACE.small)
        self._picture = Picture(tools.look, SIZES.icon, self)
        self.verdict = QLabel(self)
        self.verdict.setProperty("role", "title")
        self.verdict.setFont(with_figures(self.verdict.font()))
        head.addWidget(self._picture)
        head.addWidget(self.verdict)
        head.addStretch(1)
        column.addLayout(head)
        self.lines = Paragraph("muted", "", self)
        column.addWidget(self.lines)

    def display(self, report: SoundReport) -> None:
        """Show it."""
        self.verdict.setText(report.verdict)
        show_as(self.verdict, tone=report.tone.value)
        self._picture.display("quality", report.tone.value)
        self.lines.setText("\n".join(report.lines))
        self.lines.setVisible(bool(report.lines))
