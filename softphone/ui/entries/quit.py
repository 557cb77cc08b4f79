"""Quit, at the end of the menu. What quitting means during a call is decided elsewhere."""

from PySide6.QtWidgets import QWidget

from softphone.ui.views.language import mark
from softphone.ui.widgets.parts import MenuEntry
from softphone.ui.widgets.workplace import Workplace


def _open(place: Workplace, parent: QWidget) -> None:
    del parent
    place.wants_quit.emit()


ENTRY = MenuEntry("quit", mark("Quit"), "quit", 1000, _open, "Ctrl+Q")
