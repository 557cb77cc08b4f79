"""The diagnostics: one click gathers what helps to find out what is wrong, without secrets."""

from PySide6.QtWidgets import QWidget

from softphone.ui.views.language import mark
from softphone.ui.widgets.parts import MenuEntry
from softphone.ui.widgets.workplace import Workplace


def _open(place: Workplace, parent: QWidget) -> None:
    from softphone.ui.widgets.diagnostics_dialog import DiagnosticsDialog  # noqa: PLC0415 - seldom needed

    DiagnosticsDialog(place, parent.window()).open()


ENTRY = MenuEntry("diagnostics", mark("Diagnostics"), "export", 800, _open, "Ctrl+Shift+D")
