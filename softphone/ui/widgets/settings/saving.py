"""The order in which what was entered is saved. Done in a thread: all of it may take a moment.

A password is kept before the file names its account, and forgotten only when the file no longer names it. Whatever
fails, an account in the file still has the password it had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from softphone.settings.amending import Change
from softphone.settings.checking import Checked
from softphone.settings.keeping import NotKept
from softphone.ui.ports import SettingsPort


@dataclass(frozen=True, slots=True)
class Saving:
    """What is to be saved."""

    changes: Sequence[Change]
    passwords: Mapping[str, str]
    removed: Sequence[str]
    """Accounts that go, with their passwords."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What is in force now, or what is wrong with what would be; then nothing was saved."""

    checked: Checked
    not_forgotten: NotKept | None = None
    """Why the password of an account that is gone is still in the keyring."""


def save(office: SettingsPort, what: Saving) -> Saved:
    """Check, keep, write, forget; raises `NotKept` or `NotWritten`, and then the file is as it was."""
    judged = office.judge(what.changes)
    if judged.settings is None:
        return Saved(judged)
    for account, password in what.passwords.items():
        office.keep_password(account, password)
    checked = office.write(what.changes) if what.changes else judged
    try:
        for account in what.removed:
            office.forget_password(account)
    except NotKept as error:
        return Saved(checked, error)
    return Saved(checked)
