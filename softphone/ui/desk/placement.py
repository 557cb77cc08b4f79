"""Where the window was: remembered for every arrangement of screens, in a file of the user's state.

A window never opens where nobody can see it, also when the screen it was on is gone.
"""

import logging
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)
MOST = 20
GRIP = 48
"""So much of a window has to be on a screen, in pixels."""


class Spot(msgspec.Struct, frozen=True):
    """A place and a size, without the frame."""

    x: int
    y: int
    width: int
    height: int
    is_maximised: bool = False
    """Whether the window filled the screen; the place is where it was before that."""


class Placement:
    """Remembers where the window was on these screens."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def restore(self, window: QWidget) -> None:
        """Put the window where it was on these screens, if that can be seen."""
        spot = self._read().get(screens_in_use())
        if spot is None:
            return
        place = QRect(spot.x, spot.y, spot.width, spot.height)
        if is_seen(place, _rooms()):
            window.setGeometry(place)
        else:
            window.resize(place.size())
        if spot.is_maximised:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def keep(self, window: QWidget) -> None:
        """Remember where the window is; without a writable folder it opens in its usual place next time."""
        spots, place = self._read(), window.normalGeometry()  # not where it is while it fills the screen
        spots.pop(screens_in_use(), None)
        spots[screens_in_use()] = Spot(place.x(), place.y(), place.width(), place.height(), window.isMaximized())
        latest = dict(list(spots.items())[-MOST:])
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(msgspec.json.encode(latest))
        except OSError as error:
            log.warning("the window's place is not remembered: %s", error)

    def _read(self) -> dict[str, Spot]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, Spot])
        except (OSError, msgspec.DecodeError):
            return {}


def follow_screens(app: QGuiApplication, come_back: Callable[[], None]) -> None:
    """Have windows come back to where they can be seen, whatever becomes of the screens."""
    app.screenRemoved.connect(lambda _: come_back())
    app.screenAdded.connect(lambda screen: _follow(screen, come_back))
    for screen in app.screens():
        _follow(screen, come_back)


def _follow(screen: QScreen, come_back: Callable[[], None]) -> None:
    screen.availableGeometryChanged.connect(lambda _: come_back())


def bring_back(window: QWidget) -> None:
    """Move a window that cannot be seen, because its screen is gone, to one that is there."""
    if not is_seen(window.frameGeometry(), _rooms()):
        room = QGuiApplication.primaryScreen().availableGeometry()
        size = window.size().boundedTo(room.size())
        window.setGeometry(QRect(room.center() - QRect(0, 0, size.width(), size.height()).center(), size))


def is_seen(window: QRect, rooms: list[QRect]) -> bool:
    """Tell whether enough of a window's top is on a screen to take hold of it."""
    top = QRect(window.x(), window.y(), window.width(), GRIP)
    parts = (top.intersected(room) for room in rooms)
    return any(part.width() >= GRIP and part.height() >= GRIP // 2 for part in parts)


def screens_in_use() -> str:
    """Name this arrangement of screens."""
    screens = (screen.geometry() for screen in QGuiApplication.screens())
    return " ".join(sorted(f"{place.width()}x{place.height()}+{place.x()}+{place.y()}" for place in screens))


def _rooms() -> list[QRect]:
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]
