"""A field with a list to choose from, whose arrow is drawn in the window's own strokes."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import SIZES, SPACE

FEWEST_LETTERS = 8


class ArrowBox(QComboBox):
    """What `Chooser` and the settings' choices have in common: how they look, and that they may be narrow."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(FEWEST_LETTERS)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow, too."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = SIZES.icon_small
        corner = QPoint(self.width() - size - SPACE.small, (self.height() - size) // 2)
        painter.drawPixmap(corner, self._look.pixmap("chevron", "muted", size, self.devicePixelRatioF()))
        painter.end()
