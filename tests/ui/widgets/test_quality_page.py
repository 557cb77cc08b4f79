"""The tab of quality: it follows the call that goes on, draws what it is told, and shows a call of the past."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from softphone.protocol.answers import HistoryPage, HistoryQuality
from softphone.protocol.call_events import Hangup, OfEnd
from softphone.protocol.enquiries import History
from softphone.protocol.figures import Figures, LatestSecond, LegFigures, StreamFigures
from softphone.protocol.sound_quality import CallCourse, Course
from softphone.protocol.state import Ending
from softphone.protocol.vocabulary import EndReason, Origin
from softphone.ui.resources import LANGUAGES, language
from softphone.ui.views.sound_graphs import NAMES
from softphone.ui.widgets.quality_page import QualityPage
from tests.ui.fitting import misfits
from tests.ui.stage import Stage
from tests.ui.states import NOON, connected, mirror, with_two
from tests.ui.views.test_history_view import entry
from tests.ui.views.test_sound_track import course
from tests.ui.widgets.test_for_everybody import controls

LOOK = """
import sys, softphone.ui.desk.desk
from softphone.settings import Settings
from softphone.ui.registry import found_tabs
found_tabs(Settings())
print({"pyqtgraph", "numpy"} & set(sys.modules))
"""
Stages = Callable[..., Stage]
SOUNDED = HistoryQuality(r=88.0, mos=4.2, salesforce_mos=4.3, worst_mos=3.9, loss_percent=0.1, jitter_ms=2.0)
OVER = entry(call_id="old", connected_at=NOON, codec="opus", quality=SOUNDED)


def opened(stage: Stage) -> QualityPage:
    stage.window.show_place("quality")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, QualityPage)
    return page


def answer(stage: Stage, kind: type, with_: object = None) -> None:
    """Answer the latest question of that kind, or let it go unanswered."""
    enquiry = next(one for one in reversed(stage.phone.enquired) if isinstance(one.what, kind))
    if with_ is None:
        enquiry.otherwise()
    else:
        enquiry.then(with_)


def sounds(stage: Stage, second: float, mos: float = 4.3, leg: str = "call-1-leg") -> None:
    latest = LatestSecond(received=50, mos=mos, sent=50, rtt_ms=40.0)
    received = StreamFigures(packets=50, mos_now=mos)
    told = LegFigures(
        call_id="call-1", leg_id=leg, seconds=second, codec="opus", received=received, mos_now=mos, latest=latest
    )
    stage.phone.measured.emit(Figures(at=NOON, legs=(told,)))


def test_the_running_call_is_followed_from_what_there_was_on(stage: Stage) -> None:
    stage.show(mirror(connected()))
    page = opened(stage)
    sounds(stage, 5.0)
    assert page.feed.track("call-1-leg").beats == (), "first it has to be known what there was before"

    answer(stage, Course, CallCourse(call_id="call-1", legs=(course(),)))
    sounds(stage, 5.0, leg="leg", mos=2.0)

    assert [beat.at_s for beat in page.feed.track("leg").beats] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert page.calls.currentText() == "Now: Anna Schmidt"
    assert page.words.verdict.text() == "2.0 Poor"


def test_graphs_are_drawn_when_the_library_is_there_and_said_in_words(stage: Stage, qtbot: QtBot) -> None:
    stage.show(mirror(connected()))
    page = opened(stage)
    answer(stage, Course)
    sounds(stage, 1.0)
    qtbot.waitUntil(lambda: page.plots is not None and page.plots.isVisible(), timeout=30_000)
    assert page.plots is not None
    sounds(stage, 2.0, mos=4.1)

    assert "MOS at 0:02: What we hear 4.1, What they hear ?" in page.plots.accessibleDescription()
    assert len(page.plots.drawn) == len(NAMES)
    _, values = page.plots.drawn["mos"]["here"].getData()
    assert list(values) == [4.3, 4.1]
    stage.look.use("dark")
    assert not stage.window.grab().isNull()


def test_the_marks_beside_the_graphs_have_the_decimal_sign_of_the_language(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage)
    qtbot.waitUntil(lambda: page.plots is not None, timeout=30_000)
    from softphone.ui.widgets.sound_plots import FigureAxis  # noqa: PLC0415 - the library is there now

    assert FigureAxis(language("de")).tickStrings([0.5, 1.0], 1.0, 0.5) == ["0,5", "1,0"]


def test_a_call_of_the_past_is_chosen_with_the_keyboard(stage: Stage) -> None:
    stage.show(mirror())
    page = opened(stage)
    other = entry(call_id="older", connected_at=NOON, name="Lena Okafor", quality=SOUNDED)
    answer(stage, type(stage.phone.enquired[0].what), HistoryPage(entries=(OVER, other)))
    assert page.feed.choice is not None
    assert page.feed.choice.call_id == "old", "where nobody talks, the latest call is shown"

    page.calls.setFocus()
    QTest.keyClick(page.calls, Qt.Key.Key_Down)
    answer(stage, Course)

    assert page.feed.choice.call_id == "older"
    assert page.words.verdict.text() == "4.2 Good"
    assert page.nothing.text() == "Nothing is kept of how this call sounded second by second."


def test_a_chosen_call_is_left_for_no_other_and_an_end_changes_nothing(stage: Stage) -> None:
    stage.show(mirror(connected()))
    page = opened(stage)
    stage.place.wants_sound.emit(OVER)
    stage.show(mirror(connected(), connected("call-2")))
    assert page.feed.choice is not None
    assert page.feed.choice.call_id == "old"

    page.calls.activated.emit(1)
    assert page.feed.choice.entry is None
    stage.show(mirror(connected("call-2")))
    assert page.feed.choice.call_id == "call-1", "its figures stay in sight"


def test_whoever_looks_as_soon_as_a_call_is_over_sees_it_when_it_is_kept(stage: Stage, qtbot: QtBot) -> None:
    stage.show(mirror(connected()))
    page = opened(stage)
    stage.window.show_place("phone")
    ending = Ending(reason=EndReason.HUNG_UP, by=Origin.DESK)
    stage.phone.happened.emit(
        Hangup(seq=1, at=NOON, origin=Origin.DESK, call_id="call-1", payload=OfEnd(call=connected(), ending=ending))
    )
    stage.show(mirror())
    stage.window.show_place("quality")
    answer(stage, History, HistoryPage())
    stage.phone.enquired.clear()

    qtbot.waitUntil(lambda: History in [type(one.what) for one in stage.phone.enquired])
    answer(stage, History, HistoryPage(entries=(OVER,)))
    assert page.feed.choice is not None
    assert page.feed.choice.call_id == "old"


def test_of_several_parties_one_is_chosen(stage: Stage) -> None:
    stage.show(mirror(with_two()))
    page = opened(stage)
    answer(stage, Course)
    sounds(stage, 3.0)
    assert not page.parties.isVisible()
    sounds(stage, 1.0, mos=2.0, leg="third")

    assert [page.parties.itemText(place) for place in range(2)] == ["Anna Schmidt", "Lena Okafor"]
    page.parties.activated.emit(1)
    assert page.words.verdict.text() == "2.0 Poor"


def test_without_the_library_the_words_are_there(stage: Stage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr("softphone.ui.widgets.plot_library.NAME", "no_such_library")
    stage.show(mirror(connected()))
    page = opened(stage)
    answer(stage, Course)
    sounds(stage, 1.0)

    qtbot.waitUntil(lambda: "Graphs cannot be drawn" in page.nothing.text())
    assert page.words.verdict.text() == "4.3 Good"


def test_the_window_starts_without_the_library() -> None:
    looked = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)

    assert looked.stdout.strip() == "set()"


def test_the_card_opens_it(stage: Stage) -> None:
    stage.show(mirror(connected()))
    sounds(stage, 1.0)
    stage.presenter.show_anew()
    chip = next(one for one in controls(stage.window) if one.accessibleName().startswith("Sound quality"))
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)

    assert isinstance(stage.window.pages.currentWidget(), QualityPage)


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_has_a_name_and_fits(stages: Stages, code: str) -> None:
    stage = stages(code=code)
    stage.show(mirror(with_two()))
    page = opened(stage)
    answer(stage, Course)
    sounds(stage, 1.0)
    sounds(stage, 1.0, leg="third")

    assert [each for each in controls(page) if each.isVisible() and not each.accessibleName()] == []
    boxes = page.findChildren(QComboBox)
    assert [box for box in boxes if not (box.accessibleName() and box.toolTip())] == []
    assert not stage.window.grab().isNull()
    assert misfits(stage) == []
    assert stage.window.minimumSizeHint().width() <= 380
