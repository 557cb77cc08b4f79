"""A field that offers some things, one of which is chosen. Only a person's choice is told."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import SIZES, SPACE

FEWEST_LETTERS = 8


class Chooser(QComboBox):
    """Offers texts; the chosen one is whole in the tooltip."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._name = look, name
        self._texts: tuple[str, ...] = ()
        self.setProperty("role", "chooser")
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(FEWEST_LETTERS)
        self.activated.connect(self.chosen)
        look.changed.connect(self.update)

    def display(self, texts: tuple[str, ...], place: int) -> None:
        """Offer these, one of them as the chosen one; what is open stays open while nothing else is offered."""
        if texts != self._texts:
            self._texts = texts
            self.clear()
            self.addItems(texts)
        if place != self.currentIndex():
            self.setCurrentIndex(place)
        shown = texts[place] if 0 <= place < len(texts) else ""
        self.setToolTip(f"{self._name}: {shown}" if shown else self._name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow in the window's own strokes."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = SIZES.icon_small
        corner = QPoint(self.width() - size - SPACE.small, (self.height() - size) // 2)
        painter.drawPixmap(corner, self._look.pixmap("chevron", "muted", size, self.devicePixelRatioF()))
        painter.end()
