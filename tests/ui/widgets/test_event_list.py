"""The tab of events: each as it happens, all of it by a click or the keyboard, copied, exported."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from softphone.protocol.contacts import ContactsChanged
from softphone.protocol.exchanges import Exchanges, ExchangesPage
from softphone.ui.resources import LANGUAGES
from softphone.ui.views.log_book import MOST_ENTRIES
from softphone.ui.views.mirror import Mirror
from softphone.ui.widgets.event_list import EventList
from tests.ui.fitting import misfits
from tests.ui.stage import Stage
from tests.ui.states import NOON, mirror
from tests.ui.views.test_log_book import READ, exchange
from tests.ui.widgets.test_for_everybody import controls

Stages = Callable[..., Stage]


def opened(stage: Stage, events: int = 2) -> EventList:
    stage.show(mirror())
    stage.window.show_place("events")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, EventList)
    for seq in range(events):
        stage.phone.happened.emit(structs.replace(READ, seq=seq))
    return page


def test_the_arrows_show_all_of_an_event_and_keys_copy_it(stage: Stage) -> None:
    events = opened(stage)
    assert not events.copy.isEnabled()
    events.list.setFocus()

    QTest.keyClick(events.list, Qt.Key.Key_End)
    QTest.keyClick(events.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    copied = msgspec.json.decode(QGuiApplication.clipboard().text(), type=ContactsChanged)
    assert copied == structs.replace(READ, seq=1)


def test_what_happened_before_the_tab_was_opened_is_there(stage: Stage) -> None:
    for seq in range(MOST_ENTRIES + 1):
        stage.phone.happened.emit(structs.replace(READ, seq=seq))
    events = opened(stage, 0)
    stage.phone.happened.emit(structs.replace(READ, seq=MOST_ENTRIES + 1))

    assert [entry.facts["seq"] for entry in events.rows.shown] == list(range(2, MOST_ENTRIES + 2))


def test_events_are_exported_for_this_user_only(stage: Stage, tmp_path: Path) -> None:
    events = opened(stage)
    said: list[str] = []
    stage.place.said.connect(said.append)
    file = tmp_path / "events.jsonl"

    events.write(str(file))
    events.write(str(tmp_path / "nowhere" / "events.jsonl"))

    assert [msgspec.json.decode(line)["seq"] for line in file.read_text().splitlines()] == [0, 1]
    assert file.stat().st_mode & 0o777 == 0o600
    assert said[0] == f"Exported: {file}"
    assert "cannot be written" in said[1]


def test_the_oldest_are_forgotten_and_what_is_marked_stays_marked(stage: Stage) -> None:
    events = opened(stage, MOST_ENTRIES)
    events.list.setCurrentIndex(events.rows.index(5))

    for seq in range(3):
        stage.phone.happened.emit(structs.replace(READ, seq=MOST_ENTRIES + seq))

    assert events.rows.rowCount() == MOST_ENTRIES
    assert events.list.currentIndex().row() == 2
    assert '"seq": 5' in events.whole.toPlainText()


def names(events: EventList) -> list[str]:
    return [entry.row.text for entry in events.rows.shown]


def test_what_went_to_salesforce_before_is_asked_for_and_an_ack_is_shown_in_its_place(stage: Stage) -> None:
    events = opened(stage, 0)
    stage.phone.exchanged.emit(exchange(id="2", name="HANGUP"))
    (enquiry,) = [one for one in stage.phone.enquired if isinstance(one.what, Exchanges)]
    early = structs.replace(exchange(id="1"), at=NOON - timedelta(seconds=5))
    enquiry.then(ExchangesPage(exchanges=(early, exchange(id="2", name="HANGUP", delivery="waiting"))))
    assert names(events) == ["CALL_STARTED", "HANGUP"]
    events.list.setCurrentIndex(events.rows.index(0))
    assert '"delivery": "sent"' in events.whole.toPlainText()

    stage.phone.exchanged.emit(structs.replace(early, delivery="acked", by="page-1"))

    assert names(events) == ["CALL_STARTED", "HANGUP"]
    assert "acknowledged" in events.rows.shown[0].row.detail
    assert '"delivery": "acked"' in events.whole.toPlainText()


def test_it_is_asked_for_again_when_the_phone_is_back(stage: Stage) -> None:
    opened(stage, 0)
    stage.show(Mirror())
    stage.show(mirror())

    assert [type(one.what) for one in stage.phone.enquired].count(Exchanges) == 2


def test_filters_leave_what_is_wanted_and_say_nothing_of_the_rest(stage: Stage) -> None:
    events = opened(stage)
    stage.phone.exchanged.emit(exchange())
    QTest.mouseClick(events.sources.buttons["salesforce"], Qt.MouseButton.LeftButton)
    assert names(events) == ["CALL_STARTED"]

    QTest.mouseClick(events.sources.buttons["all"], Qt.MouseButton.LeftButton)
    events.field.setFocus()
    QTest.keyClicks(events.field, "contacts timer")
    QTest.keyClick(events.field, Qt.Key.Key_Return)
    assert names(events) == ["CONTACTS_CHANGED", "CONTACTS_CHANGED"]
    stage.phone.exchanged.emit(exchange(delivery="acked"))
    assert names(events) == ["CONTACTS_CHANGED", "CONTACTS_CHANGED"]


def test_while_it_is_paused_nothing_moves_and_nothing_is_missed(stage: Stage) -> None:
    events = opened(stage)
    events.list.setFocus()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(events.list, Qt.Key.Key_P, keys)
    for seq in range(7, 10):
        stage.phone.happened.emit(structs.replace(READ, seq=seq))
    assert (len(names(events)), events.pause.text()) == (2, "Go on (3)")

    QTest.keyClick(events.list, Qt.Key.Key_P, keys)
    assert (len(names(events)), events.pause.text()) == (5, "Pause")


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_has_a_name_and_fits(stages: Stages, code: str) -> None:
    stage = stages(code=code)
    events = opened(stage)

    assert [each for each in controls(events) if each.isVisible() and not each.accessibleName()] == []
    assert [key for key in (events.copy, events.export, events.pause) if not key.toolTip()] == []
    assert not stage.window.grab().isNull()
    assert misfits(stage) == []
    assert stage.window.minimumSizeHint().width() <= 380
