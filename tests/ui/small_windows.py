"""Every small window that the large one opens: what the chips explain, questions, shortcuts, diagnostics."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from softphone.ui.views.hot_keys import HotKey, HotKeyReport, Standing
from softphone.ui.views.parting import changing_to_callers, closing, starting_anew
from softphone.ui.widgets.diagnostics_dialog import DiagnosticsDialog
from softphone.ui.widgets.farewell import FarewellDialog
from softphone.ui.widgets.hot_key_dialog import HotKeyDialog
from tests.ui.scenes import SCENES
from tests.ui.stage import Stage

EXPLAINED = ("seeking", "failed", "idle", "statuses", "wrap-up", "disturbed", "troubled", "asked")
CHIPS = ("agent", "account", "salesforce")
WHY = "[Errno 28] No space left on device: '/home/user/.local/state/softphone/log/engine.log'"


class ToldBundle(QObject):
    """A bundle of diagnostics of which a test says when it is there, or why not."""

    done = Signal()
    failed = Signal(str)
    file_name = "diagnostics.zip"

    def start(self) -> None:
        """Wait to be told."""

    def parts(self) -> list[tuple[str, int]]:
        """As long as names of parts get."""
        return [("calls/2026-03-14T12-00-00-0f8fad5b-d9cb-469f-a165-70867728950e.json", 120_000), ("versions.json", 2)]

    def text(self, name: str) -> str:
        """Something long."""
        return f"{name} " * 100

    def save(self, path: str) -> None:
        """Nothing is saved."""

    def leave(self) -> None:
        """Nothing is kept."""


def small_windows(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Open one after the other."""
    yield from _popovers(stage)
    yield from _questions(stage)
    yield from _shortcuts(stage)
    yield from _diagnostics(stage)


def _popovers(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    for scene in EXPLAINED:
        stage.show(SCENES[scene]())
        for name in CHIPS:
            chip = stage.window.top.chip(name)
            chip.explain()
            _settle()
            yield f"{name} explained: {scene}", chip.popover
            chip.popover.close()


def _questions(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    say = stage.place.say
    questions = [closing(say, in_call=up, can_end=ours) for up in (True, False) for ours in (True, False)]
    for question in (*questions, starting_anew(say), changing_to_callers(say)):
        dialog = FarewellDialog(stage.window, question)
        dialog.open()
        _settle()
        yield f"{question.title} {question.text}", dialog
        dialog.done(0)


def _shortcuts(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    for standing in Standing:
        stage.place.hot_keys = HotKeyReport(dict.fromkeys(HotKey, standing))
        dialog = HotKeyDialog(stage.place, stage.window)
        dialog.open()
        _settle()
        yield f"shortcuts: {standing.name}", dialog
        dialog.accept()


def _diagnostics(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    for news in ("started", "done", "failed"):
        bundle = ToldBundle(stage.window)
        stage.place.services = replace(stage.place.services, make_gathering=partial(_told, bundle))
        dialog = DiagnosticsDialog(stage.place, stage.window)
        dialog.open()
        if news == "failed":
            bundle.failed.emit(WHY)
        elif news == "done":
            bundle.done.emit()
        _settle()
        yield f"diagnostics: {news}", dialog
        dialog.reject()


def _told(bundle: ToldBundle, owner: QObject) -> ToldBundle:
    del owner
    return bundle


def _settle() -> None:
    for _ in range(3):  # a layout inside a layout is laid out after it
        QTest.qWait(1)
