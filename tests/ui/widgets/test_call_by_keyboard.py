"""A whole call, and all that belongs to it, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from softphone.protocol.commands import (
    AnswerCall,
    Decline,
    Dial,
    Digits,
    HangUp,
    HoldCall,
    Mute,
    ResumeCall,
    Unmute,
    WrapUp,
)
from softphone.protocol.vocabulary import Hold, Mode
from softphone.ui.widgets.buttons import RoundKey
from tests.ui.stage import Stage
from tests.ui.states import LENA, connected, in_wrap_up, mirror, recorded, ringing

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key wherever the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or stage.window, key, modifier)


def write(text: str) -> None:
    """Type a text wherever the keyboard is."""
    for sign in text:
        QTest.keyClicks(QApplication.focusWidget() or QWidget(), sign)


def test_a_whole_call(stage: Stage) -> None:
    stage.show(mirror(ringing()))
    press(stage, Qt.Key.Key_F2)
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_M, CTRL)
    stage.show(mirror(connected(is_muted=True)))
    press(stage, Qt.Key.Key_M, CTRL)
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_K, CTRL)
    write("1#")
    press(stage, Qt.Key.Key_H, CTRL)
    stage.show(mirror(connected(hold=Hold.ON)))
    press(stage, Qt.Key.Key_H, CTRL)
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_F4)
    stage.show(in_wrap_up())
    press(stage, Qt.Key.Key_D, CTRL)

    name = "call-1"
    assert stage.asked == [
        AnswerCall(call_id=name),
        Mute(call_id=name),
        Unmute(call_id=name),
        Digits(digits="1", call_id=name),
        Digits(digits="#", call_id=name),
        HoldCall(call_id=name),
        ResumeCall(call_id=name),
        HangUp(call_id=name),
        WrapUp(),
    ]


def test_the_focused_key_is_pressed_with_space(stage: Stage) -> None:
    stage.show(mirror(ringing()))

    press(stage, Qt.Key.Key_Space)

    assert stage.asked == [AnswerCall(call_id="call-1")], "answer is where the keyboard is when a call rings"


def test_every_key_of_a_call_is_reached_by_tabulator(stage: Stage) -> None:
    stage.show(mirror(recorded(connected())))
    reached = set()
    for _ in range(30):
        press(stage, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus.objectName())

    assert {"mute", "hold", "keypad", "record", "hang-up"} <= reached


@pytest.mark.parametrize("mode", [None, Mode.BARGE])
def test_the_key_that_opened_the_keypad_says_that_it_hides_it(stage: Stage, mode: Mode | None) -> None:
    stage.show(mirror(connected(mode=mode)))
    card = stage.window.phone.card

    def keys() -> dict[str, str]:
        return {key.objectName(): key.accessibleName() for key in card.findChildren(RoundKey) if key.isVisible()}

    before = keys()
    for _ in range(2):
        press(stage, Qt.Key.Key_K, CTRL)
        assert (len(keys()), keys()["keypad"]) == (4, "Hide keys")
        stage.presenter.show_anew()
        assert keys()["keypad"] == "Hide keys", "also a second later"
        assert card.keypad.digits["5"].toolTip() == "Key 5 (press 5 on the keyboard)"
        press(stage, Qt.Key.Key_K, CTRL)
        assert keys() == before


def test_typing_begins_a_number_and_enter_calls_it(stage: Stage) -> None:
    stage.show(mirror())
    stage.window.top.chip("agent").setFocus()

    press(stage, Qt.Key.Key_L, CTRL)
    write("+49 30 901820")
    press(stage, Qt.Key.Key_Return)

    assert stage.asked == [Dial(target="+49 30 901820")]
    assert stage.window.phone.dial.field.text() == ""


def test_the_last_number_is_called_again(stage: Stage) -> None:
    stage.show(mirror())
    write("4711")
    press(stage, Qt.Key.Key_Return)

    press(stage, Qt.Key.Key_Return)
    press(stage, Qt.Key.Key_Return)

    assert stage.asked == [Dial(target="4711"), Dial(target="4711")]


def test_a_line_key_shows_its_call_and_then_does_what_its_lamp_asks_for(stage: Stage) -> None:
    stage.show(mirror(connected(hold=Hold.ON), ringing("call-2", LENA)))

    press(stage, Qt.Key.Key_2, ALT)
    assert stage.asked == []
    assert stage.presenter.view().card is not None
    press(stage, Qt.Key.Key_2, ALT)
    press(stage, Qt.Key.Key_1, ALT)
    press(stage, Qt.Key.Key_1, ALT)

    assert stage.asked == [AnswerCall(call_id="call-2"), ResumeCall(call_id="call-1")]


def test_a_free_line_offers_the_dial_pad_during_a_call(stage: Stage) -> None:
    stage.show(mirror(connected()))

    press(stage, Qt.Key.Key_2, ALT)
    write("4712")
    press(stage, Qt.Key.Key_Return)

    assert stage.asked == [Dial(target="4712")]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_F3])
def test_a_key_that_makes_no_sense_does_nothing(stage: Stage, key: Qt.Key) -> None:
    stage.show(mirror(connected()))

    press(stage, key)

    assert stage.asked == []


def test_a_call_is_declined(stage: Stage) -> None:
    stage.show(mirror(ringing()))

    press(stage, Qt.Key.Key_F3)

    assert stage.asked == [Decline(call_id="call-1")]


def test_an_arriving_call_leaves_a_number_that_is_being_typed(stage: Stage) -> None:
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_2, ALT)
    write("47")

    stage.show(mirror(connected(), ringing("call-2", LENA)))
    write("11")

    assert stage.window.phone.dial.field.text() == "4711"
