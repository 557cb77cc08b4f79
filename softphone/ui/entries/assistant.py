"""The first start's assistant, in the menu: it can be gone through again at any time."""

from PySide6.QtWidgets import QWidget

from softphone.ui.views.language import mark
from softphone.ui.widgets.parts import MenuEntry
from softphone.ui.widgets.workplace import Workplace


def _open(place: Workplace, parent: QWidget) -> None:
    from softphone.ui.widgets.settings.assistant import Assistant  # noqa: PLC0415 - seldom wanted, and large

    assistant = parent.findChild(Assistant) or Assistant(place, parent)
    assistant.show()
    assistant.raise_()
    assistant.activateWindow()


ENTRY = MenuEntry("assistant", mark("Set up the phone"), "account", 890, _open)
