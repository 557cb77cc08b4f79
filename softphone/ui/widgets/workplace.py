"""What every part of the window is given: the look, the language, the phone, and what it may ask of the window."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from softphone.settings import Settings
from softphone.ui.ports import GatheringPort, PhonePort, SettingsPort, TrialPort
from softphone.ui.theme.look import Look
from softphone.ui.views.hot_keys import HotKeyReport
from softphone.ui.views.language import Language
from softphone.ui.views.log_book import MOST_ENTRIES


@dataclass(frozen=True, slots=True)
class Tools:
    """How things look and what they are called."""

    look: Look
    say: Language


@dataclass(frozen=True, slots=True)
class Services:
    """Who does what the window itself must not: it asks them through ports."""

    office: SettingsPort
    """Where settings are kept."""
    make_trial: Callable[[QObject], TrialPort]
    """Prepares to try whether an account registers, for as long as its owner is there."""
    make_gathering: Callable[[QObject], GatheringPort]
    """Prepares to gather the diagnostics, the same way."""


class Workplace(QObject):
    """Shared by the window, its tabs and its dialogs.

    A tab shows what `phone.mirror` and `phone.changed` tell, asks by `phone.ask(command)`, `phone.enquire(what, then)`,
    and follows events by `phone.happened`.
    """

    wants_dial = Signal(str)
    """Put this into the dial field and show it."""
    wants_call = Signal(object)
    """Call this `Callee` now."""
    wants_place = Signal(str)
    """Show a tab, a dialog or a page of that name."""
    wants_sound = Signal(object)
    """Show how this call of the history sounded, in the tab of quality."""
    said = Signal(str)
    """Tell the agent something in a line that goes away by itself."""

    wants_restart = Signal()
    """Restart the phone, so that changed settings come into force; the window stays."""
    restarting = Signal()
    """The phone is restarting."""
    wants_quit = Signal()
    """End the desk, and not only its window."""
    wants_demo = Signal()
    """End all this, and begin again with simulated callers."""
    wants_address = Signal()
    """Put the address of the connector page into the clipboard."""
    settings_changed = Signal()
    """`settings` are others than before."""

    def __init__(
        self, phone: PhonePort, tools: Tools, settings: Settings, services: Services, clock: Callable[[], float]
    ) -> None:
        super().__init__()
        self.phone, self.tools, self.settings, self.services, self.clock = phone, tools, settings, services, clock
        self.hot_keys = HotKeyReport()
        """The state of the global shortcuts."""
        self.told = deque[object](maxlen=MOST_ENTRIES)
        """The latest events, oldest first, for a tab that is opened after they happened."""
        phone.happened.connect(self.told.append)

    def use(self, settings: Settings) -> None:
        """Let other settings be in force, as far as the window is concerned."""
        self.settings = settings
        self.settings_changed.emit()

    @property
    def say(self) -> Language:
        """The window's language."""
        return self.tools.say

    @property
    def look(self) -> Look:
        """The window's look."""
        return self.tools.look

    @property
    def region(self) -> str | None:
        """The country whose numbers are written without a prefix."""
        return self.settings.dial.country
