"""A field for a number. What is pasted becomes one line, however long it was; arrow down goes to the suggestions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.ui.views.dialling import LONGEST, pasted
from softphone.ui.views.language import Language
from softphone.ui.widgets.shortcuts import with_keys


class NumberField(QLineEdit):
    """A field for a name, a number or an address."""

    went_down = Signal()

    def __init__(self, say: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "dial")
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(say("Name or number"))
        self.setAccessibleName(say("Whom to call"))
        self.setToolTip(with_keys(say("Whom to call: a name, a number or an address"), "Ctrl+L"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste what fits."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text, with the same paste."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _paste(self) -> None:
        self.insert(pasted(QGuiApplication.clipboard().text()))
