"""What screen readers, large letters and other languages need, in every state of the window."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import chain

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QWidget

from softphone.ui.resources import LANGUAGES
from softphone.ui.theme.tokens import LETTERS
from softphone.ui.widgets.keypad import is_low, places
from tests.ui.fitting import everywhere
from tests.ui.scenes import SCENES
from tests.ui.small_windows import small_windows
from tests.ui.stage import Stage
from tests.ui.supervision_pictures import SUPERVISOR, pictures_of_supervision
from tests.ui.tab_pictures import pictures_of_tabs

Stages = Callable[..., Stage]


def controls(window: QWidget) -> Iterator[QWidget]:
    """Everything in a window that can be operated."""
    for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
        yield from (widget for widget in window.findChildren(kind) if not widget.objectName().startswith("qt_"))


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


def test_every_control_has_a_name_and_every_key_a_tooltip(stages: Stages) -> None:
    stage = stages(settings=SUPERVISOR)
    nameless, mute = set(), set()
    for name, window in windows(stage):
        found = [each for each in controls(window) if each.isVisible()]
        nameless |= {f"{name}: {described(control)}" for control in found if not control.accessibleName()}
        keys = [each for each in found if isinstance(each, QAbstractButton)]
        mute |= {f"{name}: {described(key)}" for key in keys if not key.toolTip()}

    assert (nameless, mute) == (set(), set())


def windows(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Give every window in every state."""
    for name, make in SCENES.items():
        stage.show(make())
        yield from ((name, stage.window), (name, stage.popup))
    yield from chain(pictures_of_tabs(stage), pictures_of_supervision(stage), small_windows(stage))


def test_a_key_that_cannot_be_pressed_says_why(stage: Stage) -> None:
    stage.show(SCENES["ringing"]())
    stage.show(SCENES["dialling"]())
    hold = next(key for key in controls(stage.window) if key.objectName() == "hold")

    assert not hold.isEnabled()
    assert "Nobody has answered yet." in hold.toolTip()
    assert "Ctrl+H" in hold.toolTip()


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_clipped(stages: Stages, code: str) -> None:
    found = dict(everywhere(stages(code=code, settings=SUPERVISOR)))

    assert {name: misfit for name, misfit in found.items() if misfit} == {}


def test_no_text_is_clipped_at_twice_the_size() -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    looked = subprocess.run(
        [sys.executable, "-m", "tests.ui.fitting"], env=environment, capture_output=True, text=True, check=False
    )

    assert looked.stdout.splitlines() == ["everything fits"], looked.stderr


@pytest.mark.parametrize("height", range(34, 63, 4))
def test_a_digit_and_its_letters_keep_apart(stage: Stage, height: int) -> None:
    key = stage.window.phone.dial.keypad.digits["9"]
    sign, letters = places(key.width(), height, is_beside=is_low(height))
    drawn = [_ink(key, size, text) for size, text in ((LETTERS.title, "9"), (LETTERS.small - 1, "WXYZ"))]

    assert not sign.intersects(letters)
    for place, (width, tall) in zip((sign, letters), drawn, strict=True):
        assert width <= place.width()
        assert tall <= place.height()


@pytest.mark.parametrize("height", range(160, 260, 9))
def test_all_digits_are_written_the_same_way(stage: Stage, height: int) -> None:
    keypad = stage.window.phone.dial.keypad
    keypad.resize(keypad.width(), height)

    assert len({digit.is_low for digit in keypad.digits.values()}) == 1


def _ink(key: QWidget, size: int, text: str) -> tuple[int, int]:
    """How much room a text takes in letters of a size."""
    font = key.font()
    font.setPixelSize(size)
    drawn = QFontMetrics(font).tightBoundingRect(text)
    return drawn.width(), drawn.height()
