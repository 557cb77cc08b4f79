"""The phone itself: line keys, then the card of a call or the dial pad, then after-call work."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.desk import DeskView
from softphone.ui.views.key_row import ADD, TRANSFER
from softphone.ui.views.suggestions import Suggestion
from softphone.ui.widgets.call_card import CallCardWidget
from softphone.ui.widgets.dial_pad import DialPad, Judge
from softphone.ui.widgets.giving_way import GivingWay
from softphone.ui.widgets.line_keys import LineKeyRow
from softphone.ui.widgets.target_panel import JudgeTarget, TargetPanel
from softphone.ui.widgets.workplace import Tools
from softphone.ui.widgets.wrap_up_bar import WrapUpWidget

LEAST_LINES = 2 * 38 + SPACE.small
"""Two rows of line keys; more can be scrolled to."""


class _Stage(QStackedWidget):
    """Takes the room there is, but needs no more than what it shows now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Give the size that the page that is shown would like."""
        page = self.currentWidget()
        return page.sizeHint() if page else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Give the smallest size of the page that is shown."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else super().minimumSizeHint()


class PhonePane(QWidget):
    """Shows a `DeskView` but for its bars; asks for commands."""

    asked = Signal(object)
    line_pressed = Signal(object)

    wondered = Signal(str)
    opened = Signal(str)
    turned = Signal()
    """Another part is shown: a card, the dial pad, a panel."""

    def __init__(self, tools: Tools, judge: Judge, judge_target: JudgeTarget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(SIZES.phone_width - 60)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
        column.setSpacing(SPACE.small)
        self.lines = LineKeyRow(tools, self)
        self.wrap_up = WrapUpWidget(tools, self)
        self.card = CallCardWidget(tools, self)
        self.dial = DialPad(tools, judge, self)
        self._stage = _Stage(self)
        self._stage.addWidget(self.dial)
        self._stage.addWidget(self.card)
        self.target = TargetPanel(tools, judge_target, self)
        self._stage.addWidget(self.target)
        column.addWidget(GivingWay(self.lines, tools.say("Line keys"), LEAST_LINES, self))
        column.addWidget(self.wrap_up)
        column.addWidget(self._stage)  # no stretch: what has one gives way before all others
        self.lines.pressed.connect(self.line_pressed)
        self._stage.currentChanged.connect(lambda _: self.turned.emit())
        self.card.opened.connect(self._open)
        self.target.closed.connect(self._close_target)
        for part in (self.card, self.dial, self.wrap_up, self.target):
            part.asked.connect(self.asked)
        for field in (self.dial, self.target):
            field.wondered.connect(self.wondered)

    def display(self, view: DeskView) -> None:
        """Show the phone."""
        self.lines.display(view.lines)
        if view.wrap_up is None:
            self.wrap_up.display(None)
        if view.card:
            self.card.display(view.card)
        is_choosing = self._stage.currentWidget() is self.target and self.target.judge_anew()
        if not is_choosing or view.card is None or view.card.call_id != self.target.call_id:
            self._show(self.card if view.card else self.dial)
        if view.wrap_up:  # after the call has made room: together they would make the window grow, and stay so
            self.wrap_up.display(view.wrap_up)
        self.dial.judge_anew()
        self._stage.updateGeometry()

    def suggest(self, found: tuple[Suggestion, ...]) -> None:
        """Show who could be meant by what is typed."""
        (self.target if self._stage.currentWidget() is self.target else self.dial).suggest(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that no field wanted goes to the open keypad, or begins a number; any other sign is a typist's."""
        sign = event.text()
        if self.card.isVisible() and self.card.type_digit(sign):
            return
        if self.card.isVisible() and sign.isprintable() and sign.strip():
            self.card.let_nothing_be_pressed()
            return
        if self.dial.isVisible() and sign.isprintable() and sign.strip():
            self.dial.field.setFocus(Qt.FocusReason.OtherFocusReason)  # any other way would mark what is there
            self.dial.field.insert(sign)
            return
        super().keyPressEvent(event)

    def take_keyboard(self) -> None:
        """Take the keyboard to where it is wanted first."""
        if self._stage.currentWidget() is self.target:
            self.target.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stage.currentWidget() is self.dial:
            self.dial.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.take_keyboard()

    def _open(self, panel: str) -> None:
        if panel in (TRANSFER, ADD) and self.card.call_id:
            self._stage.setCurrentWidget(self.target)
            self.target.open_for(panel, self.card.call_id)
        else:
            self.opened.emit(panel)

    def _close_target(self) -> None:
        self._show(self.card)

    def _show(self, part: QWidget) -> None:
        """Show a part. Whoever types, in a tab or here, goes on typing: the next space must not answer a call."""
        if self._stage.currentWidget() is not part:
            keyboard, is_typing = QApplication.focusWidget(), self._is_typing
            self._stage.setCurrentWidget(part)
            if keyboard is not None and not self.isAncestorOf(keyboard):
                return
            if is_typing and part is self.card:
                self.card.let_nothing_be_pressed()
            else:
                self.take_keyboard()

    @property
    def _is_typing(self) -> bool:
        """Whether the field that is shown has something in it."""
        return any(part.field.text() for part in (self.dial, self.target) if part is self._stage.currentWidget())
