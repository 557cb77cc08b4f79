"""The page of the accounts: which one, its settings, its password, and whether the registrar takes it."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from softphone.settings.keeping import PasswordPlace
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.language import Language
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.settings.editors import ChoiceBox
from softphone.ui.widgets.settings.field_row import EDITOR_WIDTH
from softphone.ui.widgets.settings.page import Card, SettingsPage
from softphone.ui.widgets.settings.trial_row import TrialRow
from softphone.ui.widgets.workplace import Tools


def place_text(place: PasswordPlace, say: Language) -> str:
    """Say where the password is."""
    match place.place:
        case "environment":
            return say("It comes from the environment variable {name}.", name=place.detail)
        case "keyring":
            return say("It is kept in the keyring ({name}).", name=place.detail)
        case "nowhere":
            return say("There is none yet. It will be kept in the keyring, never in a file.")
        case "unknown":
            return say("Where it is cannot be told: {why}", why=place.detail)


class LoginCard(Card):
    """The password, and the attempt to register with it."""

    typed = Signal(str)
    tried = Signal()

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(tools.say("Password"), parent)
        say = tools.say
        self._say = say
        row = QHBoxLayout()
        self.where = Paragraph("small", "", self)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(200)
        self.password.setFixedWidth(EDITOR_WIDTH)
        self.password.setAccessibleName(say("Password"))
        self.password.setToolTip(say("The password goes into the keyring of this desktop, never into a file"))
        self.password.setPlaceholderText(say("Leave empty to keep it"))
        self.password.textEdited.connect(self.typed)
        row.addWidget(self.where, 1)
        row.addWidget(self.password)
        self.column.addLayout(row)
        self.add_rule()
        self.trial = TrialRow(say, say("Ask the registrar now, with what stands here, saved or not"), self)
        self.trial.tried.connect(self.tried)
        self.column.addWidget(self.trial)

    def display_place(self, place: PasswordPlace) -> None:
        """Say where the password is now."""
        self.where.setText(place_text(place, self._say))


class AccountsPage(SettingsPage):
    """Shows one account of several."""

    chosen = Signal(str)
    added = Signal()
    removed = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(tools, parent)
        say = tools.say
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.small)
        self.choice = ChoiceBox(tools.look, self._choose, self, is_open=False)
        self.choice.setAccessibleName(say("Account"))
        self.choice.setToolTip(say("Which account is shown"))
        bar.addWidget(self.choice, 1)
        for title, tip, then in (
            (say("New account"), say("Add an account"), self.added.emit),
            (say("Remove"), say("Remove this account"), partial(self._remove)),
        ):
            button = QPushButton(title, self)
            button.setAccessibleName(tip)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda *_, then=then: then())
            bar.addWidget(button)
        self.column.insertLayout(0, bar)
        self.nobody = Paragraph("muted", say("There is no account yet. Add one, and calls can reach you."), self)
        self.column.insertWidget(1, self.nobody)
        self.login = LoginCard(tools, self)
        self.place_second(self.login)

    def display_names(self, names: tuple[str, ...], current: str) -> None:
        """Offer the accounts."""
        self.choice.offer(tuple((name, name) for name in names))
        with QSignalBlocker(self.choice):
            self.choice.put(current)
        self.choice.setEnabled(bool(names))
        self.nobody.setVisible(not names)
        self.login.setVisible(bool(names))

    def _choose(self, name: object) -> None:
        self.chosen.emit(str(name))

    def _remove(self) -> None:
        if self.choice.value:
            self.removed.emit(self.choice.value)
