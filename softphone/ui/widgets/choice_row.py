"""A row of words, one of which is chosen: which calls, which events."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from softphone.ui.theme.tokens import SPACE


class ChoiceRow(QWidget):
    """Says the name of what was chosen; the first one is to begin with."""

    chosen = Signal(str)

    def __init__(self, titles: Mapping[str, str], about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.current = str(next(iter(titles)))
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.tiny)
        group = QButtonGroup(self)
        for name, title in titles.items():
            button = QToolButton(self)
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.setChecked(name == self.current)
            button.setText(title)
            button.setAccessibleName(f"{about}: {title}")
            button.setToolTip(button.accessibleName())
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda *_, name=str(name): self._choose(name))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[str(name)] = button
        row.addStretch(1)

    def _choose(self, name: str) -> None:
        if name != self.current:
            self.current = name
            self.chosen.emit(name)
