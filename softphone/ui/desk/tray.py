"""The icon in the tray: how the phone is, a menu, and notifications. Where the desktop has no tray, there is none."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from softphone.ui.theme.look import Look, drawn
from softphone.ui.views.popup import Popup
from softphone.ui.views.tone import Tone
from softphone.ui.views.tray import Tray
from softphone.ui.widgets.workplace import Tools

SIZE = 64
NOTIFICATION_MS = 10_000


class TrayIcon(QObject):
    """Shows a `Tray`, and says what was asked of it."""

    opened = Signal()
    quit_asked = Signal()

    def __init__(self, tools: Tools, *, notifies: bool) -> None:
        super().__init__()
        self._look, self._notifies = tools.look, notifies
        self._announced: str | None = None
        self._tone: Tone | None = None
        self._icon = QSystemTrayIcon(self)
        self._menu = QMenu()
        self._menu.addAction(tools.say("Show the phone"), self.opened.emit)
        self._menu.addSeparator()
        self._menu.addAction(tools.say("Quit"), self.quit_asked.emit)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activate)
        self._icon.messageClicked.connect(self.opened)

    @staticmethod
    def is_possible() -> bool:
        """Tell whether the desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def display(self, tray: Tray) -> None:
        """Look like this."""
        if tray.tone is not self._tone:
            self._tone = tray.tone
            self._icon.setIcon(tray_icon(self._look, tray.tone))
        self._icon.setToolTip(tray.text)
        if not self._icon.isVisible():
            self._icon.show()

    def announce(self, popup: Popup | None) -> None:
        """Notify the agent of a ringing call, once."""
        if popup is None:
            self._announced = None
        elif self._notifies and popup.card.call_id != self._announced:
            self._announced = popup.card.call_id
            text = "\n".join(filter(None, (popup.card.number, *(remark.text for remark in popup.card.remarks))))
            self._icon.showMessage(f"{popup.card.state}: {popup.card.title}", text, self._icon.icon(), NOTIFICATION_MS)

    def leave(self) -> None:
        """Take the icon away."""
        self._icon.hide()
        self._menu.deleteLater()

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()


def application_icon() -> QIcon:
    """Give the icon of the program."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(drawn("softphone", "#000000", size, 1.0))
    return icon


def tray_icon(look: Look, tone: Tone) -> QIcon:
    """Draw the program's icon with a dot that says how the phone is."""
    picture = QPixmap(drawn("softphone", "#000000", SIZE, 1.0))
    if tone is not Tone.ACCENT:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour(tone.value))
        painter.setPen(look.colour("surface"))
        side = SIZE * 0.42
        painter.drawEllipse(int(SIZE - side), int(SIZE - side), int(side) - 1, int(side) - 1)
        painter.end()
    return QIcon(picture)
