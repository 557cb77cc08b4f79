"""Settings as a window keeps them: read in layers, tried before they are written, written at one stroke with a backup.

Passwords go into the keyring and nowhere else. All of it may take a moment: the keyring asks the desktop.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from softphone.adapters.storage.keyring_secrets import KeyringSecrets
from softphone.adapters.storage.private_files import replace_file
from softphone.adapters.storage.secrets import EnvironmentFirstSecrets, environment_names
from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.engine.ports.secrets import Secret, SecretsPort, SecretsUnavailable
from softphone.settings import DEFAULTS
from softphone.settings.amending import Change, amended
from softphone.settings.checking import Checked
from softphone.settings.editing import NotEditable
from softphone.settings.keeping import NotKept, NotWritten, PasswordPlace
from softphone.settings.overrides import BadOverride
from softphone.settings.problems import Problem, has_errors

BACKUP = ".bak"


@dataclass(frozen=True)
class SettingsOffice:
    """The user's settings file, with the layers round it."""

    files: SettingsFiles
    keyring: SecretsPort = field(default_factory=KeyringSecrets)

    @property
    def file(self) -> Path:
        """The file that is written."""
        return self.files.user

    @property
    def is_there(self) -> bool:
        """Whether the user has a settings file."""
        return self.file.is_file()

    def load(self) -> Checked:
        """Read and check everything that is in force."""
        return self._checked(None)

    def text(self) -> str:
        """Read the file as it stands, to be shown, also where it is no text; empty where there is none."""
        try:
            return self._target.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def judge(self, changes: Sequence[Change]) -> Checked:
        """Check what would be in force after some changes; raises `NotWritten` where they cannot be made."""
        return self._checked(self._amended(changes))

    def judge_text(self, text: str) -> Checked:
        """Check what would be in force if this were the file."""
        return self._checked(text)

    def write(self, changes: Sequence[Change]) -> Checked:
        """Make some changes and say what is in force now; raises `NotWritten`, and then nothing is changed."""
        return self.write_text(self._amended(changes))

    def write_text(self, text: str) -> Checked:
        """Put a text in the file's place; what stood there before is kept beside it. Raises `NotWritten`."""
        checked = self._checked(text)
        if has_errors(checked.problems):
            raise NotWritten(str(next(one for one in checked.problems if one.severity == "error")))
        target = self._target
        try:
            if target.exists():
                replace_file(target.with_name(target.name + BACKUP), target.read_bytes())
            replace_file(target, text.encode())
        except OSError as error:
            raise NotWritten(f"{target}: {error.strerror or error}") from error
        return checked

    def password_place(self, account: str) -> PasswordPlace:
        """Tell where an account's password would be read from."""
        names = environment_names(self.load().settings or DEFAULTS)
        try:
            found = EnvironmentFirstSecrets(self.keyring, names).whereabouts(account)
        except SecretsUnavailable as error:
            return PasswordPlace("unknown", str(error))
        return PasswordPlace(found.place, found.detail)

    def keep_password(self, account: str, password: str) -> None:
        """Keep a password in the keyring; raises `NotKept`."""
        try:
            self.keyring.keep(account, Secret(password))
        except SecretsUnavailable as error:
            raise NotKept(str(error)) from None

    def forget_password(self, account: str) -> None:
        """Delete the password of an account that is gone; raises `NotKept` where the keyring does not answer."""
        try:
            self.keyring.forget(account)
        except SecretsUnavailable as error:
            raise NotKept(str(error)) from None

    def _amended(self, changes: Sequence[Change]) -> str:
        try:
            before = self._target.read_text(encoding="utf-8") if self._target.exists() else ""
            return amended(before, changes)
        except NotEditable as error:
            raise NotWritten(str(error)) from error
        except UnicodeDecodeError:
            raise NotWritten(f"{self.file}: the file is not UTF-8 text") from None
        except OSError as error:
            raise NotWritten(f"{self.file}: {error.strerror or error}") from error

    @property
    def _target(self) -> Path:
        """The file itself, where its name is a link."""
        return Path(os.path.realpath(self.file))

    def _checked(self, user_text: str | None) -> Checked:
        try:
            return self.files.load(user_text)
        except BadOverride as error:
            return Checked(None, (Problem("softphone", None, (), str(error)),))
