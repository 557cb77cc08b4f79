"""Whoever types presses nothing: a call that comes is answered by those who mean it, and no text is lost to it."""

import pytest
from PySide6.QtCore import Qt

from softphone.protocol.commands import AnswerCall, Dial, Mute
from softphone.protocol.vocabulary import Hold
from softphone.ui.views.mirror import Mirror
from tests.ui.stage import Stage
from tests.ui.states import LENA, connected, dialling, mirror, ringing
from tests.ui.widgets.test_call_by_keyboard import ALT, CTRL, press, write
from tests.ui.widgets.test_for_everybody import controls


@pytest.mark.parametrize("comes", [mirror(ringing()), mirror(connected())], ids=["ringing", "answered by itself"])
def test_a_call_comes_while_a_name_is_typed(stage: Stage, comes: Mirror) -> None:
    stage.show(mirror())
    write("Anna")

    stage.show(comes)
    write(" Schmidt")
    press(stage, Qt.Key.Key_Return)
    press(stage, Qt.Key.Key_Space)
    assert stage.asked == []
    assert stage.window.phone.card.isVisible()

    stage.show(mirror())
    write("!")
    assert stage.window.phone.dial.field.text() == "Anna!"


def test_a_call_comes_as_the_first_letter_is_typed(stage: Stage) -> None:
    stage.show(mirror(ringing()))

    write("Anna Schmidt")

    assert stage.asked == []
    press(stage, Qt.Key.Key_F2)
    assert stage.asked == [AnswerCall(call_id="call-1")]


def test_the_keys_are_one_step_away_from_what_was_typed(stage: Stage) -> None:
    stage.show(mirror())
    write("47")
    stage.show(mirror(connected()))

    press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Space)

    assert stage.asked == [Mute(call_id="call-1")]


@pytest.mark.parametrize("comes", [mirror(ringing("call-2")), mirror(connected("call-2"))], ids=["rings", "is left"])
def test_a_key_that_becomes_another_call_s_is_not_pressed(stage: Stage, comes: Mirror) -> None:
    stage.show(mirror(connected(), connected("call-2", LENA, hold=Hold.ON)))
    hang_up = next(key for key in controls(stage.window) if key.objectName() == "hang-up")
    hang_up.setFocus()

    stage.show(comes)
    press(stage, Qt.Key.Key_Space)

    assert stage.asked == []
    assert stage.window.phone.card.call_id == "call-2"


def test_whoever_answers_with_two_spaces_has_answered_and_no_more(stage: Stage) -> None:
    stage.show(mirror(dialling()))
    stage.show(mirror())
    stage.show(mirror(ringing()))
    press(stage, Qt.Key.Key_Space)
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_Space)

    assert stage.asked == [AnswerCall(call_id="call-1")]
    press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Space)
    assert stage.asked[1:] == [Mute(call_id="call-1")]


def test_the_call_to_be_transferred_ends_and_another_one_comes(stage: Stage) -> None:
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_N, CTRL)
    write("Lena")

    stage.show(mirror(ringing("call-2", LENA)))
    write(" Okafor")
    press(stage, Qt.Key.Key_Return)

    assert stage.asked == []
    assert stage.window.phone.card.call_id == "call-2"


def test_a_number_that_was_clicked_elsewhere_is_seen_during_a_call(stage: Stage) -> None:
    stage.show(mirror(connected()))
    stage.window.show_place("history")

    stage.window.show_dial("tel:4712")
    assert stage.window.phone.dial.isVisible()
    press(stage, Qt.Key.Key_Return)

    assert stage.asked == [Dial(target="tel:4712")]


def test_the_dial_field_is_reached_during_a_call_and_from_a_transfer(stage: Stage) -> None:
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_T, CTRL)

    press(stage, Qt.Key.Key_L, CTRL)
    assert stage.window.phone.dial.isVisible()
    write("4712")
    press(stage, Qt.Key.Key_Return)

    assert stage.asked == [Dial(target="4712")]


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_L, CTRL), (Qt.Key.Key_1, ALT)])
def test_whoever_wanted_the_dial_pad_before_sees_the_call_that_comes(
    stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    stage.show(mirror())
    press(stage, key, modifier)

    stage.show(mirror(ringing()))

    assert stage.window.phone.card.isVisible()


def test_typing_on_from_the_keypad_adds_to_what_is_there(stage: Stage) -> None:
    stage.show(mirror())
    write("47")
    stage.window.phone.dial.keypad.digits["1"].setFocus()

    write("11")

    assert stage.window.phone.dial.field.text() == "4711"
