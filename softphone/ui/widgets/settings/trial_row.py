"""The key that tries to register, and what came of it beside it: in the settings and at the first start."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from softphone.ui.theme.look import show_as
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.language import Language
from softphone.ui.views.settings.trial import Trial
from softphone.ui.widgets.labels import Paragraph


class TrialRow(QWidget):
    """Shows a `Trial`; `tried` asks for one."""

    tried = Signal()

    def __init__(self, say: Language, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QPushButton(say("Test registration"), self)
        self.button.setAccessibleName(say("Test registration"))
        self.button.setToolTip(tip)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.tried)
        self.says = Paragraph("", "", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.large)
        row.addWidget(self.button)
        row.addWidget(self.says, 1)

    def display(self, trial: Trial) -> None:
        """Say how the attempt stands."""
        self.button.setEnabled(not trial.is_running)
        self.say(trial)

    def say(self, trial: Trial) -> None:
        """Say how it goes."""
        self.says.setText("\n".join(filter(None, (trial.text, trial.advice))))
        show_as(self.says, tone=trial.tone.value)
