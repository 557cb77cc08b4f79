"""F2 and F3 are for whoever rings, whatever the window shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.protocol.commands import AnswerCall, Decline
from tests.ui.stage import Stage
from tests.ui.states import LENA, connected, mirror, proposed, ringing

KEYS = pytest.mark.parametrize(
    ("key", "command"), [(Qt.Key.Key_F2, AnswerCall(call_id="two")), (Qt.Key.Key_F3, Decline(call_id="two"))]
)


@KEYS
def test_a_call_that_rings_beside_another_one(stage: Stage, key: Qt.Key, command: object) -> None:
    stage.show(mirror(connected(), ringing("two", LENA)))

    QTest.keyClick(stage.window, key)

    assert stage.asked == [command]


@KEYS
@pytest.mark.parametrize("place", ["phone", "history"])
def test_a_callback_that_rings_beside_a_call(stage: Stage, key: Qt.Key, command: object, place: str) -> None:
    stage.show(mirror(connected(), proposed("two")))
    stage.window.show_place(place)

    QTest.keyClick(stage.window, key)

    assert stage.asked == [command]
    assert stage.popup.isVisible()


@KEYS
def test_a_call_that_rings_while_a_tab_is_shown(stage: Stage, key: Qt.Key, command: object) -> None:
    stage.show(mirror(ringing("two", LENA)))
    stage.window.show_place("history")

    QTest.keyClick(stage.window, key)

    assert stage.asked == [command]


@KEYS
def test_a_call_that_is_shown_is_answered_once(stage: Stage, key: Qt.Key, command: object) -> None:
    stage.window.show_place("history")
    stage.show(mirror(ringing("two", LENA)))
    stage.window.show_place("phone")

    QTest.keyClick(stage.window, key)

    assert stage.asked == [command]


def test_where_nothing_rings_they_mean_nothing(stage: Stage) -> None:
    stage.show(mirror(connected(), ringing("two", LENA)))
    stage.show(mirror(connected()))

    QTest.keyClick(stage.window, Qt.Key.Key_F2)

    assert stage.asked == []
