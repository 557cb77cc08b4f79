"""Devices in the settings dialog: their order stays, and each is told by what it is known by, not by its name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs
from pytestqt.qtbot import QtBot

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.protocol.sound import ShowSound, SoundCard, SoundSetup, UseDevices
from softphone.ui.widgets.settings.editors import ChoiceBox
from tests.ui.stage import Stage
from tests.ui.states import mirror
from tests.ui.widgets.test_settings_dialog import USER, opened, saved, type_into

Stages = Callable[..., Stage]


@pytest.fixture
def files(tmp_path: Path) -> SettingsFiles:
    (tmp_path / "softphone.toml").write_text(USER)
    return SettingsFiles(tmp_path / "softphone.toml", None)


@pytest.fixture
def stage(stages: Stages, files: SettingsFiles) -> Stage:
    made = stages(files=files)
    made.show(mirror())
    return made


def test_devices_in_fall_back_order_stay_in_order(stage: Stage, files: SettingsFiles, qtbot: QtBot) -> None:
    files.user.write_text(USER + 'input = ["usb", "default"]\n')
    dialog, page = opened(stage, "audio")
    assert dialog.session.draft.is_empty

    type_into(page, ("audio", "input"), "other; usb")
    saved(qtbot, dialog)

    assert 'input = ["other", "usb"]' in files.user.read_text()
    assert UseDevices(use="input", devices=("other", "usb")) in stage.asked


def test_of_two_equal_headsets_the_one_that_is_chosen_is_used(stage: Stage, files: SettingsFiles, qtbot: QtBot) -> None:
    dialog, page = opened(stage, "audio")
    asked = next(one for one in stage.phone.enquired if isinstance(one.what, ShowSound))
    first = SoundCard(identity="a", description="Jabra", is_input=True, is_output=True)
    asked.then(SoundSetup(cards=(first, structs.replace(first, identity="b"))))
    editor = page.rows["audio", "input"].editor
    assert isinstance(editor, ChoiceBox)
    editor.setCurrentText("Jabra (2)")
    saved(qtbot, dialog)

    assert 'input = "b"' in files.user.read_text()
    assert editor.currentText() == "Jabra (2)"


@pytest.mark.parametrize("is_open", [True, False])
def test_a_choice_tells_what_stands_for_it_also_where_two_are_called_the_same(stage: Stage, *, is_open: bool) -> None:
    told: list[object] = []
    box = ChoiceBox(stage.look, told.append, stage.window, is_open=is_open)
    box.offer((("a", "Jabra"), ("b", "Jabra" if not is_open else "Jabra (2)")))
    box.setCurrentIndex(1)

    assert (box.value, told[-1:]) == ("b", ["b"])
