"""The window stays as small as a phone, whatever happens in it and whatever is opened."""

from collections.abc import Callable, Iterator

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame

from softphone.protocol.figures import Figures
from softphone.protocol.sound_quality import CallCourse, Course
from softphone.protocol.state import CallPhase, Queue
from softphone.settings import Settings
from softphone.settings.sections.desk import DeskSettings
from softphone.settings.sections.supervision import SupervisionSettings
from softphone.ui.registry import found_tabs
from softphone.ui.resources import LANGUAGES
from softphone.ui.views.mirror import Mirror
from softphone.ui.widgets.giving_way import GivingWay
from softphone.ui.widgets.main_window import PHONE
from tests.ui.fitting import misfits
from tests.ui.scenes import SCENES
from tests.ui.stage import Stage
from tests.ui.states import LENA, NOON, connected, mirror, recorded, troubled, with_two
from tests.ui.tab_pictures import figures_of, past_call, pictures_of_tabs
from tests.ui.views.test_sound_track import course

Stages = Callable[..., Stage]
PHONE_SIZE = QSize(380, 640)
LONG = "That was refused, and the reason is so long that it needs two lines in the window, or even three."


def seat(keys: int) -> Settings:
    """Settings of somebody who sees all tabs there are."""
    supervision = SupervisionSettings(is_supervisor=True, way="pbx", target="sip:spy-{agent}@{domain}")
    return Settings(desk=DeskSettings(line_keys=keys), supervision=supervision)


def settled(stage: Stage) -> QSize:
    """Give the window's size once every layout inside a layout is laid out."""
    for _ in range(3):
        QTest.qWait(1)
    return stage.window.size()


def scrolled(stage: Stage) -> dict[str, int]:
    """Name what has to be scrolled to, with its height."""
    parts = [part for part in stage.window.findChildren(GivingWay) if part.isVisible()]
    return {type(part.widget()).__name__: part.hidden_height for part in parts if part.hidden_height}


def measured(stage: Stage, known: Mirror) -> None:
    """Show a state, with how its call sounds."""
    stage.show(known)
    if any(call.phase is CallPhase.CONNECTED for call in known.calls):
        stage.phone.measured.emit(Figures(at=NOON, legs=(figures_of(60),)))
        stage.presenter.show_anew()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("keys", [2, 3, 4, 5, 6])
def test_every_tab_fits_in_every_state_with_any_number_of_line_keys(stages: Stages, keys: int, code: str) -> None:
    settings = seat(keys)
    stage = stages(code=code, settings=settings)
    sizes, hidden = {}, {}
    for name, make in SCENES.items():
        measured(stage, make())
        for place in (*(tab.name for tab in found_tabs(settings)), PHONE):
            stage.window.show_place(place)
            sizes[name, place] = settled(stage)
        hidden[name] = scrolled(stage)

    assert {where: size for where, size in sizes.items() if size != PHONE_SIZE} == {}
    assert {name: parts for name, parts in hidden.items() if parts} == {}, "nothing has to be scrolled to"


@pytest.mark.parametrize("code", LANGUAGES)
def test_full_tabs_fit(stages: Stages, code: str) -> None:
    stage = stages(code=code)
    sizes = {name: settled(stage) for name, _ in pictures_of_tabs(stage)}
    stage.window.show_place("quality")
    for name, known in (("past", mirror()), ("past, beside a conference", mirror(with_two(is_merged=True)))):
        stage.show(known)
        stage.place.wants_sound.emit(past_call(4, LENA.name, LENA.number))
        legs = tuple(structs.replace(course(), leg_id=leg) for leg in ("one", "two"))
        sounded = CallCourse(call_id="call-4", legs=legs)
        next(one for one in reversed(stage.phone.enquired) if isinstance(one.what, Course)).then(sounded)
        sizes[name] = settled(stage)

    assert len(sizes) == 6
    assert {name: size for name, size in sizes.items() if size != PHONE_SIZE} == {}


def crowds() -> Iterator[tuple[str, Mirror]]:
    """More at once than has room."""
    everything = structs.replace(recorded(with_two(is_merged=True)), queue=Queue(id="q1", name="Orders and returns"))
    wrong = troubled().state
    assert wrong
    yield "a conference of which everything is known", mirror(everything)
    yield "nothing is right", mirror(everything, devices=wrong.devices, accounts=wrong.accounts)
    yield "more calls than keys", mirror(*(connected(f"call-{number}") for number in range(1, 9)))


@pytest.mark.parametrize("code", LANGUAGES)
def test_where_there_is_no_room_parts_are_scrolled_and_every_key_can_be_pressed(stages: Stages, code: str) -> None:
    stage = stages(code=code, settings=seat(4))
    moved: set[str] = set()
    for name, known in crowds():
        for is_told in (False, True):
            for opened in ((), ("keypad",)):
                measured(stage, known)
                stage.phone.said.emit(LONG if is_told else "")
                for key in opened:
                    stage.window.phone.card.press(key)
                assert settled(stage) == PHONE_SIZE, (name, is_told, opened)
                assert outside(stage) == []
                moved |= scrolled(stage).keys()
                for key in opened:
                    stage.window.phone.card.press(key)
    assert {"CallFacts", "NoticeBar"} <= moved


def test_what_has_to_be_scrolled_to_is_reached_by_keyboard(stages: Stages) -> None:
    stage = stages(settings=seat(4))
    measured(stage, dict(crowds())["nothing is right"])
    settled(stage)
    (facts,) = (part for part in stage.window.findChildren(GivingWay) if part.hidden_height)
    for _ in range(40):
        if facts.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_Tab)

    assert facts.hasFocus()
    assert facts.accessibleName() == "The call"
    assert facts.verticalScrollBar().property("chosen"), "it is seen where the keyboard is"
    QTest.keyClick(facts, Qt.Key.Key_Down)
    assert facts.verticalScrollBar().value() > 0
    stage.show(mirror(connected()))
    settled(stage)
    assert facts.focusPolicy() is Qt.FocusPolicy.NoFocus


def outside(stage: Stage) -> list[str]:
    """Name the keys of the card that lie outside it, or on each other."""
    card = stage.window.phone.card
    keys = [key for key in card.findChildren(QAbstractButton) if key.isVisible() and not card.facts.isAncestorOf(key)]
    places = {key: QRect(key.mapTo(card, QPoint()), key.size()) for key in keys}
    overlaps = [
        one.text() for one in keys for other in keys if one is not other and places[one].intersects(places[other])
    ]
    return [*overlaps, *(key.text() for key in keys if not card.rect().contains(places[key]))]


def test_what_was_said_last_is_seen_where_there_is_no_room_for_all(stage: Stage) -> None:
    stage.show(troubled())
    stage.phone.said.emit("The line is gone.")
    QTest.qWait(1)

    lines = [line.accessibleName() for line in stage.window.notices.findChildren(QFrame) if line.accessibleName()]
    assert lines[0] == "The line is gone."
    assert len(lines) == 2


def test_the_window_does_not_grow_with_what_is_opened_in_it(stage: Stage) -> None:
    stage.show(SCENES["connected"]())
    for key in ("keypad", "keypad", "transfer"):
        stage.window.phone.card.press(key)
        QTest.qWait(1)
    stage.window.phone.target.closed.emit()
    for name in ("conference", "troubled", "idle"):
        stage.show(SCENES[name]())
        QTest.qWait(1)

    assert stage.window.height() == 640


@pytest.mark.parametrize("name", SCENES)
def test_the_window_does_not_grow_when_the_work_after_a_call_begins(stage: Stage, name: str) -> None:
    stage.show(SCENES[name]())
    stage.show(SCENES["wrap-up"]())
    QTest.qWait(1)

    assert stage.window.height() == 640


def test_a_call_of_which_everything_is_known_has_room(stage: Stage) -> None:
    call = structs.replace(recorded(connected()), queue=Queue(id="q1", name="Orders and returns"))
    stage.show(mirror(call))
    stage.phone.measured.emit(Figures(at=NOON, legs=(figures_of(60),)))
    stage.presenter.show_anew()
    QTest.qWait(1)

    assert "4.4 Good" in [key.text() for key in stage.window.findChildren(QAbstractButton)]
    assert misfits(stage) == []
    stage.window.phone.card.press("keypad")
    stage.presenter.show_anew()
    QTest.qWait(1)
    assert stage.window.height() == 640
