"""A row of plain buttons that show keys: below a list, for what is marked in it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.keys import Key
from softphone.ui.widgets.buttons import name_key


class KeyBar(QWidget):
    """Shows as many buttons as there are keys; `pressed` says which key."""

    pressed = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._keys: tuple[Key, ...] = ()
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.small)
        look.changed.connect(self._draw)

    def display(self, keys: tuple[Key, ...]) -> None:
        """Look like these keys."""
        if keys == self._keys:
            return
        self._keys = keys
        while len(self.buttons) < len(keys):
            self._add()
        for button, key in zip(self.buttons, keys, strict=False):
            button.setObjectName(key.name)
            button.setText(key.text)
            name_key(button, key)
        self._draw()

    def button(self, name: str) -> QPushButton:
        """Give the button of a key."""
        return next(button for button in self.buttons if button.objectName() == name)

    def _add(self) -> None:
        button = QPushButton(self)
        button.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        press: Callable[[], None] = partial(self._press, len(self.buttons))
        button.clicked.connect(lambda *_: press())
        self._row.addWidget(button, 1)
        self.buttons.append(button)

    def _press(self, place: int) -> None:
        self.pressed.emit(self._keys[place])

    def _draw(self) -> None:
        for button, key in zip(self.buttons, self._keys, strict=False):
            ink = "accent" if key.is_on else "text"
            button.setIcon(self._look.icon(key.icon, ink, SIZES.icon_small))
