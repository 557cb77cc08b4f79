"""A call that is being supervised: who hears the supervisor, never to be missed, and the keys that change it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.ui.theme.look import show_as
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.keys import Key
from softphone.ui.views.supervising import Inside
from softphone.ui.widgets.buttons import PillKey, RoundKey
from softphone.ui.widgets.figures import Picture
from softphone.ui.widgets.labels import OneLine, Paragraph
from softphone.ui.widgets.workplace import Tools

MODES = 3
MOST_ENDS = 2


class SupervisedCall(QWidget):
    """Shows an `Inside`; a key that is pressed goes out as its command."""

    asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._shown: Inside | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.medium, SPACE.medium)
        column.setSpacing(SPACE.medium)
        self._title, self._number = OneLine("title", self), OneLine("muted", self)
        self._remarks = Paragraph("muted", "", self)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._number)
        column.addWidget(self._make_banner())
        column.addWidget(self._remarks)
        self.modes = [RoundKey(tools.look, self) for _ in range(MODES)]
        column.addLayout(self._row(self.modes))
        column.addStretch(2)
        self.ends = [PillKey(tools.look, self) for _ in range(MOST_ENDS)]
        column.addLayout(self._row(self.ends))
        self.setFocusProxy(self.banner)

    def display(self, shown: Inside) -> None:
        """Look like this."""
        if shown == self._shown:
            return
        self._shown = shown
        card = shown.card
        self._title.display(card.title)
        self._number.display(card.number)
        self.banner.setAccessibleName(card.state)
        show_as(self.banner, tone=card.tone.value)
        self._picture.display(shown.icon, card.tone.value)
        self._mode.setText(card.state)
        self._remarks.setText("\n".join(remark.text for remark in card.remarks))
        self._remarks.setVisible(bool(card.remarks))
        for place, key in enumerate(shown.modes):
            self.modes[place].display(key)
        for place, button in enumerate(self.ends):
            button.setVisible(place < len(shown.ends))
            if place < len(shown.ends):
                button.display(shown.ends[place])

    def take_keyboard(self) -> None:
        """Begin with what is said, from where the keys are one step away: a second Enter must not leave the call."""
        self.banner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, keys: Sequence[RoundKey | PillKey]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.small)
        for button in keys:
            button.asked.connect(self._press)
            row.addWidget(button)
        return row

    def _press(self, key: Key) -> None:
        self.asked.emit(key.command)

    def _make_banner(self) -> QFrame:
        self.banner = QFrame(self)
        self.banner.setProperty("role", "notice")
        self.banner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self.banner)
        row.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        row.setSpacing(SPACE.medium)
        self._picture = Picture(self._tools.look, SIZES.key, self.banner)
        self._mode = Paragraph("title", "", self.banner)
        row.addWidget(self._picture)
        row.addWidget(self._mode, 1)
        return self.banner
