"""Two shortcuts alike are none: Qt asks neither. Whatever the window shows, each is there once."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from softphone.settings import Settings
from softphone.ui.registry import found_tabs
from tests.ui.scenes import SCENES
from tests.ui.stage import Stage
from tests.ui.views.test_supervising import BY_AGENT

Stages = Callable[..., Stage]
SUPERVISOR = Settings(supervision=BY_AGENT)


def shortcuts(window: QWidget) -> Iterator[str]:
    """Every shortcut that the window would obey now."""
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        if shortcut.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            yield shortcut.key().toString()
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            yield from (keys.toString() for action in widget.actions() for keys in action.shortcuts())


@pytest.mark.parametrize("width", [380, 1000], ids=["narrow", "wide"])
def test_no_shortcut_is_there_twice(stages: Stages, width: int) -> None:
    stage = stages(settings=SUPERVISOR)
    stage.window.resize(width, 640)
    twice = {}
    for place in ("phone", *(tab.name for tab in found_tabs(SUPERVISOR))):
        stage.window.show_place(place)
        for name, make in SCENES.items():
            stage.show(make())
            found = Counter(filter(None, shortcuts(stage.window)))
            assert "Ctrl+L" in found
            twice[place, name] = [keys for keys, count in found.items() if count > 1]

    assert {scene: keys for scene, keys in twice.items() if keys} == {}
