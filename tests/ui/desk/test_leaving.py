"""Whatever ends the phone asks during a call, asks once, and leaves alone what another program started."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from softphone.settings import Settings
from softphone.settings.sections.desk import DeskSettings
from softphone.ui.desk.leaving import Leaving
from softphone.ui.views.mirror import Mirror
from softphone.ui.widgets.farewell import FarewellDialog
from tests.ui.stage import Stage
from tests.ui.states import connected, mirror

IN_CALL, IDLE, ABSENT = mirror(connected()), mirror(), Mirror()
Wish = Callable[[Leaving], None]


class Room:
    """A window on a stage, with its ways out."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch, state: Mirror, *, is_ours: bool) -> None:
        self.stage, self.done, self.said = stage, list[str](), list[str]()
        monkeypatch.setattr(type(stage.phone), "is_engine_ours", is_ours)
        monkeypatch.setattr(stage.phone, "restart_engine", lambda: self.done.append("restart"))
        stage.show(state)
        self.leaving = Leaving(stage.place, stage.phone, stage.window, has_tray=True)
        self.leaving.left.connect(lambda: self.done.append("end" if self.leaving.ends_engine else "leave"))
        self.leaving.hidden.connect(lambda: self.done.append("hide"))
        stage.place.said.connect(self.said.append)
        stage.place.wants_quit.connect(self.leaving.quit)
        stage.window.closing.connect(self.leaving.close)

    @property
    def questions(self) -> list[list[str]]:
        """The answers of every question that can be seen."""
        seen = [one for one in self.stage.window.findChildren(FarewellDialog) if one.isVisible()]
        return [[key.text() for key in one.findChildren(QPushButton)] for one in seen]

    def answer(self, text: str) -> None:
        """Press a key of the question."""
        keys = self.stage.window.findChildren(QPushButton)
        key = next(key for key in keys if key.text() == text and key.isVisible())
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("wish", "end", "done"),
    [
        (Leaving.restart, "Hang up and restart", ["restart"]),
        (Leaving.begin_demo, "Hang up and go on", ["end"]),
        (Leaving.close, "Hang up and quit", ["end"]),
        (Leaving.quit, "Hang up and quit", ["end"]),
    ],
)
def test_no_call_is_ended_unasked(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, wish: Wish, end: str, done: list[str]
) -> None:
    room = Room(stage, monkeypatch, IN_CALL, is_ours=True)
    wish(room.leaving)
    assert room.done == []
    room.answer("Cancel")
    assert (room.done, room.questions) == ([], [])

    wish(room.leaving)
    wish(room.leaving)
    assert len(room.questions) == 1, "asked once, however often it is wished"
    room.answer(end)

    assert room.done == done
    assert room.leaving.wants_demo is (wish is Leaving.begin_demo)


@pytest.mark.parametrize(("wish", "done"), [(Leaving.restart, ["restart"]), (Leaving.begin_demo, ["end"])])
@pytest.mark.parametrize(("state", "is_ours"), [(IDLE, True), (ABSENT, False)])
def test_without_a_call_nothing_is_asked(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, wish: Wish, done: list[str], state: Mirror, *, is_ours: bool
) -> None:
    room = Room(stage, monkeypatch, state, is_ours=is_ours)
    told: list[bool] = []
    stage.place.restarting.connect(lambda: told.append(True))

    wish(room.leaving)

    assert (room.done, room.questions) == (done, [])
    assert told == ([True] if wish is Leaving.restart else [])


@pytest.mark.parametrize("wish", [Leaving.restart, Leaving.begin_demo])
@pytest.mark.parametrize("state", [IDLE, IN_CALL])
def test_what_another_program_started_is_not_ended_for_something_else(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, wish: Wish, state: Mirror
) -> None:
    room = Room(stage, monkeypatch, state, is_ours=False)

    wish(room.leaving)

    assert (room.done, room.questions) == ([], [])
    assert "Another program" in room.said[0]


@pytest.mark.parametrize("state", [IDLE, IN_CALL])
def test_closing_offers_to_end_only_what_is_ours(
    stages: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch, state: Mirror
) -> None:
    stage = stages(settings=Settings(desk=DeskSettings(background="ask")))
    room = Room(stage, monkeypatch, state, is_ours=False)

    room.leaving.close()

    assert room.questions == [["Go on in the background", "Cancel"]]
    room.answer("Go on in the background")
    assert room.done == ["hide"]


def test_a_phone_that_rings_on_without_its_window_can_be_quit(
    stages: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = stages(settings=Settings(desk=DeskSettings(background="ring")))
    room = Room(stage, monkeypatch, IN_CALL, is_ours=True)

    stage.window.close()
    assert (room.done, room.questions) == (["hide"], [])
    QTest.keyClick(stage.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    room.answer("Hang up and quit")

    assert room.done == ["hide", "end"]


def test_quitting_beside_a_phone_of_another_program_does_not_stay_in_the_tray(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(stage, monkeypatch, IN_CALL, is_ours=False)

    room.leaving.quit()
    room.answer("Go on in the background")

    assert room.done == ["leave"]
