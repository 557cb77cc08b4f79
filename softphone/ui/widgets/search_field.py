"""A field for a search. It asks when the typing pauses, so that not every letter is a question."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.ui.views import people
from softphone.ui.widgets.shortcuts import with_keys

PAUSE_MS = 200
LONGEST = 100


class SearchField(QLineEdit):
    """Says what is sought; Ctrl+F leads here, arrow down to what was found, Escape empties it."""

    sought = Signal(str)
    went_down = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._said = ""
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setToolTip(with_keys(name, "Ctrl+F"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(lambda _: self._pause.start())
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), parent)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.setFocus)

    @property
    def wanted(self) -> str:
        """What is sought now: in one line, without what cannot be shown."""
        return people.clean(self.text(), LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down to the list, ask at once, or start over."""
        match event.key():
            case Qt.Key.Key_Down:
                self.went_down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._say()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)

    def _say(self) -> None:
        self._pause.stop()
        if self.wanted != self._said:
            self._said = self.wanted
            self.sought.emit(self._said)
