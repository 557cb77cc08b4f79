"""The row of line keys with their lamps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QStyle, QStyleOption, QWidget

from softphone.ui.theme.look import Look, show_as, with_figures
from softphone.ui.theme.tokens import LETTERS, SPACE
from softphone.ui.views.line_keys import Lamp, LineKey
from softphone.ui.widgets.shortcuts import press_by, written
from softphone.ui.widgets.workplace import Tools

BLINK_MS = 500
FEW = 4
"""So many lines stand two in a row, more of them three: there is room for two rows beside a call."""
LAMPS = {
    Lamp.OFF: "edge",
    Lamp.RINGING: "good",
    Lamp.DIALLING: "accent",
    Lamp.TALKING: "bad",
    Lamp.HELD: "warn",
}
_DOT, _LEFT, _TEXT_LEFT = 5.0, 12, 24
_HEIGHT, _LOW = 48, 40
"""How high a key would like to be, and where there are two rows of them."""


class LineButton(QAbstractButton):
    """One line key: a lamp, who it is, how it stands."""

    pressed_line = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._line: LineKey | None = None
        self.is_lit = True
        self.is_low = False
        self.setProperty("role", "line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.clicked.connect(self._press)
        look.changed.connect(self.update)

    @property
    def is_blinking(self) -> bool:
        """Whether its lamp goes on and off."""
        return self._line is not None and self._line.lamp is Lamp.RINGING

    def display(self, line: LineKey) -> None:
        """Look like this line."""
        if line == self._line:
            return
        self._line = line
        shortcut = f"Alt+{line.number}"
        self.setAccessibleName(f"{line.text}, {line.detail}")
        self.setAccessibleDescription(line.explanation)
        self.setToolTip(f"{line.explanation.rstrip()}\n({written(shortcut)})")
        press_by(self, shortcut)
        show_as(self, chosen=line.is_chosen)
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of letters."""
        return QSize(120, max(_LOW if self.is_low else _HEIGHT, self.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """The same, close together."""
        return QSize(60, 2 * self.fontMetrics().height() + SPACE.tiny)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lamp and both texts; the ground is the style sheet's."""
        del event
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        if self._line is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lamp(painter, self._line.lamp)
        width, half = self.width() - _TEXT_LEFT - SPACE.tiny, self.height() / 2
        is_free = self._line.lamp is Lamp.OFF
        self._write(painter, QRectF(_TEXT_LEFT, 0, width, half), self._line.text, is_name=not is_free)
        self._write(painter, QRectF(_TEXT_LEFT, half, width, half), self._line.detail, is_name=False)
        painter.end()

    def _draw_lamp(self, painter: QPainter, lamp: Lamp) -> None:
        colour = self._look.colour(LAMPS[lamp])
        centre = QPointF(_LEFT + 2, self.height() / 2)
        painter.setPen(colour)
        painter.setBrush(colour if lamp is not Lamp.OFF and self.is_lit else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, _DOT, _DOT)

    def _write(self, painter: QPainter, area: QRectF, text: str, *, is_name: bool) -> None:
        font = with_figures(self.font())
        font.setPixelSize(LETTERS.body if is_name else LETTERS.small)
        font.setBold(is_name)
        painter.setFont(font)
        painter.setPen(self._look.colour("text" if is_name else "muted"))
        is_upper = area.top() == 0
        side = Qt.AlignmentFlag.AlignBottom if is_upper else Qt.AlignmentFlag.AlignTop
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | side, cut)

    def _press(self) -> None:
        if self._line:
            self.pressed_line.emit(self._line)


class LineKeyRow(QWidget):
    """All line keys, two or three in a row."""

    pressed = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = tools.look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE.small)
        self._buttons: list[LineButton] = []
        self._blinker = QTimer(self, interval=BLINK_MS)
        self._blinker.timeout.connect(self._blink)

    def display(self, lines: tuple[LineKey, ...]) -> None:
        """Show these lines."""
        if len(self._buttons) != len(lines):
            self._have(len(lines))
        for button, line in zip(self._buttons, lines, strict=True):
            button.display(line)
        self._see_to_blinking()

    def _have(self, count: int) -> None:
        while len(self._buttons) < count:
            button = LineButton(self._look, self)
            button.pressed_line.connect(self.pressed)
            self._buttons.append(button)
        while len(self._buttons) > count:
            button = self._buttons.pop()
            button.setParent(None)
            button.deleteLater()
        columns = 2 if count <= FEW else 3
        for place, button in enumerate(self._buttons):
            button.is_low = count > columns
            button.updateGeometry()
            self._grid.addWidget(button, place // columns, place % columns)

    def _see_to_blinking(self) -> None:
        should = any(button.is_blinking for button in self._buttons) and self._look.is_animated
        if should and not self._blinker.isActive():
            self._blinker.start()
        elif not should:
            self._blinker.stop()
        for button in self._buttons:
            if not button.is_blinking or not should:
                button.is_lit = True

    def _blink(self) -> None:
        for button in self._buttons:
            if button.is_blinking:
                button.is_lit = not button.is_lit
                button.update()
