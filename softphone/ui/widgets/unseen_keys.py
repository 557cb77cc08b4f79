"""The keys of calls whose card is not seen, behind a tab, a panel or another card: they work, as on a desk phone.

Where a call's card can be seen, its buttons have the shortcuts; two at once would be none.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from softphone.ui.views.call_card import CallCard
from softphone.ui.views.desk import DeskView
from softphone.ui.views.keys import Key

AT_ONCE = frozenset({"mute", "hold", "hang-up"})
"""What cannot wait until the card is shown: the others open a panel, or are looked at first."""


class UnseenKeys(QObject):
    """Shortcuts of the window that stand for keys of the call that rings, and of the one that matters."""

    asked = Signal(object)
    """The `Key` that was pressed."""

    def __init__(self, window: QWidget, card: QWidget) -> None:
        super().__init__(window)
        self._window, self._card = window, card
        self._shown: CallCard | None = None
        self._ringing: CallCard | None = None
        self._at_hand: CallCard | None = None
        self._shortcuts: list[QShortcut] = []
        self._keys: tuple[Key, ...] = ()

    def display(self, view: DeskView) -> None:
        """Follow what rings, and what matters."""
        self._shown, self._at_hand = view.card, view.at_hand
        self._ringing = view.popup.card if view.popup else None
        self.look_again()

    def look_again(self) -> None:
        """Follow what is shown."""
        seen = self._shown.call_id if self._shown and self._card.isVisibleTo(self._window) else None
        keys: list[Key] = []
        if self._ringing and self._ringing.call_id != seen:
            keys += self._ringing.main_keys
        if self._at_hand and seen is None:
            keys += (key for key in (*self._at_hand.keys, *self._at_hand.main_keys) if key.name in AT_ONCE)
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self._draw()

    def _draw(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = [QShortcut(QKeySequence(key.shortcut), self._window) for key in self._keys if key.shortcut]
        for shortcut, key in zip(self._shortcuts, (key for key in self._keys if key.shortcut), strict=True):
            shortcut.activated.connect(partial(self.asked.emit, key))
