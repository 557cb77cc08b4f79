"""The first start by keyboard: what was entered is kept, what is missing is named, callers can be simulated."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.protocol.pages import Approve
from softphone.protocol.sound import ShowSound, SoundCard, SoundSetup, SoundUse, UseDevices
from softphone.ui.views.settings.assistant import Step
from softphone.ui.widgets.settings.assistant import Assistant
from softphone.ui.widgets.settings.salesforce_step import SalesforceStep
from tests.ui.scenes import SCENES
from tests.ui.stage import Stage
from tests.ui.states import mirror

Stages = Callable[..., Stage]
WORD = "s3cret"
HEADSET = SoundCard(identity="usb-1", description="A headset", is_input=True, is_output=True)


@pytest.fixture
def stage(stages: Stages, tmp_path: Path) -> Stage:
    made = stages(files=SettingsFiles(tmp_path / "softphone.toml", None))
    made.show(mirror())
    return made


def opened(stage: Stage) -> Assistant:
    stage.window.show_place("assistant")
    assistant = stage.window.findChild(Assistant)
    assert isinstance(assistant, Assistant)
    return assistant


def at_the_account(stage: Stage) -> Assistant:
    assistant = opened(stage)
    QTest.keyClick(assistant.welcome.begin, Qt.Key.Key_Space)
    assert assistant.step is Step.ACCOUNT
    QTest.keyClicks(assistant.account.server, "pbx.example.com")
    QTest.keyClicks(assistant.account.user, "4711")
    QTest.keyClicks(assistant.account.password, WORD)
    return assistant


def test_an_account_is_written_its_password_kept_and_the_phone_started_anew(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    assistant = at_the_account(stage)
    with qtbot.waitSignal(stage.place.wants_restart):
        QTest.keyClick(assistant.next, Qt.Key.Key_Space)

    assert assistant.step is Step.SOUND
    assert stage.passwords.known == {"office": WORD}
    assert WORD not in (tmp_path / "softphone.toml").read_text()
    assert [account.uri for account in stage.place.settings.accounts] == ["sip:4711@pbx.example.com"]
    assert assistant.account.password.text() == ""

    QTest.mouseClick(assistant.back, Qt.MouseButton.LeftButton)
    QTest.mouseClick(assistant.next, Qt.MouseButton.LeftButton)
    assert assistant.step is Step.SOUND


def test_what_is_missing_is_named_below_it_and_nothing_is_written(stage: Stage, tmp_path: Path) -> None:
    assistant = opened(stage)
    assistant.show_step(Step.ACCOUNT)
    QTest.mouseClick(assistant.next, Qt.MouseButton.LeftButton)

    assert assistant.step is Step.ACCOUNT
    assert assistant.account.server.accessibleDescription() == "Enter the server."
    assert assistant.account.user.accessibleDescription() == "Enter your extension or user name."
    assert not (tmp_path / "softphone.toml").exists()
    QTest.mouseClick(assistant.account.trial.button, Qt.MouseButton.LeftButton)
    assert assistant.account.trial.says.text() == ""


def test_a_keyring_that_is_locked_is_told_where_the_password_was_typed(stage: Stage, qtbot: QtBot) -> None:
    stage.passwords.is_locked = True
    assistant = at_the_account(stage)
    QTest.mouseClick(assistant.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: assistant.account.trial.says.text() == "The password was not kept: the keyring is locked")

    assert assistant.step is Step.ACCOUNT
    assert assistant.next.isEnabled()


def test_devices_are_used_when_they_are_chosen_and_kept_when_the_step_is_left(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    assistant = opened(stage)
    assistant.show_step(Step.SOUND)
    asked = next(one for one in stage.phone.enquired if one.what == ShowSound())
    asked.then(SoundSetup(cards=(HEADSET,), uses=(SoundUse(use="output", device="x", wished=("x",), level_db=0),)))
    choice = assistant.sound.choices["input"]
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)

    assert choice.currentText() == "A headset"
    assert stage.asked == [UseDevices(use="input", devices=("usb-1",))]
    with qtbot.waitSignal(stage.place.settings_changed):
        QTest.mouseClick(assistant.next, Qt.MouseButton.LeftButton)
    assert 'input = "usb-1"' in (tmp_path / "softphone.toml").read_text()
    assert assistant.step is Step.SALESFORCE


def test_a_page_that_asks_is_let_in_from_here(stage: Stage) -> None:
    assistant = opened(stage)
    assistant.show_step(Step.SALESFORCE)
    step = assistant.steps.currentWidget()
    assert isinstance(step, SalesforceStep)
    stage.show(SCENES["asked"]())
    allow = next(key for key in step.findChildren(type(assistant.next)) if "acme" in key.text())
    QTest.mouseClick(allow, Qt.MouseButton.LeftButton)
    assert stage.asked == [Approve(what="https://acme.lightning.force.com")]

    stage.show(mirror())
    assert step.state.text() == "Connected"
    QTest.mouseClick(assistant.next, Qt.MouseButton.LeftButton)
    assert not assistant.isVisible()


def test_simulated_callers_are_one_key_away(stage: Stage, qtbot: QtBot) -> None:
    assistant = opened(stage)

    with qtbot.waitSignal(stage.place.wants_demo):
        QTest.keyClick(assistant.welcome.demo, Qt.Key.Key_Space)
    assert not assistant.isVisible()
