"""Shortcuts of buttons, and how they are written for people.

Qt's own press a button visibly for a tenth of a second first; a call cannot wait for that.
"""

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


def written(keys: str) -> str:
    """Name keys as the keyboard and the menus do; what is not in Qt's own spelling stays as it is."""
    sequence = QKeySequence(keys)
    is_known = sequence.toString(QKeySequence.SequenceFormat.PortableText) == keys
    return sequence.toString(QKeySequence.SequenceFormat.NativeText) if is_known else keys


def with_keys(text: str, keys: str) -> str:
    """Say what something does, and which keys do it, if any."""
    return f"{text} ({written(keys)})" if keys else text
