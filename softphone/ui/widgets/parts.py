"""What a window is made of: tabs, and entries of its menu. Which there are is found in `softphone.ui.registry`."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from softphone.settings import Settings
from softphone.ui.widgets.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: `title` is the English text (wrapped in `mark`), `order` its place from the left.

    Seats that it is not for do not have it.
    """

    name: str
    title: str
    icon: str
    order: int
    build: Callable[[Workplace, QWidget], QWidget]
    is_for: Callable[[Settings], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the menu; `open` shows what it stands for. `name` is what `Workplace.wants_place` calls it.

    It is there while the settings are such that it is for them.
    """

    name: str
    title: str
    icon: str
    order: int
    open: Callable[[Workplace, QWidget], None]
    shortcut: str = ""
    is_for: Callable[[Settings], bool] = lambda _: True
