"""The keys of a call that rings while another one, or a tab, is shown: they work all the same, as on a desk phone.

Where the ringing call's own card can be seen, its buttons have the shortcuts; two at once would be none.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from softphone.ui.views.desk import DeskView
from softphone.ui.views.keys import Key
from softphone.ui.views.popup import Popup


class RingingKeys(QObject):
    """Shortcuts of the window that stand for a ringing call's keys."""

    asked = Signal(object)
    """The `Key` that was pressed."""

    def __init__(self, window: QWidget, card: QWidget) -> None:
        super().__init__(window)
        self._window, self._card = window, card
        self._popup: Popup | None = None
        self._is_shown = False
        self._shortcuts: list[QShortcut] = []
        self._keys: tuple[Key, ...] = ()

    def display(self, view: DeskView) -> None:
        """Follow what rings."""
        self._popup = view.popup
        self._is_shown = (
            view.card is not None and view.popup is not None and view.card.call_id == view.popup.card.call_id
        )
        self.look_again()

    def look_again(self) -> None:
        """Follow what is shown."""
        has_buttons = self._is_shown and self._card.isVisibleTo(self._window)
        keys = () if self._popup is None or has_buttons else self._popup.card.main_keys
        if keys != self._keys:
            self._keys = keys
            self._draw()

    def _draw(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = [QShortcut(QKeySequence(key.shortcut), self._window) for key in self._keys if key.shortcut]
        for shortcut, key in zip(self._shortcuts, (key for key in self._keys if key.shortcut), strict=True):
            shortcut.activated.connect(partial(self.asked.emit, key))
