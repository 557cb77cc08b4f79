"""Says which line of the graphs is which: a stroke as it is drawn there, and the word."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.language import Language
from softphone.ui.views.sound_graphs import THEY_HEAR, WE_HEAR

STROKES: dict[str, tuple[str, Qt.PenStyle]] = {
    "here": ("accent", Qt.PenStyle.SolidLine),
    "there": ("warn", Qt.PenStyle.DashLine),
    "both": ("text", Qt.PenStyle.SolidLine),
}
"""A line is known by its colour and by its strokes."""
STROKE_WIDTH = 1.6


def pen_of(look: Look, side: str) -> QPen:
    """Make the pen of a line."""
    ink, strokes = STROKES[side]
    pen = QPen(look.colour(ink), STROKE_WIDTH, strokes)
    pen.setCosmetic(True)
    return pen


class Stroke(QWidget):
    """A piece of a line."""

    def __init__(self, look: Look, side: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._side = look, side
        self.setFixedSize(self.sizeHint())
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Long enough to tell strokes apart."""
        return QSize(2 * SIZES.icon_small, SIZES.icon_small)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setPen(pen_of(self._look, self._side))
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.end()


class SoundLegend(QWidget):
    """Both directions, side by side."""

    def __init__(self, look: Look, say: Language, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.small)
        for side, title in (("here", WE_HEAR), ("there", THEY_HEAR)):
            word = QLabel(say(title), self)
            word.setProperty("role", "small")
            row.addWidget(Stroke(look, side, self))
            row.addWidget(word)
        row.addStretch(1)
