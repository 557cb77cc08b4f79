"""The dialog about global shortcuts: which they are, and whether this desktop lets them work."""

from PySide6.QtWidgets import QWidget

from softphone.ui.views.language import mark
from softphone.ui.widgets.hot_key_dialog import HotKeyDialog
from softphone.ui.widgets.parts import MenuEntry
from softphone.ui.widgets.workplace import Workplace


def _open(place: Workplace, parent: QWidget) -> None:
    HotKeyDialog(place, parent.window()).open()


ENTRY = MenuEntry("hot-keys", mark("Global shortcuts"), "keypad", 700, _open, "F1")
