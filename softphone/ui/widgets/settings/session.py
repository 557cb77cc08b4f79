"""What the settings dialog works on: what is in force, what was entered, and the saving of it.

Everything that touches files or the keyring is done in a thread; nothing here knows a widget.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from softphone.settings.amending import Change
from softphone.settings.checking import Checked
from softphone.settings.keeping import NotKept, NotWritten, PasswordPlace
from softphone.ui.views.settings import draft as drafts
from softphone.ui.views.settings.draft import Draft
from softphone.ui.views.settings.effects import ANYTHING, Effect, applied
from softphone.ui.views.settings.entering import Entered
from softphone.ui.views.settings.pages import DialogState, Footer, footer, not_saved, saved, with_remainder, with_rest
from softphone.ui.views.settings.plan import Names
from softphone.ui.views.tone import Tone
from softphone.ui.widgets.settings.chores import Chores
from softphone.ui.widgets.settings.saving import Saved, Saving, save
from softphone.ui.widgets.workplace import Workplace


class SettingsSession(QObject):
    """One opening of the dialog."""

    changed = Signal()
    """Something is to be shown again."""
    written = Signal()
    """The file has become another: its text is to be read again."""
    told = Signal(object)
    """A `Footer`."""
    faulty = Signal(object)
    """Saving met something wrong; the names of the first setting that is."""
    text_judged = Signal(object)
    """A text of the whole file was checked (`Checked`)."""
    place_found = Signal(str, object)
    """Where the password of an account is."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._office = place.services.office
        self._chores = Chores(self)
        self._passwords: dict[str, str] = {}
        self.is_saving = False
        self.checked = self._office.load()
        self.draft = Draft()
        self.found: dict[Names, str] = {}

    @property
    def state(self) -> DialogState:
        """What the views need."""
        return DialogState(self.checked, self.draft, self._place.say, self.found)

    @property
    def is_broken(self) -> bool:
        """Whether the file cannot be used, so that only its text can be changed."""
        return self.checked.settings is None

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts as they will be."""
        return drafts.account_names(self.draft, self.checked)

    def enter(self, names: Names, entered: Entered) -> None:
        """Note what was entered."""
        self.found.pop(names, None)
        self._use(drafts.with_entry(self.draft, names, entered, self.checked))

    def add_account(self) -> str:
        """Add an account and give its name."""
        draft, name = drafts.with_account(self.draft, self.checked)
        self._use(draft)
        return name

    def remove_account(self, name: str) -> None:
        """Take an account out, when it is saved."""
        self._passwords.pop(name, None)
        self._use(drafts.without_account(self.draft, name))

    def type_password(self, account: str, password: str) -> None:
        """Note a new password; it is kept when everything is saved."""
        self._passwords[account] = password
        self._use(drafts.with_password(self.draft, account, is_new=bool(password)))

    def password(self, account: str) -> str:
        """Give what was typed as the password and is not kept yet."""
        return self._passwords.get(account, "")

    def look_for_password(self, account: str) -> None:
        """Find out where the password is."""

        def tell(found: object) -> None:
            if isinstance(found, PasswordPlace):
                self.place_found.emit(account, found)

        self._chores.do(lambda: self._office.password_place(account), tell)

    def values_of(self, account: str) -> Mapping[str, object]:
        """Give what was entered for an account, for an attempt to register with it."""
        return drafts.account_values(account, self._changes())

    def save(self) -> None:
        """Write what was entered; what is wrong with it is shown instead."""
        if self.is_saving:
            return
        if faults := drafts.faults_of(self.draft, self.checked, self._place.say):
            self.faulty.emit(next(iter(faults)))
            return
        what = Saving(self._changes(), self._kept_passwords(), self.draft.removed)
        self.is_saving = True
        self.told.emit(Footer(self._place.say("Saving.")))
        self._chores.do(lambda: save(self._office, what), lambda found: self._written(what, found))

    def judge_text(self, text: str) -> None:
        """Check a text of the whole file."""
        self._chores.do(lambda: self._office.judge_text(text), self.text_judged.emit)

    def save_text(self, text: str) -> None:
        """Put a text in the file's place, unless that is being written already: then the text is an old one."""
        if not self.is_saving:
            self._chores.do(lambda: self._office.write_text(text), self._text_written)

    def file_text(self) -> str:
        """Read the file."""
        return self._office.text()

    def _kept_passwords(self) -> dict[str, str]:
        return {account: self._passwords[account] for account in self.draft.passwords}

    def _changes(self) -> tuple[Change, ...]:
        return drafts.changes(self.draft, self.checked, self._place.say)

    def _use(self, draft: Draft) -> None:
        self.draft = draft
        self.told.emit(self._rest())
        self.changed.emit()

    def _rest(self) -> Footer:
        """Say what is left to be saved."""
        say = self._place.say
        return footer(self.draft, drafts.faults_of(self.draft, self.checked, say), say)

    def _written(self, what: Saving, found: object) -> None:
        self.is_saving = False
        if not isinstance(found, Saved):
            self._fail(found)
        elif found.checked.settings is None:
            self._tell_faults(found.checked)
        else:
            follows = applied(what.changes, what.passwords, found.checked.settings, self._running())
            self._take(found.checked, Draft())
            for command in follows.commands:
                self._place.phone.ask(command)
            self._tell_saved(follows.effects, found.not_forgotten)

    def _tell_faults(self, found: Checked) -> None:
        self.found = dict(drafts.found_in(found, self._place.say))
        self.told.emit(not_saved(found, self._place.say))
        self.changed.emit()
        if self.found:
            self.faulty.emit(next(iter(self.found)))

    def _text_written(self, found: object) -> None:
        if isinstance(found, Checked) and found.settings is not None:
            self._take(found, drafts.carried_over(self.draft, found))
            self._tell_saved(ANYTHING)
        else:
            self._fail(found)

    def _take(self, found: Checked, left: Draft) -> None:
        """Go on from what is in force now, with what is left to be saved."""
        self.checked, self.draft, self.found = found, left, {}
        self._passwords = self._kept_passwords()
        if found.settings is not None:
            self._place.use(found.settings)
        self.written.emit()
        self.changed.emit()

    def _running(self) -> frozenset[str]:
        state = self._place.phone.mirror.state
        return frozenset(account.name for account in state.accounts) if state else frozenset()

    def _tell_saved(self, effects: frozenset[Effect], not_forgotten: NotKept | None = None) -> None:
        phone = self._place.phone
        said = saved(effects, self._place.say, in_call=bool(phone.mirror.calls), is_phone_ours=phone.is_engine_ours)
        self.told.emit(with_rest(with_remainder(said, not_forgotten, self._place.say), self._rest()))

    def _fail(self, found: object) -> None:
        if isinstance(found, NotWritten | NotKept):
            self.told.emit(not_saved(found, self._place.say))
            return
        if isinstance(found, Exception):
            raise found
        self.told.emit(replace(Footer(), text=self._place.say("The file cannot be used like this."), tone=Tone.BAD))
