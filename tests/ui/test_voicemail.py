"""Messages in the voice mailbox are shown, and one click calls it where the settings say how."""

from collections.abc import Callable

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.protocol.commands import Voicemail
from softphone.protocol.state import MailboxState
from softphone.protocol.vocabulary import RegistrationState
from softphone.settings import Settings
from softphone.settings.sections.calls import CallsSettings
from softphone.ui.views.chips import Chip, account_chip
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.tone import Tone
from tests.ui.stage import Stage
from tests.ui.states import OFFICE, dialling, mirror, ringing, troubled

Stages = Callable[..., Stage]
HAS_CODE = Settings(calls=CallsSettings(voicemail_code="*97"))
MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def waiting(new: int = 0, *, is_waiting: bool = True, account: str = OFFICE.name) -> Chip:
    boxes = (MailboxState(account=account, is_waiting=is_waiting, new=new),)
    return account_chip(mirror(mailboxes=boxes), ENGLISH, has_voicemail=True)


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (0, "Messages wait in the voice mailbox."),
        (1, "1 new message in the voice mailbox"),
        (3, "3 new messages in the voice mailbox"),
    ],
)
def test_messages_that_wait_are_seen_and_counted(new: int, says: str) -> None:
    chip = waiting(new)

    assert (chip.icon, chip.tone, chip.explanation[-1]) == ("voicemail", Tone.WARN, says)


@pytest.mark.parametrize("chip", [waiting(is_waiting=False), waiting(2, account="of another time")])
def test_where_none_wait_nothing_is_said(chip: Chip) -> None:
    assert (chip.icon, chip.tone, len(chip.explanation)) == ("account", Tone.GOOD, 2)


def test_an_account_that_is_lost_is_worse_than_messages() -> None:
    lost = structs.replace(OFFICE, state=RegistrationState.WAITING)
    boxes = (MailboxState(account=OFFICE.name, is_waiting=True),)

    assert account_chip(mirror(accounts=(lost,), mailboxes=boxes), ENGLISH).tone is Tone.BAD


def test_the_mailbox_is_called_from_the_chip_and_by_its_keys_and_the_call_is_seen(stages: Stages) -> None:
    stage = stages(settings=HAS_CODE)
    stage.show(mirror())
    (choice,) = (choice for choice in stage.presenter.view().chips[1].choices if choice.opens)
    stage.window.show_place("history")
    stage.window.show_place(choice.opens)
    assert stage.window.phone.isVisible()

    stage.window.show_place("history")
    QTest.keyClick(stage.window, Qt.Key.Key_V, MODIFIERS)
    stage.show(mirror(dialling()))

    assert stage.asked == [Voicemail()] * 2
    assert stage.window.phone.card.isVisible()


def test_while_a_call_rings_it_is_said_why_not(stages: Stages) -> None:
    stage = stages(settings=HAS_CODE)
    stage.show(mirror(ringing()))
    stage.window.show_place("history")
    said: list[str] = []
    stage.place.said.connect(said.append)

    QTest.keyClick(stage.window, Qt.Key.Key_V, MODIFIERS)

    assert (stage.asked, said) == ([], ["A call is ringing: answer or decline it first."])
    assert not stage.window.phone.isVisible()


def test_without_a_number_to_call_it_is_offered_nowhere_until_the_settings_name_one(stage: Stage) -> None:
    stage.show(mirror())
    QTest.keyClick(stage.window, Qt.Key.Key_V, MODIFIERS)
    assert "Voicemail" not in entries(stage)
    assert stage.presenter.view().chips[1].choices == ()
    assert stage.asked == []

    stage.place.use(HAS_CODE)
    assert "Voicemail" in entries(stage)
    stage.show(troubled())
    assert [choice.text for choice in stage.presenter.view().chips[1].choices] == [
        "Call voicemail",
        "Register Office now",
    ]


def entries(stage: Stage) -> list[str]:
    return [action.text() for action in stage.window.top.menu.actions() if action.isVisible()]
