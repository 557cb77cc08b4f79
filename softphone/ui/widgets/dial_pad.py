"""The dial field with its suggestions, the keypad below it, the key that calls."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.callees import NOBODY, Callee
from softphone.ui.views.dialling import DialField, pasted
from softphone.ui.views.keys import Key
from softphone.ui.views.suggestions import Suggestion
from softphone.ui.views.tone import Tone
from softphone.ui.widgets.buttons import PillKey
from softphone.ui.widgets.callee_finder import CalleeFinder
from softphone.ui.widgets.keypad import Keypad
from softphone.ui.widgets.workplace import Tools

Judge = Callable[[Callee], DialField]


class DialPad(QWidget):
    """Where a call begins."""

    asked = Signal(object)
    wondered = Signal(str)
    """Who could be meant by this?"""

    def __init__(self, tools: Tools, judge: Judge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools, self._judge = tools, judge
        self._last = NOBODY
        self.finder = CalleeFinder(tools, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        self.field, self.suggestions = self.finder.field, self.finder.list
        self.field.returnPressed.connect(self.call)
        column.addLayout(self._make_row())
        column.addWidget(self.suggestions, 5)
        self.keypad = Keypad(tools, self)
        self.keypad.pressed.connect(self._type)
        column.addWidget(self.keypad, 5)
        column.addStretch(1)
        self._call = PillKey(tools.look, self)
        self._call.asked.connect(lambda _: self.call())
        column.addWidget(self._call)
        self.finder.changed.connect(self.judge_anew)
        self.finder.wondered.connect(self.wondered)
        self.finder.listed.connect(self.keypad.setHidden)
        self.judge_anew()

    def put(self, text: str) -> None:
        """Put something into the field, instead of what was there."""
        self.finder.put(self.finder.meant.still(pasted(text)))

    def suggest(self, found: tuple[Suggestion, ...]) -> None:
        """Show who could be meant, while somebody is typing."""
        self.finder.suggest(found)

    def judge_anew(self) -> None:
        """Look again whether what is in the field can be called."""
        verdict = self._judge(self.finder.meant)
        is_again = not self.field.text() and bool(self._last.text)
        why = "" if is_again else verdict.why_not
        text = self._tools.say("Call again") if is_again else self._tools.say("Call")
        icon = "redial" if is_again else "call"
        self._call.display(Key("call", text, icon, "", why, tone=Tone.GOOD))

    def call(self) -> None:
        """Call what is in the field; an empty field takes the last number again, to be looked at first."""
        if not self.field.text():
            self.finder.put(self._last)
            return
        verdict = self._judge(self.finder.meant)
        if verdict.command is not None:
            self._last = self.finder.meant
            self.asked.emit(verdict.command)
            self.finder.clear()

    def remember(self, callee: Callee) -> None:
        """Take note of who was called, here or from a tab, for calling again."""
        self._last = callee
        self.judge_anew()

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.tiny)
        row.addWidget(self.field, 1)
        self._back = QToolButton(self)
        self._back.setAccessibleName(self._tools.say("Delete the last digit"))
        self._back.setToolTip(self._tools.say("Delete the last digit"))
        self._back.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self._back.setAutoRepeat(True)
        self._back.clicked.connect(self.field.backspace)
        self._draw_back()
        self._tools.look.changed.connect(self._draw_back)
        row.addWidget(self._back)
        return row

    def _draw_back(self) -> None:
        self._back.setIcon(self._tools.look.icon("backspace", "muted"))

    def _type(self, sign: str) -> None:
        self.field.insert(sign)
