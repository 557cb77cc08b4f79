"""Starting, the place on the screen, one desk at a time, and the memory of it all."""

import gc
import itertools
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.settings import Settings
from softphone.ui.desk import application, one_desk
from softphone.ui.desk.application import DeskPlan
from softphone.ui.desk.engine_starter import FIRST_PAUSE_S, OWN_ENGINE, EngineStarter
from softphone.ui.desk.memory import Collector
from softphone.ui.desk.one_desk import LONGEST, OneDesk
from softphone.ui.desk.placement import Placement, bring_back, follow_screens, is_seen
from tests.peers.waiting import until

HANDING = """
import pathlib, sys
from softphone.ui.desk.one_desk import OneDesk
sys.exit(not OneDesk(pathlib.Path(sys.argv[1])).hand_over(sys.stdin.read()))
"""


@pytest.fixture(autouse=True)
def _with_qt(qapp: QApplication) -> None:
    del qapp


def await_qt(condition: Callable[[], object]) -> None:
    """Let Qt's events happen until something is so."""
    for _ in range(300):
        if condition():
            return
        QTest.qWait(10)
    pytest.fail("it did not happen in three seconds")


def handed_over(folder: Path, link: str) -> bool:
    """Start a second time, in a process of its own: this one serves meanwhile."""
    with subprocess.Popen([sys.executable, "-c", HANDING, str(folder)], stdin=subprocess.PIPE) as second:
        assert second.stdin is not None
        second.stdin.write(link.encode())
        second.stdin.close()
        await_qt(lambda: second.poll() is not None)
    return second.returncode == 0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OneDesk]:
    one = OneDesk(tmp_path)
    assert one.take()
    yield one
    one.leave()


def test_a_second_start_hands_its_link_over(desk: OneDesk, tmp_path: Path) -> None:
    called: list[str] = []
    desk.called.connect(called.append)
    second = OneDesk(tmp_path)

    assert not second.take()
    assert second.why_not == ""
    assert handed_over(tmp_path, "tel:+49-30-901820")
    assert called == ["tel:+49-30-901820"]


def test_a_second_start_without_a_link_shows_the_window(desk: OneDesk, tmp_path: Path) -> None:
    called: list[str] = []
    desk.called.connect(called.append)

    assert handed_over(tmp_path, "")
    assert called == [""]


def test_a_link_of_any_length_is_cut(desk: OneDesk, tmp_path: Path) -> None:
    called: list[str] = []
    desk.called.connect(called.append)

    assert handed_over(tmp_path, "1" * 1_000_000)
    assert len(called[0]) <= LONGEST


@pytest.mark.usefixtures("desk")
def test_a_desk_that_hangs_does_not_take_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_desk, "ANSWER_MS", 50)

    assert not OneDesk(tmp_path).hand_over("4711")


@pytest.mark.parametrize("is_other_there", [True, False])
def test_a_start_that_opens_no_window_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, is_other_there: bool
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(application, "QApplication", lambda _: QApplication.instance())
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, text: shown.append(text))
    monkeypatch.setattr(one_desk, "ANSWER_MS", 50)
    (tmp_path / "file").touch()
    runtime = tmp_path if is_other_there else tmp_path / "file" / "folder"
    other = OneDesk(runtime)
    assert other.take() is is_other_there

    code = application.run(a_plan(runtime))

    assert code == 1
    assert capsys.readouterr().err == f"softphone: {shown[0]}\n"
    assert ("does not answer" if is_other_there else str(runtime)) in shown[0]
    other.leave()


def a_plan(runtime: Path) -> DeskPlan:
    office = SettingsOffice(SettingsFiles(runtime / "softphone.toml", None))
    return DeskPlan(
        settings=Settings(), trouble=None, engine_options=(), runtime=runtime, state=runtime / "state", office=office
    )


def test_a_desk_that_was_killed_leaves_its_place(tmp_path: Path) -> None:
    (tmp_path / "desk.socket").touch()
    one = OneDesk(tmp_path)

    assert one.take()
    one.leave()


def test_a_folder_with_a_long_name_is_no_obstacle(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 120)
    one = OneDesk(deep)

    assert one.take()
    assert not OneDesk(deep).take()
    one.leave()


@pytest.mark.parametrize("change", [QWidget.show, QWidget.showMaximized, QWidget.showMinimized, QWidget.hide])
def test_the_window_comes_back_to_where_it_was(tmp_path: Path, change: Callable[[QWidget], None]) -> None:
    window, again, place = QWidget(), QWidget(), QRect(40, 50, 400, 600)
    window.setGeometry(place)
    window.show()
    change(window)
    QTest.qWait(1)
    Placement(tmp_path / "window.json").keep(window)

    Placement(tmp_path / "window.json").restore(again)

    assert again.geometry() == place
    assert again.isMaximized() is window.isMaximized()
    again.show()
    again.showNormal()
    assert again.geometry() == place, "where it is when it fills the screen no more"
    again.close()
    window.close()


@pytest.mark.parametrize("content", ["", "nonsense", "[1]", '{"x": {"x": "a"}}'])
def test_a_broken_memory_of_the_place_is_no_obstacle(tmp_path: Path, content: str) -> None:
    file = tmp_path / "window.json"
    file.write_text(content)
    window = QWidget()

    Placement(file).restore(window)


def test_a_place_that_cannot_be_written_is_no_obstacle(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()

    Placement(tmp_path / "file" / "window.json").keep(QWidget())

    assert "not remembered" in caplog.text


def test_a_window_whose_screen_is_gone_is_brought_back() -> None:
    window = QWidget()
    window.setGeometry(90_000, 90_000, 300, 400)
    window.show()

    bring_back(window)

    screen = window.screen().availableGeometry()
    assert screen.intersects(window.geometry())
    window.close()


def test_a_window_comes_back_when_a_screen_goes_or_changes(qapp: QApplication) -> None:
    window = QWidget()
    window.show()
    follow_screens(qapp, partial(bring_back, window))
    screen = qapp.primaryScreen()

    changes = (partial(qapp.screenRemoved.emit, screen), partial(screen.availableGeometryChanged.emit, QRect()))
    for change in changes:
        window.setGeometry(90_000, 90_000, 300, 400)
        change()
        assert screen.availableGeometry().intersects(window.geometry())
    window.close()


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (QRect(10, 10, 300, 400), True),
        (QRect(780, 10, 300, 400), False),
        (QRect(700, 10, 300, 400), True),
        (QRect(10, -400, 300, 400), False),
        (QRect(10, 590, 300, 400), False),
    ],
)
def test_a_window_is_seen_where_one_can_take_hold_of_it(window: QRect, expected: bool) -> None:
    assert is_seen(window, [QRect(0, 0, 800, 600)]) is expected


def test_an_engine_that_cannot_be_started_says_why_and_is_tried_again(tmp_path: Path) -> None:
    now = [100.0]
    (tmp_path / "log").touch()
    starter = EngineStarter([], tmp_path / "run", tmp_path / "log" / "engine.log", lambda: now[0])

    first = starter.see_to_it()
    assert first is not None
    assert str(tmp_path / "log") in first
    (tmp_path / "log").unlink()
    (tmp_path / "log" / "engine.log").mkdir(parents=True)
    assert starter.see_to_it() == first, "it is tried again only after a pause"
    now[0] += FIRST_PAUSE_S
    second = starter.see_to_it()

    assert second is not None
    assert "engine.log" in second
    assert not starter.is_ours()


@pytest.mark.e2e
async def test_an_engine_that_fails_says_why_and_is_tried_again_more_slowly(tmp_path: Path) -> None:
    clock = itertools.count(100.0, 0.001)
    starter = EngineStarter(["--config", "nowhere.toml"], tmp_path / "run", tmp_path / "log", lambda: next(clock))

    assert starter.see_to_it() is None
    said = await until(starter.see_to_it, "the engine fails", within_s=20)

    assert said is not None
    assert "nowhere.toml" in said
    assert (tmp_path / "run" / OWN_ENGINE).read_text().isdecimal()
    assert not starter.is_ours()
    starter.try_again()
    assert starter.see_to_it() is None, "it is started again at once when somebody asks for it"
    await until(starter.see_to_it, "it fails again", within_s=20)


def test_garbage_is_collected_on_the_windows_own_thread() -> None:
    was_enabled = gc.isenabled()
    collector = Collector()
    try:
        assert not gc.isenabled()
        for _ in range(20):
            collector.collect()
    finally:
        if was_enabled:
            gc.enable()
        collector.deleteLater()
