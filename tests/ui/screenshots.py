"""Renders the main screens from scripted states into docs/screenshots, in light and dark: `make screenshots`."""

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from softphone.contacts.entries import Kind
from softphone.protocol.contacts import Contacts, ContactsPage, ContactState
from softphone.protocol.figures import Figures
from softphone.protocol.state import Party
from softphone.protocol.vocabulary import Availability, Hold
from softphone.settings import Settings
from tests.ui.settings_screens import pictures_of_settings
from tests.ui.small_pictures import SMALLEST, save
from tests.ui.stage import Stage
from tests.ui.states import (
    LENA,
    NOON,
    connected,
    dialling,
    in_wrap_up,
    mirror,
    recorded,
    ringing,
    troubled,
    with_two,
)
from tests.ui.supervision_pictures import SUPERVISOR, pictures_of_supervision
from tests.ui.tab_pictures import figures_of, pictures_of_tabs
from tests.ui.wide_screens import pictures_when_wide

THEMES = ("light", "dark")
BEST = ("in-call-light", "quality-light", "transfer-dark", "conference-dark")
PETRA = Party(uri="sip:4712@pbx.example", name="Petra Lang", number="4712")
COLLEAGUE = ContactState(name=PETRA.name, number=PETRA.number, kind=Kind.AGENT, availability=Availability.AVAILABLE)
FOLDER = Path(__file__).resolve().parents[2] / "docs/screenshots"


def pictures(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Bring about one screen after the other."""
    window = stage.window
    stage.show(mirror())
    yield "idle", window
    stage.show(mirror(ringing()))
    yield "ringing", window
    yield "incoming", stage.popup
    stage.show(mirror(recorded(connected())))
    measure(stage)
    yield "in-call", window
    window.phone.card.press("keypad")
    yield "keypad", window
    window.phone.card.press("keypad")
    stage.show(mirror(connected(hold=Hold.ON), ringing("call-2", LENA)))
    yield "two-calls", window
    yield from pictures_of_parties(stage)
    stage.show(mirror(dialling()))
    yield "dialling", window
    stage.show(in_wrap_up())
    yield "wrap-up", window
    stage.show(troubled())
    yield "trouble", window
    yield from pictures_of_tabs(stage)
    stage.show(troubled())
    window.show_place("phone")
    window.top.chip("salesforce").explain()
    yield "explained", window.top.chip("salesforce").popover
    window.top.chip("salesforce").popover.close()


def pictures_of_parties(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Bring somebody else into a call."""
    window = stage.window
    stage.show(mirror(connected()))
    window.activateWindow()  # suggestions are for those who type
    QTest.qWaitForWindowActive(window)
    window.phone.card.press("transfer")
    window.phone.target.field.setText("petra")
    stage.presenter.wonder("petra")
    next(one for one in reversed(stage.phone.enquired) if isinstance(one.what, Contacts)).then(
        ContactsPage(contacts=(COLLEAGUE,))
    )
    yield "transfer", window
    window.phone.target.closed.emit()
    stage.show(mirror(with_two(PETRA, is_merged=True)))
    measure(stage)
    yield "conference", window


def measure(stage: Stage) -> None:
    """Let the call be measured for a while."""
    stage.phone.measured.emit(Figures(at=NOON, legs=(figures_of(60),)))
    stage.presenter.show_anew()


def side_by_side(names: tuple[str, ...], to: Path) -> None:
    """Put some pictures beside each other, for the README."""
    pictures = [QImage(str(FOLDER / f"{name}.png")) for name in names]
    gap = 40
    width = sum(picture.width() for picture in pictures) + gap * (len(pictures) - 1)
    whole = QImage(width, max(picture.height() for picture in pictures), QImage.Format.Format_ARGB32)
    whole.fill(Qt.GlobalColor.transparent)
    painter, left = QPainter(whole), 0
    for picture in pictures:
        painter.drawImage(left, 0, picture)
        left += picture.width() + gap
    painter.end()
    half = whole.scaledToWidth(width // 2, Qt.TransformationMode.SmoothTransformation)
    half.save(str(to), quality=SMALLEST)


def keep(widget: QWidget, file: Path) -> None:
    """Save a picture; of dialogs, which are large and of which there are many, at half the size."""
    picture = widget.grab().toImage()
    if isinstance(widget, QDialog):
        picture = picture.scaledToWidth(widget.width(), Qt.TransformationMode.SmoothTransformation)
    save(picture, file)


def screens(app: QApplication, themes: tuple[str, ...]) -> Iterator[tuple[str, QWidget]]:
    """Bring about every screen in these themes."""
    for theme in themes:
        for settings, those in (
            (Settings(), pictures),
            (SUPERVISOR, pictures_of_supervision),
            (Settings(), pictures_when_wide),
            (Settings(), pictures_of_settings),
        ):
            stage = Stage(app, theme, settings=settings)
            stage.window.show()
            for name, widget in those(stage):
                yield f"{name}-{theme}", widget
            stage.close()


def main() -> int:
    """Take all pictures, or those that are named; with --names only say which there are."""
    app = QApplication(sys.argv[:1])
    wanted = sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    is_list = wanted == ["--names"]
    for name, widget in screens(app, THEMES[:1] if is_list else THEMES):
        for _ in range(3):  # a layout inside a layout is laid out after it
            QTest.qWait(1)
        if is_list:
            sys.stdout.write(f"{name.rpartition('-')[0]}\n")
        elif not wanted or name.rpartition("-")[0] in wanted:
            keep(widget, FOLDER / f"{name}.png")
    loop.close()
    if not wanted:
        side_by_side(BEST, FOLDER / "desk.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
