"""The card of a call: who it is, how it stands, its keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone.protocol.commands import Digits
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.call_card import CallCard
from softphone.ui.views.key_row import beside_keypad
from softphone.ui.views.keys import KEYPAD, Key
from softphone.ui.widgets.buttons import PillKey, RoundKey
from softphone.ui.widgets.call_facts import CallFacts
from softphone.ui.widgets.giving_way import GivingWay
from softphone.ui.widgets.keypad import Keypad
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.workplace import Tools

COLUMNS = 4
QUALITY = "quality"
"""The tab with the figures."""
LEAST_FACTS = 56
"""Room for who it is and how it stands, in pixels at 100 %."""


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
        column.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        column.setSpacing(SPACE.small)
        self.facts = CallFacts(tools, self)
        self.facts.asked.connect(self.asked)
        self.facts.quality_pressed.connect(self._open_quality)
        self._column = column
        self._gaps: list[int] = []
        self._add_gap()
        column.addWidget(GivingWay(self.facts, tools.say("The call"), LEAST_FACTS, self))
        self._add_gap()
        self._make_keypad(column)
        self._add_gap()
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
        self.setAccessibleName(card.summary)
        self.facts.display(card)
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

    def _add_gap(self) -> None:
        self._gaps.append(self._column.count())
        self._column.addStretch(1)

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

    def _show_keys(self, card: CallCard) -> None:
        while len(self._round) < len(card.keys):
            button = RoundKey(self._tools.look, self)
            button.asked.connect(self._press)
            place = len(self._round)
            self._keys.addWidget(button, place // COLUMNS, place % COLUMNS)
            self.setTabOrder(self._round[-1] if self._round else self.facts.quality, button)
            self._round.append(button)
        while len(self._pills) < len(card.main_keys):
            pill = PillKey(self._tools.look, self)
            pill.asked.connect(self._press)
            self._main_keys.addWidget(pill)
            self.setTabOrder((self._pills or self._round or [self.facts.quality])[-1], pill)
            self._pills.append(pill)
        _show_all(self._pills, card.main_keys)
        keypad = next((key for key in card.keys if key.opens == KEYPAD), None)
        self.keypad.allow(keypad.why_not if keypad else "")
        if keypad is None or not keypad.is_enabled:
            self._show_keypad(is_shown=False)
        else:
            self._show_round_keys(card, has_keypad=self.keypad.isVisibleTo(self))

    def _show_round_keys(self, card: CallCard, *, has_keypad: bool) -> None:
        keys = beside_keypad(card.keys, COLUMNS, self._tools.say) if has_keypad else card.keys
        _show_all(self._round, keys)

    def _press(self, key: Key) -> None:
        if key.opens == KEYPAD:
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
        self.facts.be_small(is_small=is_shown)
        for gap in self._gaps:  # the open keypad has all the room there is
            self._column.setStretch(gap, 0 if is_shown else 1)
        if self._card:
            self._show_round_keys(self._card, has_keypad=is_shown)
        if is_shown:
            self._sent.show()
            self.keypad.show()

    def _open_quality(self) -> None:
        self.opened.emit(QUALITY)

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
