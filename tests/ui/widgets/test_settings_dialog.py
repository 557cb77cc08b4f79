"""The settings dialog by hand and keyboard: what is entered is saved, what is wrong is named, what is locked stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.protocol.enquiries import KeepSecret
from softphone.protocol.sound import (
    Meters,
    MicrophoneTried,
    PlayTone,
    ReadMeters,
    SetLevel,
    ShowSound,
    SoundSetup,
    TryMicrophone,
    UseDevices,
)
from softphone.ui.widgets.settings.accounts_page import AccountsPage
from softphone.ui.widgets.settings.dialog import SettingsDialog
from softphone.ui.widgets.settings.file_page import FilePage
from softphone.ui.widgets.settings.page import SettingsPage
from softphone.ui.widgets.settings.sound_panel import SoundPanel
from tests.ui.stage import Stage
from tests.ui.states import mirror

Stages = Callable[..., Stage]
USER = """\
# my own words
[[account]]
name = "Office"
uri = "sip:4711@pbx.example"

[audio] # not too loud
output_level_db = 3
"""
PASSWORD = "s3cret"  # noqa: S105 - of a test
MACHINE = 'locked = ["account.srtp"]\n'


@pytest.fixture
def files(tmp_path: Path) -> SettingsFiles:
    (tmp_path / "machine.toml").write_text(MACHINE)
    (tmp_path / "softphone.toml").write_text(USER)
    return SettingsFiles(tmp_path / "softphone.toml", tmp_path / "machine.toml")


@pytest.fixture
def stage(stages: Stages, files: SettingsFiles) -> Stage:
    made = stages(files=files)
    made.show(mirror())
    return made


def opened(stage: Stage, page: str) -> tuple[SettingsDialog, SettingsPage]:
    stage.window.show_place("settings")
    dialog = stage.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.show_page(page)
    shown = dialog.stack.currentWidget()
    assert isinstance(shown, SettingsPage)
    return dialog, shown


def type_into(page: SettingsPage, names: tuple[str, ...], text: str) -> None:
    page.reach(names)
    editor = page.rows[names].editor
    line = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)


def saved(qtbot: QtBot, dialog: SettingsDialog) -> None:
    with qtbot.waitSignal(dialog.session.changed):
        QTest.mouseClick(dialog.footer.save, Qt.MouseButton.LeftButton)


def says(dialog: SettingsDialog) -> str:
    return dialog.footer._text.text()


def test_a_level_is_saved_and_used_at_once_and_comments_stay(stage: Stage, files: SettingsFiles, qtbot: QtBot) -> None:
    dialog, page = opened(stage, "audio")
    type_into(page, ("audio", "output_level_db"), "-6")
    type_into(page, ("audio", "input"), "file:/a.wav")
    assert says(dialog) == "2 changes, not saved yet."
    saved(qtbot, dialog)

    assert says(dialog) == "Saved, and in force."
    assert files.user.read_text() == USER.replace("= 3", "= -6") + 'input = "file:/a.wav"\n'
    assert files.user.with_suffix(".toml.bak").read_text() == USER
    assert SetLevel(use="output", level_db=-6) in stage.asked
    assert UseDevices(use="input", devices=("file:/a.wav",)) in stage.asked
    assert stage.place.settings.audio.output_level_db == -6


def test_a_wrong_value_is_named_at_its_field_and_nothing_is_written(stage: Stage, files: SettingsFiles) -> None:
    dialog, page = opened(stage, "bridge")
    type_into(page, ("bridge", "port"), "99999")

    row = page.rows["bridge", "port"]
    assert "99999 is not a port from 1 to 65535" in row._fault.text()
    assert "99999" in row.editor.accessibleDescription()
    assert not dialog.footer.save.isEnabled()
    assert files.user.read_text() == USER


def test_what_does_not_fit_together_is_named_too(stage: Stage, files: SettingsFiles, qtbot: QtBot) -> None:
    dialog, page = opened(stage, "accounts")
    type_into(page, ("account", "Office", "registrar"), "sip:pbx.example;transport=tcp")
    dialog.session.enter(("sip", "transport"), "udp")
    dialog.session.enter(("account", "Office", "transport"), "tls")
    saved(qtbot, dialog)

    assert "transport" in page.rows["account", "Office", "transport"]._fault.text()
    assert files.user.read_text() == USER


def test_what_the_administrator_locked_cannot_be_changed_and_says_so(stage: Stage) -> None:
    _, page = opened(stage, "accounts")
    row = page.rows["account", "Office", "srtp"]

    assert not row.editor.isEnabled()
    assert "administrator" in row._why_locked.text()
    assert "administrator" in row.editor.toolTip()


def test_a_password_goes_to_the_keyring_and_to_the_phone_and_into_no_file(
    stage: Stage, files: SettingsFiles, qtbot: QtBot
) -> None:
    dialog, page = opened(stage, "accounts")
    assert isinstance(page, AccountsPage)
    QTest.keyClicks(page.login.password, PASSWORD)
    saved(qtbot, dialog)

    assert stage.passwords.known == {"Office": PASSWORD}
    assert stage.asked == [KeepSecret(account="Office", password=PASSWORD)]
    assert not any(PASSWORD in file.read_text() for file in files.user.parent.iterdir())
    assert says(dialog) == "Saved, and in force."


def test_a_locked_keyring_is_told_and_the_password_can_be_saved_later(stage: Stage, qtbot: QtBot) -> None:
    dialog, page = opened(stage, "accounts")
    assert isinstance(page, AccountsPage)
    stage.passwords.is_locked = True
    QTest.keyClicks(page.login.password, PASSWORD)
    dialog.session.save()
    qtbot.waitUntil(lambda: says(dialog) == "The password was not kept: the keyring is locked")

    assert dialog.footer.save.isEnabled()
    assert page.login.password.text() == PASSWORD


def test_accounts_come_and_go(stage: Stage, files: SettingsFiles, qtbot: QtBot) -> None:
    dialog, page = opened(stage, "accounts")
    assert isinstance(page, AccountsPage)
    page.added.emit()
    type_into(page, ("account", "account1", "uri"), "sip:me@home.example")
    saved(qtbot, dialog)
    assert 'name = "account1"\nuri = "sip:me@home.example"' in files.user.read_text()

    page.removed.emit("Office")
    saved(qtbot, dialog)

    assert "Office" not in files.user.read_text()
    assert "# not too loud" in files.user.read_text()
    assert page.choice.value == "account1"


def test_what_needs_the_phone_to_start_anew_says_so(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(stage.phone), "is_engine_ours", True)
    dialog, page = opened(stage, "calls")
    type_into(page, ("calls", "no_answer_s"), "20")
    saved(qtbot, dialog)
    assert "restarted" in says(dialog)

    with qtbot.waitSignal(stage.place.wants_restart):
        QTest.mouseClick(dialog.footer.restart, Qt.MouseButton.LeftButton)


def test_a_setting_is_found_and_reached_by_keyboard_alone(stage: Stage) -> None:
    dialog, _ = opened(stage, "accounts")
    QTest.keyClicks(dialog.search, "voicemail key")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.navigation, Qt.Key.Key_Down)
    reached = dialog.focusWidget()
    assert isinstance(reached, QLineEdit)
    QTest.keyClicks(reached, "*98")

    assert dialog.current == "keys"
    assert dialog.session.draft.entered == {("calls", "voicemail_code"): "*98"}


def test_what_is_not_saved_is_not_lost_by_one_slip(stage: Stage) -> None:
    dialog, page = opened(stage, "calls")
    type_into(page, ("calls", "max_calls"), "3")

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Not saved yet" in says(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_broken_file_is_opened_at_its_first_mistake_and_can_be_mended(
    stages: Stages, files: SettingsFiles, qtbot: QtBot
) -> None:
    files.user.write_text("[sip]\nport = 5060\nprot = 1\n")
    stage = stages(files=files)
    stage.window.show_place("settings")
    dialog = stage.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    page = dialog.stack.currentWidget()
    assert isinstance(page, FilePage)
    qtbot.waitUntil(lambda: page.problems.count() == 1)
    assert "3: sip.prot: there is no such setting; did you mean port?" in page.problems.item(0).text()
    assert not page.save.isEnabled()

    page.problems.setCurrentRow(0)
    page.problems.itemActivated.emit(page.problems.item(0))
    assert page.text.textCursor().blockNumber() == 2
    page.text.setPlainText("[sip]\nport = 5060\n")
    qtbot.waitUntil(page.save.isEnabled)
    with qtbot.waitSignal(stage.place.settings_changed):
        QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)

    assert files.user.read_text() == "[sip]\nport = 5060\n"


def test_sound_is_metered_while_it_is_looked_at_and_tried_on_request(stage: Stage) -> None:
    _, page = opened(stage, "audio")
    panel = page.findChild(SoundPanel)
    assert isinstance(panel, SoundPanel)
    panel.look()
    looked = next(one for one in stage.phone.enquired if isinstance(one.what, ReadMeters))
    looked.then(Meters(input=0.5, output=0.25))
    assert [panel.meters[use].value() for use in ("input", "output")] == [50, 25]

    QTest.mouseClick(panel.buttons["output"], Qt.MouseButton.LeftButton)
    assert stage.phone.enquired[-1].what == PlayTone(use="output")
    QTest.mouseClick(panel.buttons["input"], Qt.MouseButton.LeftButton)
    assert panel.says.text() == "Speak now: 4 s"
    tried = stage.phone.enquired[-1]
    assert tried.what == TryMicrophone(seconds=4)
    tried.then(MicrophoneTried(loudest=0.0))
    assert "Nothing was heard" in panel.says.text()
    tried.otherwise()
    assert "cannot be tried now" in panel.says.text()


def test_answers_that_come_after_the_dialog_was_closed_are_let_go(stage: Stage) -> None:
    dialog, _ = opened(stage, "audio")
    asked = list(stage.phone.enquired)
    dialog.close()
    QTest.qWait(20)
    assert stage.window.findChild(SettingsDialog) is None

    for enquiry in asked:
        enquiry.then(SoundSetup() if isinstance(enquiry.what, ShowSound) else Meters())
        enquiry.otherwise()
