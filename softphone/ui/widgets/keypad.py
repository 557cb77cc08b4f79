"""The twelve keys with their letters."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import LETTERS, SPACE
from softphone.ui.views.dialling import LETTERS as SIGNS
from softphone.ui.views.language import mark
from softphone.ui.widgets.workplace import Tools

COLUMNS = 3
_LEAST, _MOST = 34, 62
_TALL = 46
"""From this height on there is room for the letters below the digit; on a lower key they stand beside it."""


def is_low(height: float) -> bool:
    """Tell whether a key is too low for letters below its digit."""
    return height < _TALL


def places(width: float, height: float, *, is_beside: bool) -> tuple[QRectF, QRectF]:
    """Say where on a key its digit goes, and where its letters: beside it, or below."""
    if is_beside:
        return QRectF(0, 0, width * 0.42, height), QRectF(width * 0.5, 0, width * 0.5, height)
    return QRectF(0, height * 0.08, width, height * 0.5), QRectF(0, height * 0.6, width, height * 0.3)


class Digit(QToolButton):
    """One key: the digit large, its letters small."""

    def __init__(self, look: Look, sign: str, letters: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._sign, self._letters = look, sign, letters
        self.is_low = False
        self.setProperty("role", "digit")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(60, _LEAST))
        self.setMaximumHeight(_MOST)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The least there is: a keypad takes the room that others leave, and asks for no more."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key, then what is on it."""
        super().paintEvent(event)
        side = Qt.AlignmentFlag
        sign, letters = places(self.width(), self.height(), is_beside=self.is_low)
        if not self.is_low and not self._letters:
            sign = QRectF(self.rect())
        painter = QPainter(self)
        ink = "text" if self.isEnabled() else "muted"
        at = side.AlignRight if self.is_low else side.AlignHCenter
        self._write(painter, sign, at, (self._sign, LETTERS.title, ink))
        beside = side.AlignLeft if self.is_low else side.AlignHCenter
        self._write(painter, letters, beside, (self._letters, LETTERS.small - 1, "muted"))
        painter.end()

    def _write(self, painter: QPainter, area: QRectF, side: Qt.AlignmentFlag, words: tuple[str, int, str]) -> None:
        """Write a text of a size in an ink."""
        text, size, ink = words
        font = self.font()
        font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(self._look.colour(ink))
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)


class Keypad(QWidget):
    """Twelve keys. What a key does is decided by who shows it."""

    pressed = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE.small)
        self.setMaximumHeight(4 * _MOST + 3 * SPACE.small)
        self._tips = {sign: tools.say("Key {key} (press {key} on the keyboard)", key=sign) for sign in SIGNS}
        self.digits: dict[str, Digit] = {}
        for place, (sign, letters) in enumerate(SIGNS.items()):
            digit = Digit(tools.look, sign, letters, self)
            name = tools.say(_NAMES.get(sign, sign))
            digit.setAccessibleName(f"{name} {letters}".rstrip())
            digit.clicked.connect(partial(self.pressed.emit, sign))
            grid.addWidget(digit, place // COLUMNS, place % COLUMNS)
            self.digits[sign] = digit
        self.allow("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write on all keys the same way, also where some are a pixel lower than others."""
        super().resizeEvent(event)
        rows = len(self.digits) // COLUMNS
        height = (self.height() - (rows - 1) * SPACE.small) // rows
        for digit in self.digits.values():
            digit.is_low = is_low(height)
            digit.update()

    def allow(self, why_not: str) -> None:
        """Let the keys be pressed, or say why they cannot."""
        for sign, digit in self.digits.items():
            digit.setEnabled(not why_not)
            digit.setAccessibleDescription(why_not)
            digit.setToolTip(why_not or self._tips[sign])


_NAMES = {"*": mark("star"), "#": mark("hash")}
