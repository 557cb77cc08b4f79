"""Finds what the window is made of: one module per tab in `softphone.ui.tabs`, one per menu entry in `.entries`.

A tab's module has `TAB = Tab(...)`, an entry's `ENTRY = Entry(...)`. A tab's page is made when it is first shown.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from PySide6.QtWidgets import QWidget

from softphone.ui import entries, tabs
from softphone.ui.widgets.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: `title` is the English text (wrapped in `mark`), `order` its place from the left."""

    name: str
    title: str
    icon: str
    order: int
    build: Callable[[Workplace, QWidget], QWidget]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu; `open` shows what it stands for. `name` is what `Workplace.wants_place` calls it."""

    name: str
    title: str
    icon: str
    order: int
    open: Callable[[Workplace, QWidget], None]
    shortcut: str = ""


def found_tabs() -> tuple[Tab, ...]:
    """Give all tabs from left to right."""
    return tuple(sorted((module.TAB for module in _modules(tabs)), key=lambda tab: tab.order))


def found_entries() -> tuple[Entry, ...]:
    """Give all entries of the menu from top to bottom."""
    return tuple(sorted((module.ENTRY for module in _modules(entries)), key=lambda entry: entry.order))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__):
        if not found.name.startswith("_"):
            yield importlib.import_module(f"{package.__name__}.{found.name}")
