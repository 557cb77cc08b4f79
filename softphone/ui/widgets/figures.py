"""Small drawings: a lamp, the circle with somebody's initials."""

import hashlib

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import SIZES

_TINTS = ("accent", "good", "warn", "bad")


class Avatar(QWidget):
    """A circle with initials, or a figure where there are none; the same person always has the same colour.

    Where much is said of a call it gives room, down to half its height, before the window would have to grow.
    """

    def __init__(self, look: Look, size: int = SIZES.avatar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._size = look, size
        self._initials, self._tint = "", "accent"
        self.setMinimumSize(size, size // 2)
        self.setMaximumSize(size, size)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As large as it was made."""
        return QSize(self._size, self._size)

    def display(self, initials: str, who: str) -> None:
        """Stand for somebody."""
        tint = _TINTS[hashlib.blake2b(who.encode(), digest_size=1).digest()[0] % len(_TINTS)]
        if (initials, tint) != (self._initials, self._tint):
            self._initials, self._tint = initials, tint
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(f"{self._tint}_soft"))
        size = min(self.width(), self.height())
        circle = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        painter.drawEllipse(circle)
        if self._initials:
            font = self.font()
            font.setPixelSize(round(size * 0.36))
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._look.colour(self._tint))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
        else:
            side = size // 2
            icon = self._look.pixmap("account", self._tint, side, self.devicePixelRatioF())
            painter.drawPixmap(circle.center() - QPointF(side / 2, side / 2), icon)
        painter.end()


class Picture(QWidget):
    """An icon that cannot be pressed."""

    def __init__(self, look: Look, size: int = SIZES.icon_small, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._size = look, size
        self._name, self._colour = "", "muted"
        self.setFixedSize(size, size)
        look.changed.connect(self.update)

    def display(self, name: str, colour: str = "muted") -> None:
        """Show an icon."""
        if (name, colour) != (self._name, self._colour):
            self._name, self._colour = name, colour
            self.update()

    def sizeHint(self) -> QSize:
        """As large as the icon."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        del event
        if self._name:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, self._look.pixmap(self._name, self._colour, self._size, self.devicePixelRatioF()))
            painter.end()
