"""F2 and F3 are for whoever rings, whatever the window shows; mute, hold and hang-up for the call behind it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from softphone.protocol.commands import AnswerCall, Decline, Dial, HangUp, HoldCall, Mute, Unmute
from softphone.protocol.vocabulary import Hold
from softphone.ui.views.callees import Callee
from tests.ui.stage import Stage
from tests.ui.states import LENA, connected, dialling, mirror, proposed, ringing

CONTROL = Qt.KeyboardModifier.ControlModifier
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


def test_who_answers_beside_a_tab_goes_on_looking_at_it(stage: Stage) -> None:
    stage.show(mirror(ringing()))
    stage.window.show_place("quality")
    page = stage.window.pages.currentWidget()

    press(stage, Qt.Key.Key_F2)
    stage.show(mirror(connected()))

    assert page is not None
    assert page.isVisible()


def test_where_nothing_rings_they_mean_nothing(stage: Stage) -> None:
    stage.show(mirror(connected(), ringing("two", LENA)))
    stage.show(mirror(connected()))

    QTest.keyClick(stage.window, Qt.Key.Key_F2)

    assert stage.asked == []


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(stage.window, key, modifier)


def press_all(stage: Stage) -> None:
    """Mute, hold, hang up."""
    press(stage, Qt.Key.Key_M, CONTROL)
    press(stage, Qt.Key.Key_H, CONTROL)
    press(stage, Qt.Key.Key_F4)


def open_panel(stage: Stage) -> None:
    press(stage, Qt.Key.Key_T, CONTROL)
    assert stage.window.phone.target.isVisible()


def open_dial_pad(stage: Stage) -> None:
    press(stage, Qt.Key.Key_L, CONTROL)
    assert stage.window.phone.dial.isVisible()


BEHIND = pytest.mark.parametrize(
    "hide", [lambda stage: stage.window.show_place("history"), open_panel, open_dial_pad], ids=["tab", "panel", "pad"]
)


@BEHIND
def test_a_call_is_muted_held_and_ended_whatever_hides_it(stage: Stage, hide: Callable[[Stage], None]) -> None:
    stage.show(mirror(connected("one"), connected("two", LENA, hold=Hold.ON)))
    hide(stage)

    press_all(stage)

    assert stage.asked == [Mute(call_id="one"), HoldCall(call_id="one"), HangUp(call_id="one")]


@BEHIND
def test_a_call_that_is_shown_again_is_asked_once(stage: Stage, hide: Callable[[Stage], None]) -> None:
    stage.show(mirror(connected(is_muted=True)))
    hide(stage)
    stage.window.show_place("phone")
    QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Escape)
    press(stage, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert stage.window.phone.card.isVisible()

    press(stage, Qt.Key.Key_M, CONTROL)

    assert stage.asked == [Unmute(call_id="call-1")]


def test_what_cannot_be_done_with_a_call_behind_a_tab_says_why(stage: Stage) -> None:
    stage.show(mirror(dialling()))
    stage.window.show_place("history")

    press(stage, Qt.Key.Key_H, CONTROL)

    assert stage.asked == []
    assert said(stage) == ["Nobody has answered yet."]


def test_who_calls_from_a_tab_sees_the_call(stage: Stage) -> None:
    stage.show(mirror())
    stage.window.show_place("contacts")
    stage.place.wants_call.emit(Callee("nobody at all"))
    assert said(stage) == ["That is not a number or an address that can be called."]
    assert not stage.window.phone.isVisible()

    stage.place.wants_call.emit(Callee("4711"))
    stage.show(mirror(dialling()))

    assert stage.asked == [Dial(target="4711")]
    assert stage.window.phone.card.isVisible()


def test_where_there_is_room_for_both_the_tab_keeps_the_keyboard(stage: Stage) -> None:
    stage.show(mirror())
    stage.window.resize(1000, 640)
    stage.window.show_place("contacts")
    marked = stage.window.focusWidget()

    stage.place.wants_call.emit(Callee("4711"))
    stage.show(mirror(dialling()))

    assert stage.window.focusWidget() is marked


def said(stage: Stage) -> list[str]:
    return [line.text() for line in stage.window.notices.findChildren(QLabel) if line.text()]
