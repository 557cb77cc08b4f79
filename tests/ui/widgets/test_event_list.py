"""The tab of events: each as it happens, all of it by a click or the keyboard, copied, exported."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from softphone.protocol.contacts import ContactsChanged
from softphone.ui.resources import LANGUAGES
from softphone.ui.views.events import MOST_EVENTS
from softphone.ui.widgets.event_list import EventList
from tests.ui.fitting import misfits
from tests.ui.stage import Stage
from tests.ui.states import mirror
from tests.ui.views.test_events_view import READ
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
    events = opened(stage, MOST_EVENTS)
    events.list.setCurrentIndex(events.rows.index(5))

    for seq in range(3):
        stage.phone.happened.emit(structs.replace(READ, seq=MOST_EVENTS + seq))

    assert events.rows.rowCount() == MOST_EVENTS
    assert events.list.currentIndex().row() == 2
    assert '"seq": 5' in events.whole.toPlainText()


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_has_a_name_and_fits(stages: Stages, code: str) -> None:
    stage = stages(code=code)
    events = opened(stage)

    assert [each for each in controls(events) if each.isVisible() and not each.accessibleName()] == []
    assert [key for key in (events.copy, events.export) if not key.toolTip()] == []
    assert not stage.window.grab().isNull()
    assert misfits(stage) == []
    assert stage.window.minimumSizeHint().width() <= 380
