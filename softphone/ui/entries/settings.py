"""The settings dialog, in the menu; one at a time."""

from PySide6.QtWidgets import QWidget

from softphone.ui.views.language import mark
from softphone.ui.widgets.parts import MenuEntry
from softphone.ui.widgets.workplace import Workplace


def _open(place: Workplace, parent: QWidget) -> None:
    from softphone.ui.widgets.settings.dialog import SettingsDialog  # noqa: PLC0415 - seldom wanted, and large

    dialog = parent.findChild(SettingsDialog) or SettingsDialog(place, parent)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


ENTRY = MenuEntry("settings", mark("Settings"), "settings", 900, _open, "Ctrl+,")
