"""The parties of a call: who each is, whether the agent talks with them, and a key that ends it with one of them."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.call_card import PartyRow
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.workplace import Tools


class PartyList(QWidget):
    """Shows the rows of a card."""

    asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._rows: tuple[PartyRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()
        tools.look.changed.connect(self._draw)

    def display(self, rows: tuple[PartyRow, ...]) -> None:
        """Show these."""
        if rows != self._rows:
            self._rows = rows
            self._draw()
        self.setVisible(bool(rows))

    def _draw(self) -> None:
        while entry := self._column.takeAt(0):
            if widget := entry.widget():
                widget.setParent(None)
                widget.deleteLater()
        for row in self._rows:
            self._column.addWidget(self._line(row))

    def _line(self, row: PartyRow) -> QWidget:
        line = QWidget(self)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE.small)
        name = OneLine("strong", line)
        name.display(row.name)
        state = QLabel(row.state, line)
        state.setProperty("role", "pill")
        state.setProperty("tone", row.tone.value)
        end = QToolButton(line)
        end.setIcon(self._tools.look.icon("hang-up", "bad", SIZES.icon_small))
        end.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        end.setAccessibleName(row.remove_text)
        end.setToolTip(row.remove_text)
        end.clicked.connect(partial(self.asked.emit, row.remove))
        across.addWidget(name, 1)
        across.addWidget(state, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(end)
        return line
