"""How the phone reaches the agent outside its windows: global shortcuts, and notifications of the desktop."""

from PySide6.QtCore import QObject, Signal

from softphone.ui.desk.hot_keys.choosing import hot_keys_for
from softphone.ui.desk.notifications import Notifications
from softphone.ui.views.hot_keys import HotKey, HotKeyReport, meant, wanted_keys
from softphone.ui.views.popup import Popup
from softphone.ui.widgets.workplace import Workplace


class Reach(QObject):
    """Begins when the desk does, and takes back whatever it has put on the desktop when the desk goes."""

    opened = Signal()
    """The agent wants to see the window."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        wishes = place.settings.desk
        self._hot_keys = hot_keys_for(wanted_keys(wishes), place.say)
        self._notifications = Notifications(place.say) if wishes.notifications else None

    @property
    def notifies(self) -> bool:
        """Whether a ringing call is on the desktop already, or will be; if not, the tray may say it."""
        return self._notifications is not None and self._notifications.is_served is not False

    def open(self) -> None:
        """Ask the desktop for all of it; from inside the running loop."""
        if self._hot_keys is not None:
            self._hot_keys.pressed.connect(self._press)
            self._hot_keys.told.connect(self._take)
            self._hot_keys.open()
        if self._notifications is not None:
            self._notifications.asked.connect(self._place.phone.ask)
            self._notifications.opened.connect(self.opened)
            self._notifications.open()

    def display(self, popup: Popup | None) -> None:
        """Tell of a call that rings, or no longer does."""
        if self._notifications is not None:
            self._notifications.display(popup)

    async def close(self) -> None:
        """Take everything back."""
        if self._hot_keys is not None:
            self._hot_keys.close()
        if self._notifications is not None:
            await self._notifications.close()

    def _take(self, report: HotKeyReport) -> None:
        self._place.hot_keys = report

    def _press(self, name: str) -> None:
        """Do what the key in the window would; where it cannot be pressed, say why."""
        place = self._place
        key = meant(HotKey(name), place.phone.mirror, place.clock(), place.say)
        if key is not None and key.is_enabled and key.command is not None:
            place.phone.ask(key.command)
        elif key is not None:
            place.said.emit(key.why_not)
