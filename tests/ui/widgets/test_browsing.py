"""Files and folders are looked for from the settings dialog, with the keyboard alone, in the window's language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.ui.widgets.settings.dialog import SettingsDialog
from softphone.ui.widgets.settings.page import SettingsPage
from tests.ui.stage import Stage
from tests.ui.states import mirror

LOCKED = 'locked = ["log.directory"]\n'


@pytest.fixture
def dialog(stages: Callable[..., Stage], tmp_path: Path) -> SettingsDialog:
    (tmp_path / "machine.toml").write_text(LOCKED)
    stage = stages(code="de", files=SettingsFiles(tmp_path / "softphone.toml", tmp_path / "machine.toml"))
    stage.show(mirror())
    stage.window.show_place("settings")
    dialog = stage.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    return dialog


def browsing(dialog: SettingsDialog, qtbot: QtBot, page: str, names: tuple[str, ...]) -> QFileDialog:
    """Go from the setting to the key beside it, and press it."""
    dialog.show_page(page)
    shown = dialog.stack.currentWidget()
    assert isinstance(shown, SettingsPage)
    shown.reach(names)
    key = shown.rows[names].browse
    assert key is not None
    qtbot.waitUntil(key.isVisible)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is key
    QTest.keyClick(key, Qt.Key.Key_Space)
    (files,) = key.findChildren(QFileDialog)
    return files


@pytest.mark.parametrize(
    ("page", "names", "chosen", "entered"),
    [
        ("ringing", ("audio", "ring_sound"), "bell.wav", "file:{path}"),
        ("advanced", ("contacts", "files"), "people.csv", "{path}"),
        ("recording", ("recording", "directory"), "calls", "{path}"),
    ],
)
def test_what_is_found_is_entered(
    dialog: SettingsDialog, tmp_path: Path, qtbot: QtBot, page: str, names: tuple[str, ...], chosen: str, entered: str
) -> None:
    path = tmp_path / chosen
    path.touch() if path.suffix else path.mkdir()
    files = browsing(dialog, qtbot, page, names)
    assert files.labelText(QFileDialog.DialogLabel.Accept) == "Wählen"

    files.selectFile(str(path))
    with qtbot.waitSignal(dialog.session.changed):
        files.accept()

    assert dialog.session.draft.entered == {names: entered.format(path=path)}


def test_what_is_locked_cannot_be_looked_for_either(dialog: SettingsDialog) -> None:
    dialog.show_page("privacy")
    shown = dialog.stack.currentWidget()
    assert isinstance(shown, SettingsPage)
    key = shown.rows["log", "directory"].browse

    assert key is not None
    assert not key.isEnabled()
    assert key.accessibleName().startswith("Ordner wählen: ")
