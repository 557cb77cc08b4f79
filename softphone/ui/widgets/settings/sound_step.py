"""The step of the first start that asks what is worn and spoken into, and lets both be tried."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from softphone.protocol.sound import ShowSound, SoundSetup, Use, UseDevices
from softphone.settings.amending import Amendment, Change
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.settings.sound_test import device_choices
from softphone.ui.widgets.settings.alive import while_alive
from softphone.ui.widgets.settings.editors import ChoiceBox
from softphone.ui.widgets.settings.sound_panel import SoundPanel
from softphone.ui.widgets.workplace import Workplace

USES: tuple[Use, ...] = ("input", "output", "ringer")


class SoundStep(QWidget):
    """Devices are used as soon as they are chosen; `changes` is what is to be kept."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._chosen: dict[Use, str] = {}
        say = place.say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.medium)
        rows = QFormLayout()
        rows.setHorizontalSpacing(SPACE.large)
        rows.setVerticalSpacing(SPACE.small)
        titles = {"input": say("Microphone"), "output": say("Headset"), "ringer": say("Ringer")}
        self.choices: dict[Use, ChoiceBox] = {}
        for use in USES:
            choice = ChoiceBox(place.look, partial(self._choose, use), self, is_open=False)
            choice.setAccessibleName(titles[use])
            choice.setToolTip(say("It is used at once"))
            rows.addRow(titles[use], choice)
            self.choices[use] = choice
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        column.addLayout(rows)
        self.panel = SoundPanel(place, self)
        column.addWidget(self.panel)
        column.addStretch(1)
        self._take(None)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was chosen, as settings."""
        return tuple(Amendment(("audio", use), device) for use, device in self._chosen.items())

    def showEvent(self, event: QShowEvent) -> None:
        """Look which devices there are."""
        super().showEvent(event)
        self._place.phone.enquire(ShowSound(), while_alive(self, self._take))

    def _take(self, setup: SoundSetup | None) -> None:
        in_use = {one.use: one.wished[0] for one in setup.uses if one.wished} if setup else {}
        for use, choice in self.choices.items():
            with QSignalBlocker(choice):
                choice.offer(device_choices(setup, use, self._place.say))
                choice.put(self._chosen.get(use, in_use.get(use, "default")))

    def _choose(self, use: Use, device: object) -> None:
        self._chosen[use] = str(device)
        self._place.phone.ask(UseDevices(use=use, devices=(str(device),)))
