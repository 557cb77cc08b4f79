"""The voice mailbox: one click calls it, where the settings say by which number."""

from PySide6.QtWidgets import QWidget

from softphone.protocol.commands import Voicemail
from softphone.settings import Settings
from softphone.ui.views.chips import VOICEMAIL
from softphone.ui.views.language import mark
from softphone.ui.views.permissions import why_not_dial
from softphone.ui.widgets.main_window import PHONE
from softphone.ui.widgets.parts import MenuEntry
from softphone.ui.widgets.workplace import Workplace


def _open(place: Workplace, parent: QWidget) -> None:
    """Call it, and show the phone: whoever listens presses its keys."""
    del parent
    state = place.phone.mirror.state
    if state and (why_not := why_not_dial(state, place.say)):
        place.said.emit(why_not)
        return
    place.phone.ask(Voicemail())
    place.wants_place.emit(PHONE)


def _is_for(settings: Settings) -> bool:
    return bool(settings.calls.voicemail_code)


ENTRY = MenuEntry(VOICEMAIL, mark("Voicemail"), "voicemail", 600, _open, "Ctrl+Shift+V", is_for=_is_for)
