"""The first start: welcome, the phone line, sound, Salesforce; or simulated callers at once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from softphone.settings.amending import Change
from softphone.settings.checking import Checked
from softphone.settings.keeping import NotKept, NotWritten
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.settings.assistant import ACCOUNT, Form, Step, account_changes, step_view, values
from softphone.ui.views.settings.pages import not_saved
from softphone.ui.views.settings.trial import Trial
from softphone.ui.views.tone import Tone
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.settings.account_step import AccountStep
from softphone.ui.widgets.settings.chores import Chores
from softphone.ui.widgets.settings.salesforce_step import SalesforceStep
from softphone.ui.widgets.settings.sound_step import SoundStep
from softphone.ui.widgets.settings.welcome_step import WelcomeStep
from softphone.ui.widgets.workplace import Workplace

WIDTH, HEIGHT = 560, 600


class Assistant(QDialog):
    """Leads through the steps. What a step has found out is kept when it is left."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._chores = Chores(self)
        self._saved: Form | None = None
        self.step = Step.WELCOME
        self.trial = place.services.make_trial(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(place.say("Set up the phone"))
        self.title, self.text = Paragraph("title", "", self), Paragraph("muted", "", self)
        self.progress = Paragraph("small", "", self)
        self.account = AccountStep(place.tools, self)
        self.sound = SoundStep(place, self)
        self.steps = QStackedWidget(self)
        self.welcome = WelcomeStep(place.tools, self)
        for widget in (self.welcome, self.account, self.sound, SalesforceStep(place, self)):
            self.steps.addWidget(widget)
        self.back = self._key(place.say("Back"))
        self.skip = self._key(place.say("Skip"))
        self.next = self._key(place.say("Next"))
        self._lay_out()
        self._connect()
        self.resize(WIDTH, HEIGHT)
        self.show_step(Step.WELCOME)

    def show_step(self, step: Step) -> None:
        """Go to a step."""
        self.step = step
        view = step_view(step, self._place.say)
        self.title.setText(view.title)
        self.text.setText(view.text)
        self.progress.setText(view.progress)
        self._name(self.next, view.next)
        self.foot.setVisible(step is not Step.WELCOME)
        self.progress.setVisible(bool(view.progress))
        self.back.setVisible(view.can_go_back)
        self.skip.setVisible(view.can_skip)
        self.steps.setCurrentIndex(step)
        first = {Step.WELCOME: self.welcome.begin, Step.ACCOUNT: self.account.server}.get(step, self.next)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Keep what this step found out, and go to the next."""
        match self.step:
            case Step.WELCOME:
                self.show_step(Step.ACCOUNT)
            case Step.ACCOUNT:
                self._keep_account()
            case Step.SOUND:
                self._keep_sound()
            case Step.SALESFORCE:
                self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """An attempt that still runs is given up."""
        self.trial.stop()
        super().closeEvent(event)

    def _keep_account(self) -> None:
        form, password = self.account.form, self.account.password.text()
        if not self.account.is_complete():
            return
        if form == self._saved and not password:
            self.show_step(Step.SOUND)
            return
        self.next.setEnabled(False)
        self.account.trial.say(Trial(self._place.say("Saving.")))

        def work() -> Checked:
            checked = self._place.services.office.write(account_changes(form))
            if password:
                self._place.services.office.keep_password(ACCOUNT, password)
            return checked

        self._chores.do(work, lambda found: self._account_kept(form, found))

    def _account_kept(self, form: Form, found: object) -> None:
        self.next.setEnabled(True)
        if self._take(found):
            self._saved = form
            self.account.password.clear()
            self.account.trial.say(Trial())
            self._place.wants_restart.emit()
            self.show_step(Step.SOUND)

    def _keep_sound(self) -> None:
        made = self.sound.changes
        if made:
            self._write(made)
        self.show_step(Step.SALESFORCE)

    def _write(self, made: tuple[Change, ...]) -> None:
        self._chores.do(lambda: self._place.services.office.write(made), self._take)

    def _take(self, found: object) -> bool:
        """Use what was written; what could not be is said where somebody looks."""
        if isinstance(found, Checked) and found.settings is not None:
            self._place.use(found.settings)
            return True
        if isinstance(found, Checked | NotWritten | NotKept):
            self.account.trial.say(Trial(not_saved(found, self._place.say).text, Tone.BAD))
        elif isinstance(found, Exception):
            raise found
        self.show_step(Step.ACCOUNT)
        return False

    def _try(self) -> None:
        if self.account.is_complete():
            self.trial.begin(ACCOUNT, values(self.account.form), self.account.password.text())

    def _connect(self) -> None:
        self.next.clicked.connect(self.go_on)
        self.back.clicked.connect(lambda: self.show_step(Step(max(0, self.step - 1))))
        self.skip.clicked.connect(lambda: self.show_step(Step.SOUND))
        self.welcome.begin.clicked.connect(self.go_on)
        self.welcome.demo.clicked.connect(self._begin_demo)
        self.account.tried.connect(self._try)
        self.trial.told.connect(self.account.trial.display)

    def _begin_demo(self) -> None:
        self.accept()
        self._place.wants_demo.emit()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(SPACE.huge, SPACE.huge, SPACE.huge, SPACE.large)
        column.setSpacing(SPACE.small)
        for widget in (self.progress, self.title, self.text):
            column.addWidget(widget)
        column.addSpacing(SPACE.medium)
        column.addWidget(self.steps, 1)
        whole.addLayout(column, 1)
        self.foot = foot = QFrame(self)
        foot.setProperty("role", "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(SPACE.huge, SPACE.medium, SPACE.huge, SPACE.medium)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        self.next.setProperty("role", "primary")
        self.next.setDefault(True)
        whole.addWidget(foot)

    def _key(self, title: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setAutoDefault(False)
        self._name(button, title)
        return button

    def _name(self, button: QPushButton, title: str) -> None:
        button.setText(title)
        button.setAccessibleName(title)
        button.setToolTip(title)
