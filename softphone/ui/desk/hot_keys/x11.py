"""Global shortcuts on X11: the keys are grabbed at the root window, over a connection of their own.

What arrives is read when Qt says that something is there; nothing waits for a key. A key that is held down counts once.
"""

import logging
from collections.abc import Mapping

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, ConnectionClosedError, DisplayError
from Xlib.protocol.event import KeyPress, KeyRelease, MappingNotify

from softphone.ui.views.hot_keys import Combination, HotKey, HotKeyReport, Standing

log = logging.getLogger(__name__)
MASKS = {"Ctrl": X.ControlMask, "Alt": X.Mod1Mask, "Shift": X.ShiftMask, "Meta": X.Mod4Mask}
LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
"""Caps lock and num lock make no other shortcut."""
OURS = X.ControlMask | X.Mod1Mask | X.ShiftMask | X.Mod4Mask
REPEATED_WITHIN_MS = 2
"""A key that repeats is let go and pressed at the same moment."""


class X11HotKeys(QObject):
    """Takes keys from every other window for as long as it is open."""

    pressed = Signal(str)
    told = Signal(object)
    """The `HotKeyReport` has changed."""

    def __init__(self, wanted: Mapping[HotKey, Combination]) -> None:
        super().__init__()
        self._wanted = dict(wanted)
        self._display: Display | None = None
        self._notifier: QSocketNotifier | None = None
        self._meanings: dict[tuple[int, int], HotKey] = {}
        self._grabbed: tuple[int, ...] = ()
        self._let_go: tuple[int, int] = (0, 0)

    def open(self) -> None:
        """Take the keys, as far as nobody else has them."""
        try:
            self._display = Display()
        except (DisplayError, ConnectionClosedError, OSError) as error:
            log.warning("no global shortcuts: %s", str(error))  # the error itself would keep a socket open
            self.told.emit(HotKeyReport())
            return
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._grab(self._display)

    def close(self) -> None:
        """Give all keys back."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._display is not None:
            self._display.close()
            self._display = None

    def _grab(self, display: Display) -> None:
        root = display.screen().root
        root.ungrab_key(X.AnyKey, X.AnyModifier)
        self._meanings.clear()
        self._grabbed = self._codes(display)
        standings = {which: self._grab_one(display, which, keys) for which, keys in self._wanted.items()}
        display.flush()
        self.told.emit(HotKeyReport(standings))

    def _codes(self, display: Display) -> tuple[int, ...]:
        return tuple(display.keysym_to_keycode(XK.string_to_keysym(keys.key)) for keys in self._wanted.values())

    def _grab_one(self, display: Display, which: HotKey, keys: Combination) -> Standing:
        code = display.keysym_to_keycode(XK.string_to_keysym(keys.key))
        if not code:
            return Standing.UNKNOWN
        mask = sum(MASKS[modifier] for modifier in keys.modifiers)
        refused = CatchError(BadAccess)
        for lock in LOCKS:
            display.screen().root.grab_key(
                code,
                mask | lock,
                owner_events=False,
                pointer_mode=X.GrabModeAsync,
                keyboard_mode=X.GrabModeAsync,
                onerror=refused,
            )
        display.sync()
        if refused.get_error():
            return Standing.TAKEN
        self._meanings[code, mask] = which
        return Standing.WORKS

    def _read(self) -> None:
        """Take what has arrived; a server that is gone takes the whole desk along, so no more is said of it."""
        display = self._display
        if display is None:
            return
        try:
            while display.pending_events():
                self._take(display, display.next_event())
        except (ConnectionClosedError, OSError):
            self.close()

    def _take(self, display: Display, event: object) -> None:
        match event:
            case KeyPress(detail=code, state=state, time=at):
                which = self._meanings.get((code, state & OURS))
                is_repeated = code == self._let_go[0] and at - self._let_go[1] <= REPEATED_WITHIN_MS
                if which and not is_repeated:
                    self.pressed.emit(which.value)
            case KeyRelease(detail=code, time=at):
                self._let_go = (code, at)
            case MappingNotify():
                display.refresh_keyboard_mapping(event)
                if self._codes(display) != self._grabbed:  # while keys change hands, one that is pressed is lost
                    self._grab(display)
            case _:
                pass
