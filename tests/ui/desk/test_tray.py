"""The icon in the tray shows how the phone is, and notifies of each ringing call once where nobody else does."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from softphone.ui.desk.tray import TrayIcon, application_icon, tray_icon
from softphone.ui.resources import language
from softphone.ui.theme.look import Look
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.popup import Popup, popup
from softphone.ui.views.tone import Tone
from softphone.ui.views.tray import tray
from softphone.ui.widgets.workplace import Tools
from tests.ui.states import LENA, connected, mirror, ringing

LOOK = "light"


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the titles of what the tray would show."""
    titles: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: None)  # this screen has no tray
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, title, *__: titles.append(title))
    return titles


@pytest.fixture
def icon(qapp: QApplication, shown: list[str]) -> Iterator[TrayIcon]:
    del qapp, shown
    made = TrayIcon(Tools(Look(LOOK, is_animated=False), ENGLISH), notifies=True)
    yield made
    made.leave()


def rings(*names: str) -> Popup | None:
    return popup(mirror(*(ringing(name) for name in names)), 0.0, ENGLISH)


def test_each_ringing_call_is_told_once(icon: TrayIcon, shown: list[str]) -> None:
    for told in (rings("one"), rings("one"), rings("one", "two"), rings("two"), None, rings("two")):
        icon.announce(told)

    assert shown == ["Incoming call: Anna Schmidt"] * 3


def test_nothing_is_told_where_the_settings_say_so(qapp: QApplication, shown: list[str]) -> None:
    del qapp
    quiet = TrayIcon(Tools(Look(LOOK, is_animated=False), language("de")), notifies=False)

    quiet.announce(rings("one"))

    assert shown == []
    quiet.leave()


def test_the_tip_says_how_the_phone_is(icon: TrayIcon) -> None:
    said = []
    for known in (Mirror(), mirror(), mirror(ringing()), mirror(connected(peer=LENA))):
        icon.display(tray(known, ENGLISH))
        said.append(icon._icon.toolTip())

    assert said == [
        "softphone: not running",
        "softphone: ready",
        "softphone: a call rings",
        "softphone: in a call",
    ]


def test_every_state_has_a_picture_of_its_own(qapp: QApplication) -> None:
    del qapp
    look = Look(LOOK, is_animated=False)
    pictures = [picture(tray_icon(look, tone)) for tone in Tone]

    assert len(set(pictures)) == len(Tone)
    assert not application_icon().isNull()


def picture(icon: QIcon) -> bytes:
    image = icon.pixmap(64, 64).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return bytes(image.constBits())
