"""The twelve keys with their letters."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import LETTERS, SPACE
from softphone.ui.views.dialling import LETTERS as SIGNS
from softphone.ui.views.language import mark
from softphone.ui.widgets.workplace import Tools

COLUMNS = 3
_LEAST, _MOST = 34, 62


class Digit(QToolButton):
    """One key: the digit large, its letters below."""

    def __init__(self, look: Look, sign: str, letters: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._sign, self._letters = look, sign, letters
        self.setProperty("role", "digit")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(60, _LEAST))
        self.setMaximumHeight(_MOST)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key, then what is on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        font = self.font()
        font.setPixelSize(LETTERS.title)
        painter.setFont(font)
        painter.setPen(self._look.colour("text" if self.isEnabled() else "muted"))
        split = self.height() * (0.64 if self._letters else 1.0)
        low = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, self.width(), split + (2 if self._letters else 0)), low, self._sign)
        if self._letters:
            font.setPixelSize(LETTERS.small - 1)
            painter.setFont(font)
            painter.setPen(self._look.colour("muted"))
            painter.drawText(QRectF(0, split - 4, self.width(), self.height() - split), low, self._letters)
        painter.end()


class Keypad(QWidget):
    """Twelve keys. What a key does is decided by who shows it."""

    pressed = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE.small)
        self.setMaximumHeight(4 * _MOST + 3 * SPACE.small)
        self.digits: dict[str, Digit] = {}
        for place, (sign, letters) in enumerate(SIGNS.items()):
            digit = Digit(tools.look, sign, letters, self)
            name = tools.say(_NAMES.get(sign, sign))
            digit.setAccessibleName(f"{name} {letters}".rstrip())
            digit.setToolTip(tools.say("Key {key} (press {key} on the keyboard)", key=sign))
            digit.clicked.connect(partial(self.pressed.emit, sign))
            grid.addWidget(digit, place // COLUMNS, place % COLUMNS)
            self.digits[sign] = digit

    def allow(self, why_not: str) -> None:
        """Let the keys be pressed, or say why they cannot."""
        for sign, digit in self.digits.items():
            digit.setEnabled(not why_not)
            digit.setAccessibleDescription(why_not)
            digit.setToolTip(why_not or sign)


_NAMES = {"*": mark("star"), "#": mark("hash")}
