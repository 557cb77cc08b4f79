"""The diagnostics are gathered by a process of their own, shown whole, and saved for the user alone."""

import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from softphone.ui.desk.gathering import Gathering
from softphone.ui.widgets.diagnostics_dialog import DiagnosticsDialog
from tests.ui.stage import Stage

PROGRAM = """\
import sys, zipfile
with zipfile.ZipFile(sys.argv[-1], "w") as bundle:
    bundle.writestr("versions.json", "{}")
    bundle.writestr("logs/engine.log", "a line\\n" * 100)
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands for Python, and so for `softphone diagnostics`."""
    file = tmp_path / "python"
    file.write_text(f"#!/usr/bin/env python3\n{PROGRAM}")
    file.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(file))
    return file


@pytest.fixture
def opened(stage: Stage, program: Path) -> Iterator[Callable[[], DiagnosticsDialog]]:
    del program
    dialogs: list[DiagnosticsDialog] = []

    def open_one() -> DiagnosticsDialog:
        QTest.keyClick(
            stage.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        dialogs.extend(stage.window.findChildren(DiagnosticsDialog))
        dialogs[0].setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        return dialogs[0]

    yield open_one
    for dialog in dialogs:
        dialog.reject()


def wait_for(condition: Callable[[], object]) -> None:
    for _ in range(500):
        if condition():
            return
        QTest.qWait(10)
    pytest.fail("it did not happen in five seconds")


def test_what_is_in_the_file_is_seen_before_it_is_saved(
    opened: Callable[[], DiagnosticsDialog], tmp_path: Path
) -> None:
    dialog = opened()
    assert not dialog.save.isEnabled()
    wait_for(dialog.save.isEnabled)

    assert [dialog.list.item(row).text() for row in range(2)] == ["versions.json  (2 B)", "logs/engine.log  (700 B)"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.text.toPlainText().startswith("a line\n")
    target = tmp_path / "saved.zip"
    dialog.write(str(target))

    assert not dialog.isVisible()
    assert zipfile.is_zipfile(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_said_and_can_be_tried_elsewhere(
    opened: Callable[[], DiagnosticsDialog], tmp_path: Path
) -> None:
    dialog = opened()
    wait_for(dialog.save.isEnabled)

    dialog.write(str(tmp_path / "nowhere" / "saved.zip"))

    assert "cannot be written" in dialog.state.text()
    assert dialog.isVisible()


@pytest.mark.parametrize("does", ["import sys; sys.exit('no disk')", "import os; os.kill(os.getpid(), 9)"])
def test_why_nothing_could_be_gathered_is_said(
    opened: Callable[[], DiagnosticsDialog], program: Path, does: str
) -> None:
    program.write_text(f"#!/usr/bin/env python3\n{does}\n")

    dialog = opened()

    wait_for(lambda: dialog.state.text().startswith("Nothing could be gathered"))
    assert not dialog.save.isEnabled()


def test_every_control_of_the_dialog_has_a_name(opened: Callable[[], DiagnosticsDialog]) -> None:
    dialog = opened()
    parts: list[QWidget] = [dialog.list, dialog.text, dialog.save, dialog.close_key]

    assert [part for part in parts if not part.accessibleName()] == []
    assert [part for part in parts if isinstance(part, QAbstractButton) and not part.toolTip()] == []


def test_closing_while_it_gathers_leaves_nothing_behind(opened: Callable[[], DiagnosticsDialog], program: Path) -> None:
    program.write_text("#!/usr/bin/env python3\nimport time; time.sleep(60)\n")
    dialog = opened()
    assert isinstance(dialog.gathering, Gathering)
    folder = Path(dialog.gathering._folder.name)
    assert folder.is_dir()

    dialog.reject()

    assert not folder.exists()
