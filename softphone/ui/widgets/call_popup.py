"""The small window about a ringing call: always on top, on the screen in use, and never with the keyboard."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from softphone.ui.theme.look import with_figures
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.keys import Key
from softphone.ui.views.popup import Popup
from softphone.ui.widgets.buttons import PillKey
from softphone.ui.widgets.figures import Avatar
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.shortcuts import press_by
from softphone.ui.widgets.workplace import Tools

WIDTH = 340
FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


class CallPopup(QFrame):
    """Shows a `Popup`; asks to answer or decline by click."""

    asked = Signal(object)
    looked_at = Signal()
    """Somebody clicked beside the keys: show the window."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(None, FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)  # else only while the phone itself is in front
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "popup")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.large)
        column.setSpacing(SPACE.medium)
        column.addLayout(self._make_head(tools))
        keys = QHBoxLayout()
        keys.setSpacing(SPACE.small)
        self._keys = [PillKey(tools.look, self) for _ in range(2)]
        for button in self._keys:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.asked.connect(self._press)
            keys.addWidget(button)
        column.addLayout(keys)

    def display(self, popup: Popup | None) -> None:
        """Show a ringing call, or go away."""
        if popup is None:
            self.hide()
            return
        card = popup.card
        queue = next((remark.text for remark in card.remarks if remark.icon in ("queue", "divert")), "")
        self.setWindowTitle(card.state)
        self._avatar.display(card.initials, card.title)
        self._state.display(" \N{MIDDLE DOT} ".join(filter(None, (card.state, queue, popup.more))))
        self._name.display(card.title)
        self._number.display(card.number)
        self._clock.setText(card.clock)
        self.setAccessibleName(card.summary)
        for button, key in zip(self._keys, card.main_keys, strict=False):
            button.display(key)
            press_by(button, "")
        if not self.isVisible():
            self.adjustSize()
            self.find_corner()
            self.show()

    def find_corner(self) -> None:
        """Go to the screen in use, also when the one it was on is gone."""
        self.move(_place(self.frameGeometry()))

    def mousePressEvent(self, event: object) -> None:
        """A click beside the keys shows the window."""
        del event
        self.looked_at.emit()

    def _make_head(self, tools: Tools) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SPACE.medium)
        self._avatar = Avatar(tools.look, SIZES.avatar, self)
        head.addWidget(self._avatar)
        names = QVBoxLayout()
        names.setSpacing(0)
        self._state, self._name = OneLine("small", self), OneLine("heading", self)
        self._number = OneLine("muted", self)
        for line in (self._state, self._name, self._number):
            names.addWidget(line)
        head.addLayout(names, 1)
        self._clock = QLabel(self)
        self._clock.setFont(with_figures(self._clock.font()))
        head.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _press(self, key: Key) -> None:
        self.asked.emit(key.command)


def _place(window: QRect) -> QPoint:
    """Choose the lower right corner of the screen that the mouse is on; `screenAt` may give one that has just gone."""
    mouse, screens = QCursor.pos(), QGuiApplication.screens()
    in_use = (screen for screen in screens if screen.geometry().contains(mouse))
    room = next(in_use, QGuiApplication.primaryScreen()).availableGeometry()
    return QPoint(room.right() - window.width() - SPACE.large, room.bottom() - window.height() - SPACE.large)
