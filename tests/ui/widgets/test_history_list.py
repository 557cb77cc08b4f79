"""The tab of the calls there were: asked for page by page, filtered, searched and called back by keyboard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.protocol.answers import HistoryPage
from softphone.protocol.enquiries import History
from softphone.protocol.playback import PlayRecording
from softphone.ui.resources import LANGUAGES
from softphone.ui.views.callees import Callee
from softphone.ui.views.mirror import Mirror
from softphone.ui.widgets.history_list import HistoryList
from softphone.ui.widgets.quality_page import QualityPage
from tests.ui.fitting import misfits
from tests.ui.stage import Stage
from tests.ui.states import NOON, mirror
from tests.ui.views.test_history_view import entry
from tests.ui.widgets.test_for_everybody import controls

Stages = Callable[..., Stage]


def opened(stage: Stage) -> HistoryList:
    stage.show(mirror())
    stage.window.show_place("history")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, HistoryList)
    return page


def answer(stage: Stage, page: HistoryPage) -> None:
    stage.phone.enquired.pop(0).then(page)


def wants(stage: Stage) -> list[object]:
    return [enquiry.what for enquiry in stage.phone.enquired]


def page_of(count: int, after: int | None = None) -> HistoryPage:
    return HistoryPage(entries=tuple(entry(number=f"47{number:02}", name="") for number in range(count)), next=after)


def test_a_call_is_found_and_called_back_with_the_keyboard_alone(stage: Stage, qtbot: QtBot) -> None:
    history = opened(stage)
    answer(stage, page_of(1))
    called: list[Callee] = []
    stage.place.wants_call.connect(called.append)
    history.finder.field.setFocus()

    QTest.keyClicks(history.finder.field, "an")
    QTest.keyClicks(history.finder.field, "na")
    QTest.keyClick(history.finder.field, Qt.Key.Key_Return)
    assert wants(stage) == [History(text="anna")]
    answer(stage, HistoryPage(entries=(entry(),)))
    QTest.keyClick(history.finder.field, Qt.Key.Key_Down)
    qtbot.waitUntil(history.finder.list.hasFocus)
    QTest.keyClick(QApplication.focusWidget() or history, Qt.Key.Key_Return)

    assert called == [Callee("+4930901820")]


def test_the_list_is_read_on_only_when_somebody_looks_for_its_end(stage: Stage, qtbot: QtBot) -> None:
    history = opened(stage)
    assert wants(stage) == [History()]
    answer(stage, page_of(50, after=51))
    qtbot.wait(1)
    assert wants(stage) == []

    history.finder.list.scrollToBottom()
    qtbot.waitUntil(lambda: wants(stage) == [History(before=51)])
    answer(stage, page_of(3))

    assert history.finder.list.paged.rowCount() == 53
    assert not history.finder.list.paged.canFetchMore(QModelIndex())


def test_another_kind_is_asked_for_and_a_late_answer_is_let_go(stage: Stage) -> None:
    history = opened(stage)
    QTest.mouseClick(history.kinds.buttons["missed"], Qt.MouseButton.LeftButton)
    assert wants(stage) == [History(), History(kind="missed")]

    late, wanted = stage.phone.enquired
    wanted.then(page_of(1))
    late.then(page_of(9))

    assert history.finder.list.paged.rowCount() == 1


def test_it_says_why_there_is_nothing_and_asks_again_when_the_phone_is_back(stage: Stage) -> None:
    history = opened(stage)
    stage.phone.enquired.pop().otherwise()
    assert history.finder.nothing.text() == "The phone did not answer."

    stage.show(Mirror())
    assert history.finder.nothing.text() == "The phone is not running."
    stage.show(mirror())
    answer(stage, HistoryPage())

    assert history.finder.nothing.text() == "Nothing was found."


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_has_a_name_and_fits(stages: Stages, code: str) -> None:
    stage = stages(code=code)
    history = opened(stage)
    answer(stage, page_of(50))

    assert [each for each in controls(history) if each.isVisible() and not each.accessibleName()] == []
    assert [key for key in history.kinds.buttons.values() if not key.toolTip()] == []
    assert not stage.window.grab().isNull()
    assert misfits(stage) == []
    assert stage.window.minimumSizeHint().width() <= 380


def test_a_recording_is_heard_and_its_sound_looked_at_by_keyboard(stage: Stage) -> None:
    history = opened(stage)
    talked = entry(connected_at=NOON, recording="/recordings/one.wav")
    answer(stage, HistoryPage(entries=(entry(name="Nobody"), talked)))
    assert not history.keys.button("play").isEnabled()

    history.finder.list.setFocus()
    QTest.keyClick(history.finder.list, Qt.Key.Key_End)
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(history.finder.list, Qt.Key.Key_P, control)
    assert stage.asked == [PlayRecording(call_id="call-1", started_at=NOON)]

    QTest.keyClick(history.finder.list, Qt.Key.Key_S, control)
    page = stage.window.pages.currentWidget()
    assert isinstance(page, QualityPage)
    assert page.feed.choice is not None
    assert page.feed.choice.entry == talked


def test_the_marked_call_stays_marked_among_calls_of_the_same_number(stage: Stage) -> None:
    history = opened(stage)
    early, late = entry(call_id="early"), entry(call_id="late", started_at=NOON + timedelta(hours=1))
    answer(stage, HistoryPage(entries=(late, early)))
    history.finder.list.setCurrentIndex(history.finder.list.paged.index(1))

    history.finder.become_stale()
    answer(stage, HistoryPage(entries=(entry(call_id="new", started_at=NOON + timedelta(hours=2)), late, early)))

    assert history.finder.list.current is not None
    assert history.finder.list.current.about == early
