"""The dialog about global shortcuts opens by keyboard, fits, and says what is so."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from softphone.ui.resources import LANGUAGES
from softphone.ui.views.hot_keys import HotKey, HotKeyReport, Standing
from softphone.ui.widgets.hot_key_dialog import HotKeyDialog
from tests.ui.stage import Stage
from tests.ui.states import mirror


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_says_which_shortcuts_work(stages: Callable[..., Stage], code: str) -> None:
    stage = stages(code=code)
    stage.show(mirror())
    stage.place.hot_keys = HotKeyReport({HotKey.ANSWER: Standing.WORKS, HotKey.MUTE: Standing.TAKEN})

    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    (dialog,) = stage.window.findChildren(HotKeyDialog)
    assert QTest.qWaitForWindowActive(dialog)

    texts = [label.text() for label in dialog.findChildren(QLabel)]
    say = stage.place.say
    assert say("Works in every window.") in texts
    assert say("Another program has these keys.") in texts
    assert say("Not available: this desktop offers no global shortcuts.") in texts
    assert [label.text() for label in dialog.findChildren(QLabel) if is_cut(label)] == []
    assert all(button.accessibleName() and button.toolTip() for button in dialog.findChildren(QPushButton))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    return needed > label.height() or (not label.wordWrap() and label.sizeHint().width() > label.width())
