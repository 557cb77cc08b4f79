"""A stage for the window, on a screen that is not there."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.ui.widgets.plot_library import THREAD as GRAPHS
from tests.ui.stage import Stage

JOIN_S = 20.0


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Collect it as the desk does: in this thread, never where another one happens to allocate."""
    gc.disable()
    yield
    for thread in threading.enumerate():
        if thread.name == GRAPHS:
            thread.join(JOIN_S)
    gc.collect(1)
    gc.enable()


@pytest.fixture
def stages(qapp: QApplication) -> Iterator[Callable[..., Stage]]:
    """Make stages, each shown and with the keyboard, and take them away in the end."""
    made: list[Stage] = []

    def make(*args: Any, **kwargs: Any) -> Stage:
        stage = Stage(qapp, *args, **kwargs)
        made.append(stage)
        stage.window.show()
        stage.window.activateWindow()
        assert QTest.qWaitForWindowActive(stage.window)
        return stage

    yield make
    for stage in made:
        stage.close()
    QTest.qWait(1)


@pytest.fixture
def stage(stages: Callable[..., Stage]) -> Stage:
    """A window in English and light colours."""
    return stages()
