"""A desk that has only just started knows who was called last."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.protocol.answers import Done, HistoryPage
from softphone.protocol.commands import Dial
from softphone.ui.desk.last_called import LastCalled
from softphone.ui.views.called_last import ASKED
from softphone.ui.views.mirror import Connection, lost
from tests.ui.stage import Enquiry, Stage
from tests.ui.states import connected, dialling, mirror
from tests.ui.views.test_called_last import past


@pytest.fixture
def last(stage: Stage) -> LastCalled:
    """Beside the dial pad, as in the desk."""
    last = LastCalled(stage.phone)
    last.told.connect(stage.window.phone.dial.remember)
    return last


def enquiries(stage: Stage) -> list[Enquiry]:
    return [enquiry for enquiry in stage.phone.enquired if enquiry.what == ASKED]


def is_asked(stage: Stage, count: int) -> bool:
    return len(enquiries(stage)) == count


@pytest.mark.usefixtures("last")
def test_after_a_restart_the_last_number_is_known_from_the_history(stage: Stage, qtbot: QtBot) -> None:
    stage.show(mirror())
    qtbot.waitUntil(partial(is_asked, stage, 1))
    enquiries(stage)[0].then(HistoryPage(entries=(past(),)))

    stage.window.phone.dial.call()

    assert stage.window.phone.dial.field.text() == "4711"


@pytest.mark.usefixtures("last")
def test_it_is_asked_again_when_a_call_is_over_and_when_the_phone_comes_back(stage: Stage, qtbot: QtBot) -> None:
    for count, after in enumerate((connected(), None), start=1):
        stage.show(mirror())
        qtbot.waitUntil(partial(is_asked, stage, count))
        stage.show(mirror(after) if after else lost(stage.phone.mirror, Connection.SEEKING))

    stage.show(mirror())
    qtbot.waitUntil(partial(is_asked, stage, 3))


@pytest.mark.usefixtures("last")
def test_whoever_was_called_from_a_tab_is_called_again(stage: Stage) -> None:
    stage.show(mirror())
    dial = stage.window.phone.dial
    stage.phone.answered.emit((Dial(target="4712"), Done(seq=1, call=dialling())))

    QTest.keyClick(dial.field, Qt.Key.Key_Return)
    QTest.keyClick(dial.field, Qt.Key.Key_Return)

    assert stage.asked == [Dial(target="4712")]
