"""The card of a call: who it is, how it stands, its keys."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from softphone.protocol.commands import Digits
from softphone.ui.theme.look import show_as, with_figures
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.call_card import CallCard, Remark
from softphone.ui.views.keys import Key
from softphone.ui.views.quality import Badge
from softphone.ui.widgets.buttons import PillKey, RoundKey
from softphone.ui.widgets.figures import Avatar, Picture
from softphone.ui.widgets.keypad import Keypad
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.party_list import PartyList
from softphone.ui.widgets.workplace import Tools

COLUMNS = 4
QUALITY = "quality"
"""The tab with the figures."""


class CallCardWidget(QFrame):
    """Shows a `CallCard` and turns clicks into commands."""

    asked = Signal(object)
    opened = Signal(str)
    """A panel that is not the card's own: "transfer", "add"."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._card: CallCard | None = None
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        column.setSpacing(SPACE.small)
        column.addStretch(1)
        self._make_head(column)
        column.addLayout(self._make_state())
        column.addLayout(self._make_sound())
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(SPACE.tiny)
        column.addLayout(self._remarks)
        self._parties = PartyList(self._tools, self)
        self._parties.asked.connect(self.asked)
        column.addWidget(self._parties)
        column.addStretch(1)
        self._make_keypad(column)
        column.addStretch(1)
        self._make_keys(column)
        self._round: list[RoundKey] = []
        self._pills: list[PillKey] = []

    def display(self, card: CallCard) -> None:
        """Make the widget look like `card`. Calling it twice changes nothing."""
        at_hand = self._key_at_hand
        before, self._card = self._card, card
        if before == card:
            return
        if before is None or before.call_id != card.call_id:
            self._show_keypad(is_shown=False)
        self._show_facts(card)
        self._show_quality(card.quality)
        if before is None or before.remarks != card.remarks:
            self._show_remarks(card.remarks)
        if not card.parties:
            self._parties.display(())
        self._show_person(card, is_small=self.keypad.isVisibleTo(self))
        self._parties.display(card.parties)
        self._show_keys(card)
        if at_hand and at_hand != self._key_at_hand:
            self.let_nothing_be_pressed()

    @property
    def call_id(self) -> str:
        """The call that is shown; empty before the first one."""
        return self._card.call_id if self._card else ""

    @property
    def _key_at_hand(self) -> tuple[str, str] | None:
        """What a space would press, of which call: once that is another key, the space may have been meant for it."""
        marked = self.window().focusWidget()
        return (self.call_id, marked.objectName()) if marked in (*self._round, *self._pills) else None

    def press(self, name: str) -> None:
        """Press one of its keys by name, if it can be pressed."""
        for button in (*self._round, *self._pills):
            if button.objectName() == name and button.isEnabled():
                button.click()

    def take_keyboard(self) -> None:
        """Let the keyboard begin at the first key."""
        for button in (*self._round, *reversed(self._pills)):
            if button.isVisibleTo(self) and button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def let_nothing_be_pressed(self) -> None:
        """Take the keyboard to where a space or Enter presses no key; the keys are one step away."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_digit(self, sign: str) -> bool:
        """Send a key of the keyboard as a tone, while the keypad is open."""
        if self.keypad.isVisible() and sign in self.keypad.digits and self.keypad.digits[sign].isEnabled():
            self.keypad.digits[sign].click()
            return True
        return False

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
        self._quality = QToolButton(self)
        self._quality.setProperty("role", "chip")
        self._quality.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self._quality.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._quality.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._quality.clicked.connect(self._open_quality)
        self._quality.hide()
        row.addStretch(1)
        row.addWidget(self._lock)
        row.addWidget(self._codec)
        row.addWidget(self._quality)
        row.addStretch(1)
        return row

    def _make_keypad(self, column: QVBoxLayout) -> None:
        self._sent = OneLine("title", self)
        self._sent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sent.hide()
        column.addWidget(self._sent)
        self.keypad = Keypad(self._tools, self)
        self.keypad.pressed.connect(self._press_digit)
        self.keypad.hide()
        column.addWidget(self.keypad, 4)

    def _make_keys(self, column: QVBoxLayout) -> None:
        self._keys = QGridLayout()
        self._keys.setSpacing(SPACE.tiny)
        for place in range(COLUMNS):
            self._keys.setColumnStretch(place, 1)
        column.addLayout(self._keys)
        self._main_keys = QHBoxLayout()
        self._main_keys.setSpacing(SPACE.small)
        column.addLayout(self._main_keys)

    def _show_facts(self, card: CallCard) -> None:
        self.setAccessibleName(card.summary)
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

    def _show_quality(self, quality: Badge | None) -> None:
        self._quality.setVisible(quality is not None and not self.keypad.isVisibleTo(self))
        if quality:
            self._quality.setText(quality.text)
            self._quality.setToolTip(quality.explanation)
            self._quality.setAccessibleName(quality.explanation)
            self._quality.setIcon(self._tools.look.icon("quality", quality.tone.value, SIZES.icon_small))
            show_as(self._quality, tone=quality.tone.value)

    def _open_quality(self) -> None:
        self.opened.emit(QUALITY)

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
            row.addWidget(picture)
            row.addWidget(text)
            row.addStretch(1)
            self._remarks.addWidget(line)

    def _show_keys(self, card: CallCard) -> None:
        while len(self._round) < len(card.keys):
            button = RoundKey(self._tools.look, self)
            button.asked.connect(self._press)
            place = len(self._round)
            self._keys.addWidget(button, place // COLUMNS, place % COLUMNS)
            self.setTabOrder(self._round[-1] if self._round else self._quality, button)
            self._round.append(button)
        while len(self._pills) < len(card.main_keys):
            pill = PillKey(self._tools.look, self)
            pill.asked.connect(self._press)
            self._main_keys.addWidget(pill)
            self.setTabOrder((self._pills or self._round or [self._quality])[-1], pill)
            self._pills.append(pill)
        _show_all(self._round, card.keys[:COLUMNS] if self.keypad.isVisibleTo(self) else card.keys)
        _show_all(self._pills, card.main_keys)
        keypad = next((key for key in card.keys if key.opens == "keypad"), None)
        self.keypad.allow(keypad.why_not if keypad else "")
        if keypad is None or not keypad.is_enabled:
            self._show_keypad(is_shown=False)

    def _press(self, key: Key) -> None:
        if key.opens == "keypad":
            self._show_keypad(is_shown=not self.keypad.isVisible())
        elif key.opens:
            self.opened.emit(key.opens)
        elif key.command is not None:
            self.asked.emit(key.command)

    def _show_keypad(self, *, is_shown: bool) -> None:
        """Make room first: what is there for a moment only would make the window grow for good."""
        if not is_shown:
            self.keypad.hide()
            self._sent.hide()
            self._sent.display("")
        self._codec.setVisible(not is_shown)
        self._quality.setVisible(not is_shown and self._card is not None and self._card.quality is not None)
        if self._card:
            self._show_person(self._card, is_small=is_shown)
            _show_all(self._round, self._card.keys[:COLUMNS] if is_shown else self._card.keys)
        if is_shown:
            self._sent.show()
            self.keypad.show()

    def _show_person(self, card: CallCard, *, is_small: bool) -> None:
        self._avatar.setVisible(not is_small and not card.parties)
        self._number.setVisible(not is_small and bool(card.number))
        self._lock.setVisible(not is_small and bool(card.lock))

    def _press_digit(self, sign: str) -> None:
        if self._card:
            self._sent.display((self._sent.text() + sign)[-24:])
            self.asked.emit(Digits(digits=sign, call_id=self._card.call_id))


def _show_all(buttons: Sequence[RoundKey | PillKey], keys: tuple[Key, ...]) -> None:
    for place, button in enumerate(buttons):
        button.setVisible(place < len(keys))
        if place < len(keys):
            button.setObjectName(keys[place].name)
            button.display(keys[place])
