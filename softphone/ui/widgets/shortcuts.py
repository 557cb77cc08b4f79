"""Shortcuts of buttons. Qt's own press a button visibly for a tenth of a second first; a call cannot wait for that."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton


def press_by(button: QAbstractButton, keys: str) -> None:
    """Let these keys press a button at once, while it can be seen and pressed; no keys let none."""
    shortcut = button.findChild(QShortcut)
    if shortcut is None:
        if not keys:
            return
        shortcut = QShortcut(button)
        shortcut.activated.connect(button.click)
    if shortcut.key() != QKeySequence(keys):
        shortcut.setKey(QKeySequence(keys))
