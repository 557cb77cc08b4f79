"""The step of the first start that waits for Salesforce's page, and says what is in the way."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.ui.theme.look import show_as
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.chips import COPY_ADDRESS, Chip, ChipChoice, salesforce_chip
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.tone import Tone
from softphone.ui.widgets.figures import Picture
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.settings.page import Card
from softphone.ui.widgets.workplace import Workplace


class SalesforceStep(QWidget):
    """Shows the same as the chip in the window, at length, as it changes."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._chip: Chip | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card("", self)
        top = QHBoxLayout()
        top.setSpacing(SPACE.small)
        self._picture = Picture(place.look, SIZES.icon, card)
        self.state = Paragraph("heading", "", card)
        top.addWidget(self._picture)
        top.addWidget(self.state, 1)
        card.column.addLayout(top)
        self.says = Paragraph("muted", "", card)
        card.column.addWidget(self.says)
        self._choices = QVBoxLayout()
        card.column.addLayout(self._choices)
        column.addWidget(card)
        column.addStretch(1)
        place.phone.changed.connect(self._take)
        self._take(place.phone.mirror)

    def _take(self, mirror: Mirror) -> None:
        chip = salesforce_chip(mirror, self._place.say)
        if chip == self._chip:
            return
        self._chip = chip
        self._picture.display(chip.icon, "muted" if chip.tone is Tone.PLAIN else chip.tone.value)
        self.state.setText(chip.text)
        show_as(self.state, tone=chip.tone.value)
        self.says.setText("\n\n".join(chip.explanation))
        while entry := self._choices.takeAt(0):
            if button := entry.widget():
                button.deleteLater()
        for choice in chip.choices:
            self._choices.addWidget(self._button(choice))

    def _button(self, choice: ChipChoice) -> QPushButton:
        button = QPushButton(choice.text, self)
        button.setAccessibleName(choice.text)
        button.setToolTip(choice.text)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._choose, choice))
        return button

    def _choose(self, choice: ChipChoice) -> None:
        if choice.command is not None:
            self._place.phone.ask(choice.command)
        elif choice.opens == COPY_ADDRESS:
            self._place.wants_address.emit()
            self.says.setText(self._place.say("Copied. It belongs into the contact centre's connector URL."))
