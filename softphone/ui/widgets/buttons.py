"""Keys that look like a phone's: round ones with a word below, wide ones in a colour. They show a `Key`."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from softphone.ui.theme.look import Look, show_as
from softphone.ui.theme.tokens import LETTERS, SIZES, SPACE
from softphone.ui.views.keys import Key
from softphone.ui.views.tone import Tone
from softphone.ui.widgets.shortcuts import press_by, with_keys, written


def name_key(button: QAbstractButton, key: Key) -> None:
    """Give a button the name, explanation and shortcut of a key, and let it be pressed or not."""
    button.setAccessibleName(key.text)
    title = with_keys(key.text, key.shortcut)
    button.setAccessibleDescription(key.why_not or written(key.shortcut))
    button.setToolTip(f"{title}\n{key.why_not}" if key.why_not else title)
    press_by(button, key.shortcut)
    button.setEnabled(key.is_enabled)


class PillKey(QPushButton):
    """A wide key: answer, decline, hang up, call."""

    asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._key: Key | None = None
        self.setProperty("role", "pill")
        self.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._press)
        look.changed.connect(self._draw)

    def display(self, key: Key) -> None:
        """Look like this key."""
        if key == self._key:
            return
        self._key = key
        self.setText(f"\N{NO-BREAK SPACE}{key.text}")  # a style sheet cannot say how far the icon is from it
        name_key(self, key)
        show_as(self, tone=key.tone.value)
        self._draw()

    def _draw(self) -> None:
        if self._key:
            ink = "text" if self._key.tone is Tone.PLAIN else "on_fill"
            self.setIcon(self._look.icon(self._key.icon, ink))

    def _press(self) -> None:
        if self._key:
            self.asked.emit(self._key)


class RoundKey(QAbstractButton):
    """A round key with its word below; filled while it is on."""

    asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._key: Key | None = None
        self.setProperty("role", "round")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(SIZES.round_key)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._press)
        look.changed.connect(self.update)

    def display(self, key: Key) -> None:
        """Look like this key."""
        if key == self._key:
            return
        self._key = key
        self.setText(key.text)
        name_key(self, key)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the circle and the word."""
        metrics = QFontMetrics(self._letters())
        width = max(SIZES.round_key, metrics.horizontalAdvance(self.text())) + SPACE.tiny
        return QSize(width, SIZES.key + metrics.height() + 4 * SPACE.tiny)

    def minimumSizeHint(self) -> QSize:
        """The same: a word is never cut."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mouse is over it."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle, the icon and the word."""
        del event
        if self._key is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = self._colours(self._key)
        circle = QRectF((self.width() - SIZES.key) / 2 - 2, SPACE.tiny, SIZES.key + 4, SIZES.key + 4)
        self._draw_circle(painter, circle, ground)
        icon = self._look.pixmap(self._key.icon, ink, SIZES.icon, self.devicePixelRatioF())
        half = SIZES.icon / 2
        painter.drawPixmap(circle.center() - QPointF(half, half), icon)
        painter.setFont(self._letters())
        painter.setPen(self._look.colour("text" if self.isEnabled() else "muted"))
        below = QRectF(0, circle.bottom() + SPACE.tiny, self.width(), self.height() - circle.bottom() - SPACE.tiny)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.text())
        painter.end()

    def _letters(self) -> QFont:
        font = self.font()
        font.setPixelSize(LETTERS.small)
        return font

    def _draw_circle(self, painter: QPainter, circle: QRectF, ground: QColor) -> None:
        painter.setPen(QPen(self._look.colour("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(circle)

    def _colours(self, key: Key) -> tuple[QColor, str]:
        if not key.is_enabled:
            return self._look.colour("sunken"), "edge"
        if key.is_on:
            return self._look.colour(key.tone.value), f"on_{key.tone.value}"
        if self.isDown():
            return self._look.colour("accent_soft"), "text"
        return self._look.colour("outline" if self.underMouse() else "raised"), "text"

    def _press(self) -> None:
        if self._key:
            self.asked.emit(self._key)
