"""Desktops as they are: keys that others have, portals that refuse, buses without services. All of it is told."""

import gc
import shutil
import warnings
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from softphone.settings.sections.desk import DeskSettings
from softphone.ui.desk import notifications
from softphone.ui.desk.hot_keys.choosing import hot_keys_for
from softphone.ui.desk.hot_keys.portal import PortalHotKeys
from softphone.ui.desk.hot_keys.x11 import X11HotKeys
from softphone.ui.desk.notifications import Notifications
from softphone.ui.desk.session_bus import BusFailed, SessionBus
from softphone.ui.views.hot_keys import Combination, HotKey, HotKeyReport, Standing, wanted_keys
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.popup import popup
from tests.e2e.screen import Screen
from tests.peers.desktop_bus import NOTES, DesktopBus
from tests.peers.waiting import until
from tests.ui.states import mirror, ringing

WANTED = wanted_keys(DeskSettings())
REPORT = dict.fromkeys(HotKey, Standing.WORKS)


@pytest.fixture(autouse=True)
def _with_qt(qapp: QApplication) -> None:
    del qapp


@pytest.fixture
async def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Screen]:
    if not all(map(shutil.which, ("Xvfb", "openbox", "xprop"))):
        pytest.skip("needs Xvfb and openbox")
    made = Screen(tmp_path / "screen")
    try:
        await made.ready()
        monkeypatch.setenv("DISPLAY", made.environment["DISPLAY"])
        yield made
    finally:
        await made.stop()


@pytest.fixture
async def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DesktopBus]:
    made = DesktopBus(tmp_path)
    try:
        await made.ready()
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made
    finally:
        await made.stop()


@pytest.mark.e2e
async def test_keys_that_another_program_has_are_told_and_the_others_work(screen: Screen) -> None:
    other = Display(screen.environment["DISPLAY"])
    code = other.keysym_to_keycode(XK.string_to_keysym("a"))
    root = other.screen().root
    root.grab_key(code, X.ControlMask | X.Mod1Mask, False, X.GrabModeAsync, X.GrabModeAsync)
    other.sync()
    keys = X11HotKeys({**WANTED, HotKey.DECLINE: Combination(frozenset({"Ctrl"}), "F35")})
    reports: list[HotKeyReport] = []
    keys.told.connect(reports.append)

    keys.open()

    assert [dict(report.standings) for report in reports] == [
        {HotKey.ANSWER: Standing.TAKEN, HotKey.DECLINE: Standing.UNKNOWN, HotKey.MUTE: Standing.WORKS}
    ]
    keys.close()
    other.close()


@pytest.mark.e2e
async def test_caps_lock_and_num_lock_make_no_other_shortcut_and_closing_gives_the_keys_back(screen: Screen) -> None:
    keys, hands = X11HotKeys(WANTED), Display(screen.environment["DISPLAY"])
    pressed: list[str] = []
    keys.pressed.connect(pressed.append)
    keys.open()

    for lock in ("Num_Lock", "Caps_Lock"):
        type_keys(hands, lock)
        for _ in range(20):  # a keyboard that is used for the first time changes all keys, and some are lost
            type_keys(hands, "Control_L", "Alt_L", "m")
            if heard(pressed):
                break
        pressed.clear()
        type_keys(hands, "Control_L", "Alt_L", "m")
        await until(lambda: heard(pressed), "the key is heard")
        assert pressed == ["mute"]
        pressed.clear()
    keys.close()
    free = X11HotKeys(WANTED)
    reports: list[HotKeyReport] = []
    free.told.connect(reports.append)
    free.open()

    assert dict(reports[0].standings) == REPORT
    free.close()
    hands.close()


def heard(pressed: list[str]) -> bool:
    """Let Qt look at its sockets."""
    QTest.qWait(100)
    return bool(pressed)


def type_keys(display: Display, *names: str) -> None:
    """Press keys one after the other, and let them go again."""
    codes = [display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
    for kind, order in ((X.KeyPress, codes), (X.KeyRelease, codes[::-1])):
        for code in order:
            xtest.fake_input(display, kind, code)
    display.sync()


def test_without_an_x_server_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    keys = X11HotKeys(WANTED)
    reports: list[HotKeyReport] = []
    keys.told.connect(reports.append)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the library never closes a failed one
        keys.open()
        gc.collect()
    keys.close()

    assert reports == [HotKeyReport()]


def test_the_way_is_chosen_by_the_session() -> None:
    def way(**environment: str) -> str:
        return type(hot_keys_for(WANTED, ENGLISH, environment)).__name__

    assert way(DISPLAY=":0", XDG_SESSION_TYPE="x11") == "X11HotKeys"
    assert way(DISPLAY=":0", XDG_SESSION_TYPE="wayland") == "PortalHotKeys"
    assert way(DISPLAY=":0", WAYLAND_DISPLAY="wayland-0") == "PortalHotKeys"
    assert way() == "NoneType"
    assert hot_keys_for({}, ENGLISH, {"DISPLAY": ":0"}) is None


@pytest.mark.e2e
async def test_the_portals_keys_are_told_as_the_user_gave_them(bus: DesktopBus) -> None:
    keys = PortalHotKeys(WANTED, ENGLISH)
    reports: list[HotKeyReport] = []
    pressed: list[str] = []
    keys.told.connect(reports.append)
    keys.pressed.connect(pressed.append)

    keys.open()
    await until(lambda: reports, "the portal has answered")
    await bus.presses("decline")
    await until(lambda: pressed, "the key is heard")

    assert dict(reports[0].standings) == REPORT
    assert reports[0].keys[HotKey.ANSWER] == "ALT+CTRL+a"
    assert pressed == ["decline"]
    keys.close()


@pytest.mark.e2e
async def test_a_user_who_refuses_at_the_portal_has_no_shortcuts(bus: DesktopBus) -> None:
    bus.refuses = True
    keys = PortalHotKeys(WANTED, ENGLISH)
    reports: list[HotKeyReport] = []
    keys.told.connect(reports.append)

    keys.open()
    await until(lambda: reports, "the portal has answered")

    assert reports == [HotKeyReport()]


@pytest.mark.e2e
async def test_a_bus_without_a_notification_service_leaves_it_to_the_tray(bus: DesktopBus) -> None:
    await bus.releases(NOTES)
    notes = Notifications(ENGLISH)

    notes.open()
    await until(lambda: notes.is_served is not None, "it is found out")

    assert notes.is_served is False
    notes.display(popup(mirror(ringing()), 0.0, ENGLISH))
    await notes.close()
    assert bus.shown == {}


@pytest.mark.e2e
async def test_a_notification_says_who_calls_and_goes_with_the_desk(bus: DesktopBus) -> None:
    notes = Notifications(ENGLISH)
    notes.open()
    notes.display(popup(mirror(ringing()), 0.0, ENGLISH))
    await until(lambda: bus.shown, "it is shown")

    (shown,) = bus.shown.values()
    _, _, _, title, body, actions, hints, _ = shown
    assert title == "Incoming call: Anna Schmidt"
    assert "+49 30 901820" in body
    assert actions[::2] == ["default", "decline", "answer"]
    assert hints["urgency"] == ("y", 2)
    await notes.close()
    assert bus.shown == {}


@pytest.mark.e2e
async def test_a_notification_that_failed_is_shown_when_the_service_works_again(
    bus: DesktopBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifications, "FIRST_PAUSE_S", 0.05)
    bus.failures = 2
    notes = Notifications(ENGLISH)
    notes.open()
    notes.display(popup(mirror(ringing()), 0.0, ENGLISH))
    await until(lambda: notes.is_served is False, "meanwhile it is left to the tray")

    await until(lambda: bus.shown, "it is shown")
    assert notes.is_served
    await notes.close()
    assert bus.shown == {}


@pytest.mark.parametrize("address", ["", "unix:path=/nonexistent", "nonsense", "tcp:host=127.0.0.1,port=1"])
async def test_without_a_bus_it_is_said_which(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    with pytest.raises(BusFailed, match="no session bus"):
        await SessionBus.open()
