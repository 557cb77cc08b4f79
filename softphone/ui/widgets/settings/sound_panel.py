"""Trying sound: two meters that live, a melody in the headset or on the ringer, a recording that is played back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from softphone.protocol.sound import Meters, MicrophoneTried, PlayTone, ReadMeters, SoundCommand, TryMicrophone
from softphone.ui.theme.look import show_as
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.settings.sound_test import SECONDS, tried_text, tried_tone
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.settings.alive import while_alive
from softphone.ui.widgets.settings.page import Card
from softphone.ui.widgets.workplace import Workplace

LOOK_MS = 100
STEPS = 100


class SoundPanel(Card):
    """Looks at the meters as long as it is seen; the devices are open as long."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(place.say("Try it"), parent)
        self._place = place
        self._is_looking = False
        self._left_s = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._countdown = QTimer(self, interval=1000)
        self._countdown.timeout.connect(self._count)
        self.meters = {use: self._meter() for use in ("input", "output")}
        self._add_meters()
        self.buttons = self._add_buttons()
        self.says = Paragraph("muted", "", self)
        self.column.addWidget(self.says)
        self.say("")

    def say(self, text: str, tone: str = "") -> None:
        """Say how it goes."""
        self.says.setText(text)
        self.says.setVisible(bool(text))
        show_as(self.says, tone=tone)

    def look(self) -> None:
        """Ask how loud it is, unless an answer is still to come."""
        if not self._is_looking:
            self._is_looking = True
            self._ask(ReadMeters(), self._see, self._see_nothing)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking."""
        super().hideEvent(event)
        self._timer.stop()

    def _meter(self) -> QProgressBar:
        meter = QProgressBar(self)
        meter.setRange(0, STEPS)
        meter.setTextVisible(False)
        return meter

    def _add_meters(self) -> None:
        say = self._place.say
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.small)
        for line, (use, title) in enumerate((("input", say("Microphone")), ("output", say("Headset")))):
            grid.addWidget(QLabel(title, self), line, 0)
            grid.addWidget(self.meters[use], line, 1)
            self.meters[use].setAccessibleName(say("Level: {device}", device=title))
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)

    def _add_buttons(self) -> dict[str, QPushButton]:
        say = self._place.say
        tips = {
            "output": (say("Test tone"), say("Play a melody in the headset")),
            "ringer": (say("Test ringing"), say("Let the ringer ring for a moment")),
            "input": (say("Record and play back"), say("Record the microphone for 4 seconds, then hear it")),
        }
        row = QHBoxLayout()
        row.setSpacing(SPACE.small)
        buttons = {}
        for use, (title, tip) in tips.items():
            button = QPushButton(title, self)
            button.setAccessibleName(title)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            row.addWidget(button)
            buttons[use] = button
        row.addStretch(1)
        buttons["output"].clicked.connect(partial(self._play, "output"))
        buttons["ringer"].clicked.connect(partial(self._play, "ringer"))
        buttons["input"].clicked.connect(self._try)
        self.column.addSpacing(SPACE.small)
        self.column.addLayout(row)
        return buttons

    def _play(self, use: str) -> None:
        self.say("")
        tone = PlayTone(use="ringer" if use == "ringer" else "output")
        self._ask(tone, lambda _: None, self._refused)

    def _try(self) -> None:
        self._left_s = SECONDS
        self.buttons["input"].setEnabled(False)
        self._ask(TryMicrophone(seconds=SECONDS), self._tried, self._refused)
        self._countdown.start()
        self._tell_time()

    def _ask(self, what: SoundCommand, then: Callable[..., object], otherwise: Callable[[], object]) -> None:
        self._place.phone.enquire(what, while_alive(self, then), otherwise=while_alive(self, otherwise))

    def _count(self) -> None:
        self._left_s -= 1
        self._tell_time()

    def _tell_time(self) -> None:
        say = self._place.say
        if self._left_s > 0:
            self.say(say("Speak now: {seconds} s", seconds=self._left_s), "accent")
        else:
            self._countdown.stop()
            self.say(say("Listen: this is what was recorded."), "accent")

    def _tried(self, tried: MicrophoneTried) -> None:
        self._end_trial()
        self.say(tried_text(tried, self._place.say), tried_tone(tried))

    def _refused(self) -> None:
        self._end_trial()
        self.say(self._place.say("Sound cannot be tried now: the phone does not run, or a call needs it."), "bad")

    def _end_trial(self) -> None:
        self._countdown.stop()
        self.buttons["input"].setEnabled(True)

    def _see(self, meters: Meters) -> None:
        self._is_looking = False
        for use, loudness in (("input", meters.input), ("output", meters.output)):
            self.meters[use].setValue(round(loudness * STEPS))

    def _see_nothing(self) -> None:
        self._see(Meters())
