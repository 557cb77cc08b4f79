"""The tab of the phone book: searched while somebody types, called by keyboard, true when colleagues come and go."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle
from pytestqt.qtbot import QtBot

from softphone.contacts.entries import Kind
from softphone.protocol.answers import Done
from softphone.protocol.contacts import (
    Contacts,
    ContactsChanged,
    ContactsPage,
    ContactState,
    MarkFavourite,
    OfContacts,
)
from softphone.protocol.vocabulary import Availability, Origin
from softphone.ui.resources import LANGUAGES
from softphone.ui.views.callees import Callee, of_contact
from softphone.ui.widgets.contact_list import ContactList
from tests.ui.fitting import misfits
from tests.ui.stage import Stage
from tests.ui.states import NOON, mirror
from tests.ui.views.test_contacts_view import LENA
from tests.ui.widgets.test_for_everybody import controls

Stages = Callable[..., Stage]
BOB = structs.replace(LENA, name="Bob", number="4712", availability=Availability.BUSY)


def opened(stage: Stage) -> ContactList:
    stage.show(mirror())
    stage.window.show_place("contacts")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, ContactList)
    return page


def answer(stage: Stage, *contacts: Any) -> None:
    stage.phone.enquired.pop(0).then(ContactsPage(contacts=contacts))


class SingleClickStyle(QProxyStyle):
    """A desktop on which one click opens."""

    def styleHint(self, hint: QStyle.StyleHint, *others: Any) -> int:  # noqa: N802 - Qt's own name
        if hint is QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick:
            return 1
        return super().styleHint(hint, *others)


def test_on_no_desktop_does_one_click_call(stage: Stage, qapp: QApplication) -> None:
    book = opened(stage)
    answer(stage, LENA, BOB)
    called: list[str] = []
    stage.place.wants_call.connect(called.append)
    qapp.setStyle(SingleClickStyle("Fusion"))
    bob = book.finder.list.visualRect(book.finder.list.paged.index(1)).center()

    QTest.mouseClick(book.finder.list.viewport(), Qt.MouseButton.LeftButton, pos=bob)
    qapp.setStyle("Fusion")

    assert book.finder.list.currentIndex().row() == 1
    assert called == []


def wants(stage: Stage) -> list[object]:
    return [enquiry.what for enquiry in stage.phone.enquired]


def test_one_question_is_asked_when_the_typing_pauses_and_enter_calls(stage: Stage, qtbot: QtBot) -> None:
    book = opened(stage)
    answer(stage, LENA, BOB)
    called: list[Callee] = []
    stage.place.wants_call.connect(called.append)
    book.finder.field.setFocus()

    QTest.keyClicks(book.finder.field, "lena")
    assert wants(stage) == []
    qtbot.waitUntil(lambda: wants(stage) == [Contacts(contains="lena")])
    answer(stage, LENA)
    QTest.keyClick(book.finder.field, Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget() or book, Qt.Key.Key_Return)

    assert called == [of_contact(LENA)]


def test_a_colleague_who_moves_in_the_list_stays_the_one_that_enter_calls(stage: Stage, qtbot: QtBot) -> None:
    book = opened(stage)
    answer(stage, LENA, BOB)
    called: list[Callee] = []
    stage.place.wants_call.connect(called.append)
    book.finder.list.take_keyboard()

    stage.phone.happened.emit(
        ContactsChanged(seq=1, at=NOON, origin=Origin.TIMER, payload=OfContacts(contacts=2)),
    )
    qtbot.waitUntil(lambda: wants(stage) == [Contacts()])
    answer(stage, BOB, LENA)
    QTest.keyClick(book.finder.list, Qt.Key.Key_Return)

    assert called == [of_contact(LENA)]


def test_of_colleagues_who_share_a_number_the_marked_one_stays_the_one_that_enter_calls(stage: Stage) -> None:
    ann, ben = (
        structs.replace(LENA, name=name, extension=extension) for name, extension in (("Ann", "11"), ("Ben", "12"))
    )
    book = opened(stage)
    answer(stage, ann, ben)
    called: list[Callee] = []
    stage.place.wants_call.connect(called.append)
    book.finder.list.setFocus()
    QTest.keyClick(book.finder.list, Qt.Key.Key_End)

    book.finder.wanted.emit()
    answer(stage, ann, structs.replace(ben, availability=Availability.OFFLINE))
    QTest.keyClick(book.finder.list, Qt.Key.Key_Return)

    assert called == [of_contact(ben)]


def test_who_has_no_number_is_not_called_in_silence(stage: Stage) -> None:
    book = opened(stage)
    answer(stage, ContactState(name="Menu", kind=Kind.FLOW))
    said: list[str] = []
    stage.place.said.connect(said.append)
    book.finder.list.take_keyboard()

    QTest.keyClick(book.finder.list, Qt.Key.Key_Return)

    assert said == ["There is no number that could be called."]


def test_only_those_who_are_available_are_asked_for(stage: Stage) -> None:
    book = opened(stage)
    answer(stage, LENA, BOB)

    QTest.keyClick(book.only_available, Qt.Key.Key_Space)

    assert wants(stage) == [Contacts(is_available=True)]


def test_a_favourite_is_marked_by_keyboard_and_found_alone(stage: Stage) -> None:
    book = opened(stage)
    answer(stage, BOB, LENA)
    book.finder.list.setFocus()
    QTest.keyClick(book.finder.list, Qt.Key.Key_End)
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(book.finder.list, Qt.Key.Key_F, control)
    (asked,) = stage.asked
    assert asked == MarkFavourite(name="Lena Okafor", kind=LENA.kind, number="+442079460958")

    stage.phone.answered.emit((asked, Done(seq=1)))
    assert wants(stage) == [Contacts()], "the list is read again"
    answer(stage, BOB, structs.replace(LENA, is_favourite=True))
    assert book.keys.button("favourite").text() == "Remove favourite"

    QTest.keyClick(book.only_favourites, Qt.Key.Key_Space)
    assert wants(stage) == [Contacts(is_favourite=True)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_has_a_name_and_fits(stages: Stages, code: str) -> None:
    stage = stages(code=code)
    book = opened(stage)
    answer(stage, LENA, BOB)

    assert [each for each in controls(book) if each.isVisible() and not each.accessibleName()] == []
    assert not stage.window.grab().isNull()
    assert misfits(stage) == []
    assert stage.window.minimumSizeHint().width() <= 380
