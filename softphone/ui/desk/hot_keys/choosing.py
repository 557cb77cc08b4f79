"""Chooses the way to global shortcuts that this desktop has; where it has none, says so."""

import os
from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import SignalInstance

from softphone.ui.views.hot_keys import Combination, HotKey
from softphone.ui.views.language import Language


class HotKeys(Protocol):
    """A way to global shortcuts."""

    pressed: SignalInstance
    told: SignalInstance

    def open(self) -> None:
        """Ask for the keys."""

    def close(self) -> None:
        """Give them back."""


def hot_keys_for(
    wanted: Mapping[HotKey, Combination], say: Language, environment: Mapping[str, str] = os.environ
) -> HotKeys | None:
    """Give the way of this desktop; on Wayland grabs at an X server would only see windows of X programs."""
    if not wanted:
        return None
    if environment.get("XDG_SESSION_TYPE") == "wayland" or environment.get("WAYLAND_DISPLAY"):
        from softphone.ui.desk.hot_keys.portal import PortalHotKeys  # noqa: PLC0415 - only on Wayland

        return PortalHotKeys(wanted, say)
    if environment.get("DISPLAY"):
        from softphone.ui.desk.hot_keys.x11 import X11HotKeys  # noqa: PLC0415 - only on X11

        return X11HotKeys(wanted)
    return None
