"""Transferring, adding, swapping and merging with the keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from softphone.contacts.entries import Kind
from softphone.protocol.commands import (
    Consult,
    LeaveCall,
    MergeParties,
    PhoneCommand,
    RemoveParty,
    SplitParties,
    SwapParties,
    TransferCall,
)
from softphone.protocol.contacts import ContactsPage, ContactState
from softphone.ui.views.callees import Callee
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.suggestions import Suggestion, of_contacts
from tests.ui.stage import Stage
from tests.ui.states import connected, mirror, with_two
from tests.ui.views.test_callees import AS_TARGET, SUPPORT

CTRL = Qt.KeyboardModifier.ControlModifier
NAME = "call-1"


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or stage.window, key, modifier)


def write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget() or QWidget(), text)


def test_enter_asks_first_and_a_second_party_is_merged_split_and_handed_over(stage: Stage) -> None:
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_T, CTRL)
    write("4712")
    press(stage, Qt.Key.Key_Return)
    stage.show(mirror(with_two()))
    press(stage, Qt.Key.Key_S, CTRL)
    press(stage, Qt.Key.Key_J, CTRL)
    stage.show(mirror(with_two(is_merged=True)))
    press(stage, Qt.Key.Key_J, CTRL)
    press(stage, Qt.Key.Key_T, CTRL)

    expected: list[PhoneCommand] = [
        Consult(target="4712", call_id=NAME),
        SwapParties(call_id=NAME),
        MergeParties(call_id=NAME),
        SplitParties(call_id=NAME),
        LeaveCall(call_id=NAME),
    ]
    assert stage.asked == expected


def test_a_call_is_transferred_unasked_by_a_key_of_its_own(stage: Stage) -> None:
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_T, CTRL)
    write("anna@pbx.example")
    press(stage, Qt.Key.Key_Tab)
    while (QApplication.focusWidget() or stage.window).accessibleName() != "Transfer now":
        press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Space)

    assert stage.asked == [TransferCall(target="anna@pbx.example", call_id=NAME)]
    assert stage.window.phone.card.isVisible(), "the card says how the transfer gets on"


def test_escape_leads_back_to_the_call(stage: Stage) -> None:
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_N, CTRL)
    assert stage.window.phone.target.isVisible()

    press(stage, Qt.Key.Key_Escape)

    assert stage.window.phone.card.isVisible()
    assert stage.asked == []


def test_the_panel_goes_with_its_call(stage: Stage) -> None:
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_N, CTRL)

    stage.show(mirror())
    assert stage.window.phone.dial.isVisible()
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_N, CTRL)
    stage.show(Mirror())
    assert stage.window.phone.dial.isVisible()


def test_somebody_is_found_for_a_transfer(stage: Stage) -> None:
    stage.show(mirror(connected()))
    press(stage, Qt.Key.Key_T, CTRL)
    write("an")
    stage.presenter.suggested.emit((Suggestion("Anna", Callee("4711"), "4711"),))

    press(stage, Qt.Key.Key_Down)
    press(stage, Qt.Key.Key_Return)

    assert stage.window.phone.target.field.text() == "4711"


def test_a_contact_is_consulted_as_such_until_somebody_types_on(stage: Stage) -> None:
    stage.show(mirror(connected()))
    (support,) = of_contacts((SUPPORT,), ENGLISH)
    for typed_on in ("", "1"):
        press(stage, Qt.Key.Key_T, CTRL)
        write("sup")
        stage.presenter.suggested.emit((support,))
        press(stage, Qt.Key.Key_Down)
        press(stage, Qt.Key.Key_Return)
        write(typed_on)
        press(stage, Qt.Key.Key_Return)

    assert stage.asked == [Consult(target=AS_TARGET, call_id=NAME)]


def test_one_party_is_let_go(stage: Stage) -> None:
    stage.show(mirror(with_two()))
    end = next(
        each for each in stage.window.findChildren(QWidget) if each.accessibleName() == "End the call with Lena Okafor"
    )

    QTest.mouseClick(end, Qt.MouseButton.LeftButton)

    assert [type(command) for command in stage.asked] == [RemoveParty]


def test_contacts_and_calls_are_suggested_each_number_once(stage: Stage) -> None:
    anna = ContactState(name="Anna", kind=Kind.PHONE_BOOK, number="4711")
    found: list[object] = []
    stage.presenter.suggested.connect(found.append)

    stage.presenter.wonder("an")
    stage.presenter._know("an", ContactsPage(contacts=(anna,)))
    stage.presenter._know("older question", ContactsPage())

    assert found == [of_contacts((anna,), ENGLISH)]
