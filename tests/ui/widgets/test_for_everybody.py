"""What screen readers, large letters and other languages need, in every state of the window."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QWidget

from softphone.ui.resources import LANGUAGES
from tests.ui.fitting import misfits
from tests.ui.scenes import SCENES
from tests.ui.stage import Stage

Stages = Callable[..., Stage]


def controls(window: QWidget) -> Iterator[QWidget]:
    """Everything in a window that can be operated."""
    for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
        yield from (widget for widget in window.findChildren(kind) if not widget.objectName().startswith("qt_"))


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


def test_every_control_has_a_name_and_every_key_a_tooltip(stage: Stage) -> None:
    nameless, mute = set(), set()
    for make in SCENES.values():
        stage.show(make())
        found = [each for window in (stage.window, stage.popup) for each in controls(window) if each.isVisible()]
        nameless |= {described(control) for control in found if not control.accessibleName()}
        mute |= {described(key) for key in found if isinstance(key, QAbstractButton) and not key.toolTip()}

    assert (nameless, mute) == (set(), set())


def test_a_key_that_cannot_be_pressed_says_why(stage: Stage) -> None:
    stage.show(SCENES["ringing"]())
    stage.show(SCENES["dialling"]())
    hold = next(key for key in controls(stage.window) if key.objectName() == "hold")

    assert not hold.isEnabled()
    assert "Nobody has answered yet." in hold.toolTip()
    assert "Ctrl+H" in hold.toolTip()


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_clipped(stages: Stages, code: str) -> None:
    stage = stages(code=code)
    found = {}
    for name, make in SCENES.items():
        stage.show(make())
        found[name] = misfits(stage)

    assert {name: misfit for name, misfit in found.items() if misfit} == {}


def test_no_text_is_clipped_at_twice_the_size() -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    looked = subprocess.run(
        [sys.executable, "-m", "tests.ui.fitting"], env=environment, capture_output=True, text=True, check=False
    )

    assert looked.stdout.splitlines() == ["everything fits"], looked.stderr


def test_the_window_stays_as_small_as_a_phone(stage: Stage) -> None:
    sizes = {}
    for name, make in SCENES.items():
        stage.show(make())
        QTest.qWait(1)
        QTest.qWait(1)
        sizes[name] = stage.window.minimumSizeHint()

    assert {name: size for name, size in sizes.items() if size.width() > 380} == {}
    assert {name: size for name, size in sizes.items() if size.height() > 640 and name != "five"} == {}


def test_the_window_does_not_grow_with_what_is_opened_in_it(stage: Stage) -> None:
    stage.show(SCENES["connected"]())
    for key in ("keypad", "keypad", "transfer"):
        stage.window.phone.card.press(key)
        QTest.qWait(1)
    stage.window.phone.target.closed.emit()
    for name in ("conference", "troubled", "idle"):
        stage.show(SCENES[name]())
        QTest.qWait(1)

    assert stage.window.height() == 640
