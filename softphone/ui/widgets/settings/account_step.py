"""The step of the first start that asks for the phone line, and tries it."""

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from softphone.settings.kinds import Transport
from softphone.ui.theme.look import show_as
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.settings.assistant import Form, faults
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.settings.editors import ChoiceBox
from softphone.ui.widgets.settings.trial_row import TrialRow
from softphone.ui.widgets.workplace import Tools


class AccountStep(QWidget):
    """A short form; `tried` asks to register with what stands in it."""

    tried = Signal()

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._say = say = tools.say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(SPACE.large)
        self._rows.setVerticalSpacing(SPACE.small)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._faults: dict[str, Paragraph] = {}
        self.server = self._line("server", say("Server"), say("The PBX's name or address"), "pbx.example.com")
        self.user = self._line("user", say("Extension"), say("Your extension or user name at the PBX"), "4711")
        self.password = self._line("password", say("Password"), say("It goes into the keyring, never into a file"), "")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.login = self._line(
            "login", say("Log in as"), say("Only where the PBX wants another name than the extension"), say("extension")
        )
        self.name = self._line("name", say("Your name"), say("Shown to those whom you call"), "")
        self.transport = self._make_transport(tools)
        column.addLayout(self._rows)
        column.addSpacing(SPACE.small)
        self.trial = TrialRow(say, say("Ask the registrar now whether it takes you"), self)
        self.trial.tried.connect(self.tried)
        column.addWidget(self.trial)
        column.addStretch(1)

    @property
    def form(self) -> Form:
        """What stands there."""
        return Form(
            user=self.user.text(),
            server=self.server.text(),
            name=self.name.text(),
            transport=self.transport.value,
            login=self.login.text(),
        )

    def is_complete(self) -> bool:
        """Tell whether all is there that is needed; what is missing or wrong is said below it."""
        wrong = faults(self.form, self._say)
        for part, label in self._faults.items():
            label.setText(wrong.get(part, ""))
            label.setVisible(part in wrong)
        fields = {"user": self.user, "server": self.server}
        for part, line in fields.items():
            show_as(line, wrong=part in wrong)
            line.setAccessibleDescription(wrong.get(part, ""))
        if first := next((line for part, line in fields.items() if part in wrong), None):
            first.setFocus()
        return not wrong

    def _line(self, part: str, title: str, tip: str, example: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setMaxLength(200)
        line.setAccessibleName(title)
        line.setToolTip(tip)
        line.setPlaceholderText(example)
        fault = Paragraph("small", "", self)
        fault.setProperty("tone", "bad")
        fault.hide()
        self._faults[part] = fault
        both = QVBoxLayout()
        both.setSpacing(SPACE.hair)
        both.addWidget(line)
        both.addWidget(fault)
        label = QLabel(title, self)
        label.setMinimumHeight(line.sizeHint().height())
        self._rows.addRow(label, both)
        return line

    def _make_transport(self, tools: Tools) -> ChoiceBox:
        choice = ChoiceBox(tools.look, lambda _: None, self, is_open=False)
        choice.offer(tuple((name, name.upper()) for name in get_args(Transport)))
        choice.put("udp")
        choice.setAccessibleName(self._say("Transport"))
        choice.setToolTip(self._say("How the PBX is reached; TLS is encrypted"))
        label = QLabel(self._say("Transport"), self)
        label.setMinimumHeight(choice.sizeHint().height())
        self._rows.addRow(label, choice)
        return choice
