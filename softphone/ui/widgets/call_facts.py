"""What is known of a call, on its card: who it is, how it stands, how it sounds, and its parties."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from softphone.ui.theme.look import show_as, with_figures
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.call_card import CallCard, Remark
from softphone.ui.views.quality import Badge
from softphone.ui.widgets.figures import Avatar, Picture
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.party_list import PartyList
from softphone.ui.widgets.workplace import Tools


class CallFacts(QWidget):
    """Shows a `CallCard` but for its keys; a small one leaves out what can be missed while digits are sent."""

    asked = Signal(object)
    quality_pressed = Signal()

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._card: CallCard | None = None
        self._is_small = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tiny)
        self._make_head(column)
        column.addLayout(self._make_state())
        column.addLayout(self._make_sound())
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(SPACE.tiny)
        column.addLayout(self._remarks)
        self._parties = PartyList(tools, self)
        self._parties.asked.connect(self.asked)
        column.addWidget(self._parties)

    def display(self, card: CallCard) -> None:
        """Look like this card."""
        before, self._card = self._card, card
        self._avatar.display(card.initials, card.title)
        self._title.display(card.title)
        self._number.display(card.number)
        self._state.setText(card.state)
        show_as(self._state, tone=card.tone.value)
        self._clock.setText(card.clock)
        self._codec.setText(card.codec)
        self._lock.setToolTip(card.lock)
        self._lock.setAccessibleName(card.lock)
        self._lock.display("lock", "good")
        if card.quality:
            self._show_quality(card.quality)
        if before is None or before.remarks != card.remarks:
            self._show_remarks(card.remarks)
        self._parties.display(card.parties)
        self._choose(card)

    def be_small(self, *, is_small: bool) -> None:
        """Leave out what can be missed for a while, or show it again."""
        self._is_small = is_small
        if self._card:
            self._choose(self._card)

    def _choose(self, card: CallCard) -> None:
        is_whole = not self._is_small
        self._avatar.setVisible(is_whole and not card.parties)
        self._number.setVisible(is_whole and bool(card.number))
        self._lock.setVisible(is_whole and bool(card.lock))
        self._codec.setVisible(is_whole and bool(card.codec))
        self.quality.setVisible(is_whole and card.quality is not None)

    def _make_head(self, column: QVBoxLayout) -> None:
        self._avatar = Avatar(self._tools.look, SIZES.portrait, self)
        column.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        self._title, self._number = OneLine("title", self), OneLine("muted", self)
        for line in (self._title, self._number):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)

    def _make_state(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.small)
        self._state = QLabel(self)
        self._state.setProperty("role", "pill")
        self._clock = QLabel(self)
        self._clock.setProperty("role", "heading")
        self._clock.setFont(with_figures(self._clock.font()))
        row.addStretch(1)
        row.addWidget(self._state)
        row.addWidget(self._clock)
        row.addStretch(1)
        return row

    def _make_sound(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.tiny)
        self._codec = QLabel(self)
        self._codec.setProperty("role", "small")
        self._lock = Picture(self._tools.look, SIZES.icon_small, self)
        self.quality = QToolButton(self)
        self.quality.setProperty("role", "chip")
        self.quality.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self.quality.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.quality.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.quality.clicked.connect(self.quality_pressed)
        self.quality.hide()
        row.addStretch(1)
        row.addWidget(self._lock)
        row.addWidget(self._codec)
        row.addWidget(self.quality)
        row.addStretch(1)
        return row

    def _show_quality(self, quality: Badge) -> None:
        self.quality.setText(quality.text)
        self.quality.setToolTip(quality.explanation)
        self.quality.setAccessibleName(quality.explanation)
        self.quality.setIcon(self._tools.look.icon("quality", quality.tone.value, SIZES.icon_small))
        show_as(self.quality, tone=quality.tone.value)

    def _show_remarks(self, remarks: tuple[Remark, ...]) -> None:
        while entry := self._remarks.takeAt(0):
            if widget := entry.widget():
                widget.setParent(None)
                widget.deleteLater()
        for remark in remarks:
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addStretch(1)
            row.setSpacing(SPACE.small)
            picture = Picture(self._tools.look, SIZES.icon_small, line)
            picture.display(remark.icon, remark.tone.value)
            text = OneLine("", line, is_wide=False)
            text.setProperty("tone", remark.tone.value)
            text.display(remark.text)
            line.setToolTip(remark.explanation)
            text.setAccessibleDescription(remark.explanation)
            row.addWidget(picture)
            row.addWidget(text)
            row.addStretch(1)
            self._remarks.addWidget(line)
