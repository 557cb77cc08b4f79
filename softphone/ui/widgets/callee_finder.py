"""A field in which somebody is named, and the list of who could be meant: on the dial pad, and for a transfer."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from softphone.ui.views.callees import NOBODY, Callee
from softphone.ui.views.suggestions import Suggestion
from softphone.ui.widgets.number_field import NumberField
from softphone.ui.widgets.suggestion_list import SuggestionList
from softphone.ui.widgets.workplace import Tools

ASK_AFTER_MS = 120


class CalleeFinder(QObject):
    """Knows whom the field means. Whoever has it gives field and list their places."""

    changed = Signal()
    """Somebody else is meant now, or nobody."""
    wondered = Signal(str)
    """Who could be meant by this?"""
    listed = Signal(bool)
    """Whether there are suggestions."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen = NOBODY
        self.field = NumberField(tools.say, parent)
        self.list = SuggestionList(tools, parent)
        self._wonder = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._wonder.timeout.connect(lambda: self.wondered.emit(self.field.text()))
        self.field.textChanged.connect(self._change)
        self.field.went_down.connect(self.list.take_keyboard)
        self.list.chosen.connect(lambda suggestion: self.put(suggestion.callee))

    @property
    def meant(self) -> Callee:
        """Whom the field means now."""
        return self._chosen.still(self.field.text())

    def put(self, callee: Callee) -> None:
        """Mean somebody, who can be changed by typing."""
        self._chosen = callee
        self.field.setText(callee.text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._withdraw()

    def clear(self) -> None:
        """Mean nobody."""
        self._chosen = NOBODY
        self.field.clear()
        self._withdraw()

    def suggest(self, found: tuple[Suggestion, ...]) -> None:
        """Show who could be meant, while somebody is typing or choosing."""
        is_sought = bool(self.field.text().strip()) and (self.field.hasFocus() or self.list.hasFocus())
        self._show(found if is_sought else ())

    def _change(self, text: str) -> None:
        self.changed.emit()
        if text.strip():
            self._wonder.start()
        else:
            self._withdraw()

    def _withdraw(self) -> None:
        self._wonder.stop()
        self._show(())

    def _show(self, found: tuple[Suggestion, ...]) -> None:
        self.list.display(found)
        self.listed.emit(bool(found))
