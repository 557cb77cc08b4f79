"""The phone itself: line keys, then the card of a call or the dial pad, then after-call work."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.desk import DeskView
from softphone.ui.widgets.call_card import CallCardWidget
from softphone.ui.widgets.dial_pad import DialPad, Judge
from softphone.ui.widgets.line_keys import LineKeyRow
from softphone.ui.widgets.workplace import Tools
from softphone.ui.widgets.wrap_up_bar import WrapUpWidget


class _Stage(QStackedWidget):
    """Needs no more room than what it shows now."""

    def minimumSizeHint(self) -> QSize:
        """Give the smallest size of the page that is shown."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else super().minimumSizeHint()


class PhonePane(QWidget):
    """Shows a `DeskView` but for its bars; asks for commands."""

    asked = Signal(object)
    line_pressed = Signal(object)
    opened = Signal(str)

    def __init__(self, tools: Tools, judge: Judge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(SIZES.phone_width - 60)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.medium)
        column.setSpacing(SPACE.small)
        self.lines = LineKeyRow(tools, self)
        self.wrap_up = WrapUpWidget(tools, self)
        self.card = CallCardWidget(tools, self)
        self.dial = DialPad(tools, judge, self)
        self._stage = _Stage(self)
        self._stage.addWidget(self.dial)
        self._stage.addWidget(self.card)
        column.addWidget(self.lines)
        column.addWidget(self.wrap_up)
        column.addWidget(self._stage, 1)
        self.lines.pressed.connect(self.line_pressed)
        self.card.opened.connect(self.opened)
        for part in (self.card, self.dial, self.wrap_up):
            part.asked.connect(self.asked)

    def display(self, view: DeskView) -> None:
        """Show the phone."""
        self.lines.display(view.lines)
        self.wrap_up.display(view.wrap_up)
        if view.card:
            self.card.display(view.card)
        self._show(self.card if view.card else self.dial)
        self.dial.judge_anew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that no field wanted goes to the open keypad, or begins a number."""
        sign = event.text()
        if self.card.isVisible() and self.card.type_digit(sign):
            return
        if self.dial.isVisible() and sign.isprintable() and sign.strip():
            self.dial.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.dial.field.insert(sign)
            return
        super().keyPressEvent(event)

    def take_keyboard(self) -> None:
        """Take the keyboard to where it is wanted first."""
        if self._stage.currentWidget() is self.dial:
            self.dial.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.take_keyboard()

    def _show(self, part: QWidget) -> None:
        if self._stage.currentWidget() is not part:
            self._stage.setCurrentWidget(part)
            self.take_keyboard()
