"""Finds what the window is made of: one module per tab in `softphone.ui.tabs`, one per menu entry in `.entries`.

A tab's module has `TAB = Tab(...)`, an entry's `ENTRY = MenuEntry(...)`. A tab's page is made when it is first shown.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from softphone.settings import Settings
from softphone.ui import entries, tabs
from softphone.ui.widgets.parts import MenuEntry, Tab


def found_tabs(settings: Settings) -> tuple[Tab, ...]:
    """Give the tabs of a seat from left to right."""
    found = (module.TAB for module in _modules(tabs))
    return tuple(sorted((tab for tab in found if tab.is_for(settings)), key=lambda tab: tab.order))


def found_entries() -> tuple[MenuEntry, ...]:
    """Give all entries of the menu from top to bottom."""
    return tuple(sorted((module.ENTRY for module in _modules(entries)), key=lambda entry: entry.order))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__):
        if not found.name.startswith("_"):
            yield importlib.import_module(f"{package.__name__}.{found.name}")
