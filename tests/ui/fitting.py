"""Looks for texts that do not fit where they are shown. Run by itself, it looks at every state in every language."""

import sys
from collections.abc import Iterator
from itertools import chain

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from softphone.ui.resources import LANGUAGES
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.line_keys import LineButton
from tests.ui.dialogs import assistant_steps, settings_pages
from tests.ui.scenes import SCENES
from tests.ui.stage import Stage

SLACK = 1
"""Rounding, in pixels."""


def misfits(stage: Stage) -> list[str]:
    """Name every text that is cut where it should not be."""
    for window in (stage.window, stage.popup):
        window.ensurePolished()
    for _ in range(2):  # a layout inside a layout is laid out after it
        QApplication.processEvents()
    return [*misfits_in(stage.window), *misfits_in(stage.popup)]


def misfits_in(window: QWidget) -> Iterator[str]:
    """Name every text of one window that is cut."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and _is_cut(widget):
            text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
            yield f"{type(widget).__name__} {text!r}: {widget.size()} instead of {widget.sizeHint()}"


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, OneLine | LineButton) or not isinstance(widget, QAbstractButton | QLabel):
        return False  # these end in an ellipsis and say the rest in their tooltip
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + SLACK
    hint = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    return hint.width() > widget.width() + SLACK or hint.height() > widget.height() + SLACK


def main() -> int:
    """Look at everything."""
    app = QApplication(sys.argv[:1])
    found = []
    for code in LANGUAGES:
        stage = Stage(app, code=code)
        stage.window.show()
        for name, make in SCENES.items():
            stage.show(make())
            found += [f"{code} {name}: {misfit}" for misfit in misfits(stage)]
        for name, dialog in chain(settings_pages(stage), assistant_steps(stage)):
            found += [f"{code} {name}: {misfit}" for misfit in misfits_in(dialog)]
        stage.close()
    sys.stdout.write("\n".join(found or ["everything fits"]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
