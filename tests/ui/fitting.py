"""Looks for texts that do not fit where they are shown. Run by itself, it looks at every state in every language."""

import sys
from collections.abc import Iterator
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListView, QWidget

from softphone.ui.resources import LANGUAGES
from softphone.ui.theme.tokens import LETTERS, SIZES, SPACE
from softphone.ui.views.rows import Row
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.line_keys import LineButton
from softphone.ui.widgets.row_list import RowPainter
from tests.ui.dialogs import assistant_steps, settings_pages
from tests.ui.scenes import SCENES
from tests.ui.small_windows import small_windows
from tests.ui.stage import Stage
from tests.ui.supervision_pictures import SUPERVISOR, pictures_of_supervision
from tests.ui.tab_pictures import pictures_of_tabs

SLACK = 1
"""Rounding, in pixels."""
FEWEST_LETTERS = 12
"""So much of a row's first line is to be read before it ends in an ellipsis."""


def everywhere(stage: Stage) -> Iterator[tuple[str, list[str]]]:
    """Look at everything there is to see in a window, and name what is cut."""
    for name, make in SCENES.items():
        stage.show(make())
        yield name, misfits(stage)
    for name, _ in chain(pictures_of_tabs(stage), pictures_of_supervision(stage)):
        yield f"tab {name}", misfits(stage)
    for name, window in small_windows(stage):
        yield name, [*misfits_in(window)]


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
        if widget.isVisible() and isinstance(widget, QListView) and isinstance(widget.itemDelegate(), RowPainter):
            yield from (f"row {row.text!r}" for row in _rows_cut(widget))


def _rows_cut(view: QListView) -> Iterator[Row]:
    """Give the rows of a list that have no room for both lines, or for what stands beside the first."""
    body, small = (QFontMetrics(_letters(view.font(), size)) for size in (LETTERS.body, LETTERS.small))
    for place in range(view.model().rowCount()):
        index = view.model().index(place, 0)
        area, row = view.visualRect(index), index.data(Qt.ItemDataRole.UserRole)
        beside = 3 * SPACE.small + SIZES.icon + SPACE.medium + small.horizontalAdvance(row.aside)
        is_low = area.height() < body.height() + small.height()
        if is_low or area.width() - beside < min(
            FEWEST_LETTERS * body.averageCharWidth(), body.horizontalAdvance(row.text)
        ):
            yield row


def _letters(font: QFont, size: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(size)
    return sized


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
        stage = Stage(app, code=code, settings=SUPERVISOR)
        stage.window.show()
        found += [f"{code} {name}: {misfit}" for name, misfits_ in everywhere(stage) for misfit in misfits_]
        for name, dialog in chain(settings_pages(stage), assistant_steps(stage)):
            found += [f"{code} {name}: {misfit}" for misfit in misfits_in(dialog)]
        stage.close()
    sys.stdout.write("\n".join(found or ["everything fits"]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
