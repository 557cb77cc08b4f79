"""The window shows what the phone tells and asks for what was clicked, also when it gets odd things."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from softphone.protocol.commands import AnswerCall, Dial, DoNotDisturb
from softphone.protocol.state import Party
from softphone.protocol.vocabulary import CallType, Mode
from softphone.settings import Settings
from softphone.settings.sections.supervision import SupervisionSettings
from softphone.ui.registry import found_entries, found_tabs
from softphone.ui.theme.tokens import DARK, LIGHT
from softphone.ui.views.callees import Callee
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.parting import closing
from softphone.ui.views.suggestions import Suggestion, of_contacts
from softphone.ui.widgets.farewell import FarewellDialog
from softphone.ui.widgets.history_list import HistoryList
from softphone.ui.widgets.parts import MenuEntry, Tab
from softphone.ui.widgets.workplace import Workplace
from tests.ui.stage import Stage
from tests.ui.states import connected, mirror, proposed, ringing, troubled
from tests.ui.views.test_callees import AS_TARGET, SUPPORT

Stages = Callable[..., Stage]


def test_the_small_window_comes_with_a_call_and_goes_with_it(stage: Stage) -> None:
    stage.show(mirror(ringing()))
    assert stage.popup.isVisible()
    assert stage.popup.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert stage.popup.windowFlags() & Qt.WindowType.WindowStaysOnTopHint

    stage.show(mirror(connected()))
    assert not stage.popup.isVisible()


def test_the_small_window_is_called_what_rings(stage: Stage) -> None:
    titles = []
    for call in (ringing(), proposed(), proposed(call_type=CallType.INBOUND, mode=Mode.LISTEN)):
        stage.show(mirror(call))
        titles.append(stage.popup.windowTitle())

    assert titles == ["Incoming call", "Callback", "Supervise a colleague's call"]


def test_a_click_in_the_small_window_answers(stage: Stage) -> None:
    stage.show(mirror(ringing()))
    answer = next(key for key in stage.popup.findChildren(QWidget) if key.accessibleName() == "Answer")

    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)

    assert stage.asked == [AnswerCall(call_id="call-1")]


def test_the_status_is_changed_in_the_bar(stage: Stage) -> None:
    stage.show(mirror())
    chip = stage.window.top.chip("agent")
    chosen: list[object] = []
    stage.window.top.chosen.connect(chosen.append)
    chip.explain()
    choice = next(each for each in chip.popover.findChildren(QWidget) if each.accessibleName() == "Do not disturb")

    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)

    assert [getattr(each, "command", None) for each in chosen] == [DoNotDisturb(is_on=True)]
    assert not chip.popover.isVisible()


def test_what_was_refused_is_said_in_the_window(stage: Stage) -> None:
    stage.show(mirror())
    stage.phone.said.emit("The line is gone.")

    texts = [label.text() for label in stage.window.notices.findChildren(QLabel)]
    assert "The line is gone." in texts


def test_a_megabyte_is_pasted_without_harm(stage: Stage) -> None:
    stage.show(mirror())
    QGuiApplication.clipboard().setText("4711\n" * 200_000)
    stage.window.phone.dial.field.setFocus()

    QTest.keyClick(stage.window.phone.dial.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert stage.window.phone.dial.field.text() == "4711"


def test_a_name_without_end_in_another_direction_breaks_no_layout(stage: Stage) -> None:
    name = "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} " * 170
    stage.show(mirror(ringing(peer=Party(uri="sip:a@b", name=name, number="4711"))))

    assert stage.window.minimumSizeHint().width() <= 380


def test_suggestions_are_chosen_with_the_arrows(stage: Stage) -> None:
    stage.show(mirror())
    dial = stage.window.phone.dial
    QTest.keyClicks(dial.field, "an")
    anna, andy = Suggestion("Anna", Callee("4711"), "4711"), Suggestion("Andy", Callee("4712"), "4712")
    stage.presenter.suggested.emit((anna, andy))
    assert dial.suggestions.isVisible()
    QTest.qWait(1)
    assert dial.suggestions.verticalScrollBar().maximum() == 0, "both are seen"
    assert dial.suggestions.height() < dial.height() // 3, "and no empty box below them"

    QTest.keyClick(dial.field, Qt.Key.Key_Down)
    QTest.keyClick(dial.suggestions, Qt.Key.Key_Down)
    QTest.keyClick(dial.suggestions, Qt.Key.Key_Return)

    assert dial.field.text() == "4712"
    assert not dial.suggestions.isVisible()


def test_a_contact_that_was_chosen_is_called_as_such_and_called_again(stage: Stage) -> None:
    stage.show(mirror())
    dial = stage.window.phone.dial
    (support,) = of_contacts((SUPPORT,), ENGLISH)
    QTest.keyClicks(dial.field, "sup")
    stage.presenter.suggested.emit((support,))
    QTest.keyClick(dial.field, Qt.Key.Key_Down)
    QTest.keyClick(dial.suggestions, Qt.Key.Key_Return)
    QTest.keyClick(stage.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dial.field, Qt.Key.Key_Return)
    QTest.keyClick(dial.field, Qt.Key.Key_Return)
    QTest.keyClick(dial.field, Qt.Key.Key_Return)
    QTest.keyClicks(dial.field, SUPPORT.id)
    QTest.keyClick(dial.field, Qt.Key.Key_Return)

    assert stage.asked == [Dial(target=AS_TARGET)] * 2, "what is typed is no contact"


def test_the_theme_changes_while_the_window_is_open(stage: Stage) -> None:
    stage.show(troubled())
    assert stage.look.palette is LIGHT

    stage.look.use("dark")

    assert stage.look.palette is DARK
    assert not stage.window.grab().isNull()


def page(place: Workplace, parent: QWidget) -> QWidget:
    del place
    return QWidget(parent)


def test_a_tab_has_its_place_below_the_phone_or_beside_it(stages: Stages) -> None:
    opened: list[str] = []
    entry = MenuEntry("more", "More", "settings", 1, lambda *_: opened.append("more"))
    stage = stages(
        tabs=(Tab("one", "One", "contacts", 1, page), Tab("two", "Two", "history", 2, page)), entries=(entry,)
    )
    window = stage.window
    stage.show(mirror())
    assert window.phone.isVisible()

    for width in (1000, 380):
        window.resize(width, 640)
    assert (window.phone.isVisible(), window.pages.isVisible()) == (True, False), "it is what was looked at"
    window.show_place("two")
    assert (window.phone.isVisible(), window.pages.isVisible()) == (False, True)
    window.resize(1000, 640)
    assert (window.phone.isVisible(), window.pages.isVisible()) == (True, True)
    window.resize(380, 640)
    assert (window.phone.isVisible(), window.pages.isVisible()) == (False, True)
    stage.place.wants_dial.emit("4711")
    assert window.phone.isVisible()
    assert window.phone.dial.field.text() == "4711"
    stage.place.wants_place.emit("more")
    assert opened == ["more"]


def test_in_the_wide_window_the_phone_takes_the_keyboard_and_the_tab_stays(stage: Stage) -> None:
    stage.show(mirror())
    stage.window.resize(1000, 640)
    stage.window.show_place("history")
    page = stage.window.pages.currentWidget()
    assert page

    page.setFocus()
    stage.window.show_place("phone")
    assert stage.window.phone.dial.field.hasFocus()
    page.setFocus()
    stage.place.wants_dial.emit("4711")
    assert stage.window.phone.dial.field.hasFocus()
    assert stage.window.pages.currentWidget() is page


@pytest.mark.parametrize("width", [380, 1000])
def test_a_tab_that_is_chosen_has_the_keyboard_and_gives_it_back(stage: Stage, width: int) -> None:
    stage.show(mirror())
    stage.window.resize(width, 640)

    QTest.keyClick(stage.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(stage.window.focusWidget(), "lena")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, HistoryList)
    assert page.finder.field.text() == "lena"

    stage.window.show_place("phone")
    assert stage.window.phone.dial.field.hasFocus()


def test_tabs_and_entries_are_found_by_their_files() -> None:
    assert "quit" in [entry.name for entry in found_entries()]
    tabs = found_tabs(Settings())
    assert len({tab.name for tab in tabs}) == len(tabs)


def test_seats_that_may_not_supervise_have_no_tab_for_it() -> None:
    supervisor = Settings(supervision=SupervisionSettings(is_supervisor=True))
    both = (found_tabs(settings) for settings in (Settings(), supervisor))

    assert ["supervisor" in {tab.name for tab in tabs} for tabs in both] == [False, True]


def test_closing_the_window_is_decided_elsewhere(stage: Stage) -> None:
    asked: list[bool] = []
    stage.window.closing.connect(lambda: asked.append(True))

    stage.window.close()

    assert asked == [True]
    assert stage.window.isVisible()


def test_a_window_that_is_minimised_tells_so_once(stage: Stage) -> None:
    told: list[bool] = []
    stage.window.minimised.connect(lambda: told.append(True))

    stage.window.showMinimized()
    stage.window.showNormal()

    assert told == [True]


def test_who_closes_during_a_call_is_asked(stage: Stage) -> None:
    question = closing(ENGLISH, in_call=True, can_end=True)
    for code, name in question.answers:
        dialog = FarewellDialog(stage.window, question)
        answers: list[int] = []
        dialog.finished.connect(answers.append)
        dialog.open()
        button = next(each for each in dialog.findChildren(QWidget) if each.accessibleName() == name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert answers == [code]


def test_nothing_is_asked_while_the_phone_is_away(stage: Stage) -> None:
    stage.show(mirror(ringing()))
    stage.show(Mirror())

    QTest.keyClick(stage.window, Qt.Key.Key_F2)

    assert stage.asked == []
    assert not stage.popup.isVisible()
