"""Where somebody is chosen to whom a call goes, or who is to join it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.callees import Callee
from softphone.ui.views.keys import Key
from softphone.ui.views.suggestions import Suggestion
from softphone.ui.views.target import title
from softphone.ui.widgets.buttons import PillKey
from softphone.ui.widgets.callee_finder import CalleeFinder
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.workplace import Tools

MOST_KEYS = 2
JudgeTarget = Callable[[str, str, Callee], tuple[Key, ...]]
"""From the kind, the call and whom the field means to the keys."""


class TargetPanel(QFrame):
    """Asks for a transfer or a further party; `closed` when it is done with."""

    asked = Signal(object)
    wondered = Signal(str)
    closed = Signal()

    def __init__(self, tools: Tools, judge: JudgeTarget, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools, self._judge = tools, judge
        self._kind, self.call_id = "", ""
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        column.setSpacing(SPACE.small)
        self._title = OneLine("heading", self)
        column.addWidget(self._title)
        self.finder = CalleeFinder(tools, self)
        self.finder.changed.connect(self.judge_anew)
        self.finder.wondered.connect(self.wondered)
        self.field, self.suggestions = self.finder.field, self.finder.list
        self.field.returnPressed.connect(self._press_first)
        column.addWidget(self.field)
        column.addWidget(self.suggestions, 5)
        column.addStretch(1)
        self._make_keys(column)

    def open_for(self, kind: str, call_id: str) -> None:
        """Start over for a call."""
        self._kind, self.call_id = kind, call_id
        self._title.display(title(kind, self._tools.say))
        self.setAccessibleName(self._title.text())
        self.finder.clear()
        self.judge_anew()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def judge_anew(self) -> bool:
        """Look again what can be done with what is in the field; False where the call is gone."""
        keys = self._judge(self._kind, self.call_id, self.finder.meant)
        for place, pill in enumerate(self._pills):
            pill.setVisible(place < len(keys))
            if place < len(keys):
                pill.display(keys[place])
        return bool(keys)

    def suggest(self, found: tuple[Suggestion, ...]) -> None:
        """Show who could be meant."""
        self.finder.suggest(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _make_keys(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE.small)
        self._pills = [PillKey(self._tools.look, self) for _ in range(MOST_KEYS)]
        for pill in self._pills:
            pill.asked.connect(self._press)
            row.addWidget(pill)
        column.addLayout(row)
        back = QPushButton(self._tools.say("Back"), self)
        back.setAccessibleName(self._tools.say("Back to the call"))
        back.setToolTip(self._tools.say("Back to the call (Esc)"))
        back.clicked.connect(self.closed)
        column.addWidget(back)

    def _press_first(self) -> None:
        """Enter asks first: nobody is sent away by a slip."""
        if self._pills[0].isEnabled():
            self._pills[0].click()

    def _press(self, key: Key) -> None:
        if key.command is not None:
            self.asked.emit(key.command)
            self.closed.emit()
