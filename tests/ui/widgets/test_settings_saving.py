"""The forms of the settings dialog and the file's text stay in step, and a password lasts as long as its account."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.engine.ports.secrets import Secret
from softphone.settings.checking import Checked
from softphone.settings.keeping import NotWritten
from softphone.ui.views.settings.draft import Draft
from softphone.ui.widgets.settings.dialog import SettingsDialog
from softphone.ui.widgets.settings.file_page import FilePage
from tests.fakes.known_passwords import KnownPasswords
from tests.ui.stage import Stage
from tests.ui.states import mirror
from tests.ui.widgets.test_settings_dialog import PASSWORD, USER, opened, saved, says

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


def file_page(dialog: SettingsDialog) -> FilePage:
    dialog.show_page("file")
    page = dialog.stack.currentWidget()
    assert isinstance(page, FilePage)
    return page


def save_the_file(page: FilePage, stage: Stage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.save.isEnabled)
    with qtbot.waitSignal(stage.place.settings_changed):
        QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)


def test_the_text_of_the_file_follows_what_the_other_pages_saved(
    stage: Stage, files: SettingsFiles, qtbot: QtBot
) -> None:
    dialog, _ = opened(stage, "audio")
    text = file_page(dialog)
    dialog.session.enter(("audio", "output_level_db"), "6")
    saved(qtbot, dialog)

    text = file_page(dialog)
    assert text.text.toPlainText() == USER.replace("= 3", "= 6")
    text.text.appendPlainText("# by hand")
    save_the_file(text, stage, qtbot)

    assert files.user.read_text() == USER.replace("= 3", "= 6") + "\n# by hand"


def test_a_text_that_was_saved_is_not_changed_any_more(stage: Stage, qtbot: QtBot) -> None:
    dialog, _ = opened(stage, "audio")
    page = file_page(dialog)
    page.text.moveCursor(QTextCursor.MoveOperation.End)
    page.text.insertPlainText("# by hand\n")
    save_the_file(page, stage, qtbot)

    assert page.text.textCursor().atEnd(), "whoever types goes on where they were"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_nobody_types_into_a_text_that_is_about_to_become_another(
    stage: Stage, files: SettingsFiles, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_unlocked, keep = Event(), KnownPasswords.keep

    def keep_later(keyring: KnownPasswords, name: str, secret: Secret) -> None:
        assert is_unlocked.wait(10)
        keep(keyring, name, secret)

    monkeypatch.setattr(KnownPasswords, "keep", keep_later)
    dialog, _ = opened(stage, "audio")
    dialog.session.enter(("audio", "output_level_db"), "9")
    dialog.session.type_password("Office", PASSWORD)
    dialog.session.save()
    page = file_page(dialog)
    QTest.keyClicks(page.text, "x")
    dialog.session.save_text(page.text.toPlainText())
    assert not page.is_changed

    is_unlocked.set()
    qtbot.waitUntil(lambda: not page.text.isReadOnly())
    assert page.text.toPlainText() == files.user.read_text() == USER.replace("= 3", "= 9")


def test_what_was_entered_survives_saving_the_file_but_for_an_account_that_is_gone(
    stage: Stage, files: SettingsFiles, qtbot: QtBot
) -> None:
    dialog, _ = opened(stage, "audio")
    dialog.session.enter(("audio", "output_level_db"), "9")
    dialog.session.enter(("account", "Office", "display_name"), "Anna")
    dialog.session.type_password("Office", PASSWORD)
    page = file_page(dialog)
    page.text.setPlainText("[audio]\noutput_level_db = 4\n")
    save_the_file(page, stage, qtbot)

    assert dialog.session.draft == Draft(entered={("audio", "output_level_db"): "9"})
    assert says(dialog).endswith("1 change, not saved yet.")
    saved(qtbot, dialog)
    assert files.user.read_text() == "[audio]\noutput_level_db = 9\n"
    assert stage.passwords.known == {}


def test_a_text_that_was_changed_is_saved_before_the_other_pages(
    stage: Stage, files: SettingsFiles, qtbot: QtBot
) -> None:
    dialog, _ = opened(stage, "audio")
    page = file_page(dialog)
    page.text.appendPlainText("# by hand")
    dialog.show_page("audio")
    dialog.session.enter(("audio", "output_level_db"), "9")
    QTest.mouseClick(dialog.footer.save, Qt.MouseButton.LeftButton)

    assert dialog.stack.currentWidget() is page
    assert "save the file first" in says(dialog)
    save_the_file(page, stage, qtbot)
    saved(qtbot, dialog)

    assert files.user.read_text() == USER.replace("= 3", "= 9") + "\n# by hand"


def test_an_account_that_could_not_be_taken_out_keeps_its_password(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(office: SettingsOffice, text: str) -> Checked:
        raise NotWritten(f"{office.file}: no space left ({len(text)})")

    dialog, _ = opened(stage, "accounts")
    stage.passwords.known["Office"] = PASSWORD
    monkeypatch.setattr(SettingsOffice, "write_text", fail)
    dialog.session.remove_account("Office")
    dialog.session.save()
    qtbot.waitUntil(lambda: "no space left" in says(dialog))

    assert stage.passwords.known == {"Office": PASSWORD}


def test_a_keyring_that_does_not_forget_keeps_no_account_in_the_file(
    stage: Stage, files: SettingsFiles, qtbot: QtBot
) -> None:
    dialog, _ = opened(stage, "accounts")
    stage.passwords.is_locked = True
    dialog.session.remove_account("Office")
    saved(qtbot, dialog)

    assert "Office" not in files.user.read_text()
    assert dialog.session.draft.is_empty
    assert says(dialog).endswith("still in the keyring: the keyring is locked")
