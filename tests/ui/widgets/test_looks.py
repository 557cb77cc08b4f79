"""What is seen of the theme, of a status that waits, and of a lamp that blinks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from softphone.protocol.state import CallState
from softphone.ui.theme.contrast import contrast
from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import DARK, LIGHT, SIZES, Palette
from softphone.ui.views.desk import Glance, desk_view
from softphone.ui.views.language import ENGLISH
from softphone.ui.widgets.line_keys import LineButton, LineKeyRow
from softphone.ui.widgets.workplace import Tools
from tests.ui.stage import Stage
from tests.ui.states import connected, mirror, ringing, troubled, with_statuses

Stages = Callable[..., Stage]
LAMP = 14
"""Where the lamp of a line key is, from its left edge."""


class System(QObject):
    """A desktop that tells whether it is light or dark; the real one on this screen cannot be asked to change."""

    colorSchemeChanged = Signal(object)  # noqa: N815 - Qt's own name
    scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - the same
        return self.scheme

    def become(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_what_stands_in_an_empty_field_can_be_read(stages: Stages, palette: Palette) -> None:
    stage = stages(palette.name)
    search, several = QLineEdit(stage.window), QPlainTextEdit(stage.window)
    for field in (stage.window.phone.dial.field, search, several):
        field.ensurePolished()
        ink = field.palette().color(QPalette.ColorRole.PlaceholderText)

        assert ink.alpha() == 255, "half of it would be the ground's colour"
        assert contrast(ink.name(), palette.surface) >= 4.5


@pytest.mark.parametrize(("theme", "seen"), [("auto", ["light", "dark", "light"]), ("dark", ["dark"] * 3)])
def test_the_theme_follows_the_system_unless_the_settings_say_which(
    stages: Stages, monkeypatch: pytest.MonkeyPatch, theme: str, seen: list[str]
) -> None:
    system = System()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: system)
    stage = stages(theme)
    stage.show(troubled())
    grounds = [ground(stage)]
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        system.become(scheme)
        grounds.append(ground(stage))

    assert grounds == [{"light": LIGHT, "dark": DARK}[name].ground for name in seen]


def ground(stage: Stage) -> str:
    """Tell the colour in which the window is painted behind everything."""
    return stage.window.grab().toImage().pixelColor(1, 1).name()


def test_a_status_that_waits_is_drawn_as_waiting(stage: Stage) -> None:
    stage.show(with_statuses())
    chip = stage.window.top.chip("agent")
    chip.explain()
    keys = {key.text(): key for key in chip.popover.findChildren(QPushButton)}

    assert {name: drawn(stage, key) for name, key in keys.items()} == {
        "Available for calls": "available",
        "On a break (after the call)": "pending",
        "Take calls": "call",
        "Do not disturb": "disturb",
    }
    assert [name for name, key in keys.items() if key.property("chosen")] == ["Available for calls"]
    assert keys["Available for calls"].hasFocus(), "the keyboard begins at the status that counts"


def drawn(stage: Stage, key: QPushButton) -> str | None:
    """Tell which icon is on a key."""
    side, ink = SIZES.icon_small, "accent" if key.property("chosen") else "muted"
    names = ("available", "hold", "pending", "call", "disturb")
    there = key.icon().pixmap(side, side).toImage()
    return next(
        (name for name in names if stage.look.icon(name, ink, side).pixmap(side, side).toImage() == there), None
    )


def row_of(call: CallState, *, is_animated: bool, row: LineKeyRow | None = None) -> LineKeyRow:
    """Show line keys with a call on the first."""
    made = row or LineKeyRow(Tools(Look("light", is_animated=is_animated), ENGLISH))
    made.display(desk_view(mirror(call), Glance(lines=("call-1", None))).lines)
    made.show()
    return made


def lamp(row: LineKeyRow) -> str:
    """Tell the colour in the middle of the first lamp."""
    key = row.findChildren(LineButton)[0]
    return key.grab().toImage().pixelColor(QPoint(LAMP, key.height() // 2)).name()


def test_the_lamp_of_a_ringing_line_blinks_until_it_rings_no_more(qtbot: QtBot) -> None:
    row = row_of(ringing(), is_animated=True)
    qtbot.addWidget(row)
    qtbot.waitUntil(lambda: lamp(row) != LIGHT.good)
    qtbot.waitUntil(lambda: lamp(row) == LIGHT.good)
    qtbot.waitUntil(lambda: lamp(row) != LIGHT.good)

    row_of(connected(), is_animated=True, row=row)

    assert lamp(row) == LIGHT.bad
    assert not any(timer.isActive() for timer in row.findChildren(QTimer))


def test_nothing_blinks_for_those_who_want_no_animations(qapp: QApplication) -> None:
    del qapp
    row = row_of(ringing(), is_animated=False)

    assert lamp(row) == LIGHT.good
    assert not any(timer.isActive() for timer in row.findChildren(QTimer))
    row.close()
