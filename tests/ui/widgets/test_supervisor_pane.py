"""The supervisor's tab: a call is entered, the mode changed and the call left with the keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.contacts.entries import Kind
from softphone.protocol.contacts import Contacts, ContactsPage
from softphone.protocol.state import CallState
from softphone.protocol.supervision import Barge, Listen, Supervise, Unsupervise, Whisper
from softphone.protocol.vocabulary import Availability, Mode
from softphone.settings import Settings
from softphone.ui.resources import LANGUAGES
from softphone.ui.views.supervising import MOST_COLLEAGUES
from softphone.ui.widgets import supervision_form
from softphone.ui.widgets.supervisor_pane import SupervisorPane
from tests.ui.fitting import misfits
from tests.ui.scenes import SCENES
from tests.ui.stage import Stage
from tests.ui.states import LENA as LENA_PARTY, connected, mirror
from tests.ui.views.test_contacts_view import LENA
from tests.ui.views.test_log_book import READ
from tests.ui.views.test_supervising import BY_AGENT, HOSTED
from tests.ui.widgets.test_for_everybody import controls

Stages = Callable[..., Stage]
BUSY = structs.replace(LENA, name="Zoe", number="1009", availability=Availability.BUSY)
EVERYBODY = Contacts(kinds=(Kind.AGENT,), limit=MOST_COLLEAGUES)


def supervised(mode: Mode = Mode.LISTEN, **other: Any) -> CallState:
    """A colleague's call that we are in."""
    return connected("call-9", LENA_PARTY, mode=mode, **other)


def opened(stages: Stages, *, by_key: bool = False, code: str = "en") -> tuple[Stage, SupervisorPane]:
    """The tab of a supervisor's seat."""
    stage = stages(code=code, settings=Settings(supervision=HOSTED if by_key else BY_AGENT))
    stage.show(mirror())
    stage.window.show_place("supervisor")
    pane = stage.window.pages.currentWidget()
    assert isinstance(pane, SupervisorPane)
    return stage, pane


def answer(stage: Stage, *contacts: Any) -> None:
    stage.phone.enquired.pop(0).then(ContactsPage(contacts=contacts))


def keyboard() -> QWidget:
    found = QApplication.focusWidget()
    assert found
    return found


def test_a_colleague_is_found_chosen_and_listened_to_by_keyboard(stages: Stages, qtbot: QtBot) -> None:
    stage, pane = opened(stages)
    assert [each.what for each in stage.phone.enquired] == [EVERYBODY]
    answer(stage, LENA, BUSY)
    pane.form.take_keyboard()
    QTest.keyClicks(keyboard(), "zo")
    qtbot.waitUntil(lambda: [each.what for each in stage.phone.enquired] == [structs.replace(EVERYBODY, contains="zo")])
    answer(stage, BUSY)
    QTest.keyClick(keyboard(), Qt.Key.Key_Down)
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert pane.form.colleague.text() == "1009"
    QTest.keyClick(keyboard(), Qt.Key.Key_Space)

    (asked,) = stage.asked
    assert isinstance(asked, Supervise)
    assert (asked.agent, asked.name) == ("1009", "Zoe")


def test_a_swarm_of_changes_does_not_put_off_the_look_at_who_is_in_a_call(
    stages: Stages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision_form, "SETTLED_MS", 50)
    stage, pane = opened(stages)
    answer(stage, LENA)
    swarm = QTimer(pane, interval=10)
    swarm.timeout.connect(lambda: stage.phone.happened.emit(READ))
    swarm.start()

    qtbot.waitUntil(lambda: [each.what for each in stage.phone.enquired] == [EVERYBODY])


def test_whoever_chooses_the_tab_types_there(stages: Stages) -> None:
    stage, pane = opened(stages)
    assert keyboard() is pane.form.colleague
    stage.window.show_place("phone")
    stage.show(mirror(supervised()))
    stage.window.show_place("supervisor")

    assert keyboard() is pane.call.banner


def test_where_a_key_is_needed_it_is_asked_for(stages: Stages) -> None:
    stage, pane = opened(stages, by_key=True)
    answer(stage, BUSY)
    pane.form.list.take_keyboard()
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert "The key of the call is missing." in pane.form.enter.toolTip()
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert stage.asked == []
    QTest.keyClicks(keyboard(), "call-9")
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)

    assert stage.asked == [Supervise(call_id="call-9", agent="1009", name="Zoe")]


def test_another_name_than_the_chosen_one_is_not_said(stages: Stages) -> None:
    stage, pane = opened(stages)
    answer(stage, BUSY)
    pane.form.list.take_keyboard()
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    pane.form.colleague.setText("1010")
    QTest.keyClick(pane.form.colleague, Qt.Key.Key_Return)

    assert [(asked.agent, asked.name) for asked in stage.asked if isinstance(asked, Supervise)] == [("1010", "")]


def test_modes_and_leaving_by_keyboard(stages: Stages) -> None:
    stage, pane = opened(stages)
    pane.form.take_keyboard()
    stage.show(mirror(supervised()))
    for button in (*pane.call.modes, pane.call.ends[0]):
        button.setFocus()
        QTest.keyClick(keyboard(), Qt.Key.Key_Space)

    name = {"call_id": "call-9"}
    assert stage.asked == [Listen(**name), Whisper(**name), Barge(**name), Unsupervise(**name)]


def test_the_keyboard_follows_into_the_call_and_back(stages: Stages) -> None:
    stage, pane = opened(stages)
    pane.form.take_keyboard()
    stage.show(mirror(supervised()))
    assert keyboard() is pane.call.banner
    stage.show(mirror())

    assert keyboard() is pane.form.colleague


def test_a_call_that_comes_takes_no_keyboard_from_elsewhere(stages: Stages) -> None:
    stage, pane = opened(stages)
    stage.window.resize(900, 700)
    stage.window.phone.dial.field.setFocus()
    stage.show(mirror(supervised()))

    assert not pane.isAncestorOf(keyboard())


def test_where_not_all_tabs_can_have_their_names_the_chosen_one_has(stages: Stages) -> None:
    stage, _ = opened(stages)
    named = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    tabs = stage.window.tab_bar.buttons
    stage.window.grab()

    assert [name for name, button in tabs.items() if button.toolButtonStyle() == named] == ["supervisor"]
    stage.window.resize(1400, 700)
    stage.window.grab()
    assert {button.toolButtonStyle() for button in tabs.values()} == {named}


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_has_a_name_and_fits(stages: Stages, code: str) -> None:
    stage, pane = opened(stages, code=code)
    answer(stage, LENA, BUSY)
    found = {}
    silent = supervised(Mode.BARGE, is_muted=True)
    calls = {"none": (), **{mode.value: (supervised(mode),) for mode in Mode}, "muted": (silent,)}
    for name, shown in calls.items():
        stage.show(mirror(*shown))
        nameless = [each for each in controls(pane) if each.isVisible() and not each.accessibleName()]
        assert nameless == []
        assert not stage.window.grab().isNull()
        found[name] = misfits(stage)
        assert stage.window.minimumSizeHint().width() <= 380

    assert {name: misfit for name, misfit in found.items() if misfit} == {}


def test_it_fits_beside_every_other_state_of_the_phone(stages: Stages) -> None:
    stage, _ = opened(stages)
    for name, make in SCENES.items():
        stage.show(make())
        assert misfits(stage) == [], name
