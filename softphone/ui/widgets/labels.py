"""Labels that never break a layout: too long a text ends in an ellipsis and is whole in the tooltip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class OneLine(QLabel):
    """A text in one line, cut with an ellipsis where it does not fit. A wide one takes all the room there is."""

    def __init__(self, role: str = "", parent: QWidget | None = None, *, is_wide: bool = True) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        across = QSizePolicy.Policy.Ignored if is_wide else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def display(self, text: str) -> None:
        """Show a text."""
        if text != self.text():
            self.setText(text)
            self.setToolTip("")
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        metrics, area = self.fontMetrics(), self.contentsRect()
        if metrics.horizontalAdvance(self.text()) <= area.width():
            super().paintEvent(event)
            return
        self.setToolTip(self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        self._draw(painter, area, metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width()))
        painter.end()

    def _draw(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.drawText(area, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)


class Paragraph(QLabel):
    """A text that wraps, as plain text: names from the network are never markup."""

    def __init__(self, role: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        if role:
            self.setProperty("role", role)
