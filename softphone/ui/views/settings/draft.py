"""What was entered in the settings dialog and is not saved yet. Pure: each step gives a new draft."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from softphone.settings.amending import AccountRemoval, Amendment, Change
from softphone.settings.checking import Checked
from softphone.settings.schema import DEFAULTS
from softphone.ui.views.language import Language
from softphone.ui.views.settings.entering import Entered, as_entered, judged
from softphone.ui.views.settings.fields import place_of
from softphone.ui.views.settings.plan import Names
from softphone.ui.views.settings.wording import said

NEW_ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Draft:
    """Entered values by the names of their settings, and accounts that come or go."""

    entered: Mapping[Names, Entered] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    passwords: frozenset[str] = frozenset()
    """Accounts with a new password; the passwords themselves are not kept here."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""
        return not (self.entered or self.added or self.removed or self.passwords)


def with_entry(draft: Draft, names: Names, entered: Entered, checked: Checked) -> Draft:
    """Note what was entered; what stands there anyway is no change."""
    rest = {key: value for key, value in draft.entered.items() if key != names}
    stands = as_entered(place_of(names, checked.settings or DEFAULTS).value)
    return replace(draft, entered=rest if entered == stands else {**rest, names: entered})


def account_names(draft: Draft, checked: Checked) -> tuple[str, ...]:
    """Name the accounts as they will be."""
    known = (account.name for account in (checked.settings or DEFAULTS).accounts)
    return (*(name for name in known if name not in draft.removed), *draft.added)


def with_account(draft: Draft, checked: Checked) -> tuple[Draft, str]:
    """Add an account under a name that is free."""
    taken = {*account_names(draft, checked), *draft.removed}
    numbers = iter(range(1, len(taken) + 2))
    name = next(name for number in numbers if (name := f"{NEW_ACCOUNT}{number}") not in taken)
    return replace(draft, added=(*draft.added, name)), name


def without_account(draft: Draft, name: str) -> Draft:
    """Take an account out, and what was entered for it."""
    entered = {key: value for key, value in draft.entered.items() if key[:2] != ("account", name)}
    passwords = draft.passwords - {name}
    if name in draft.added:
        added = tuple(one for one in draft.added if one != name)
        return replace(draft, entered=entered, added=added, passwords=passwords)
    return replace(draft, entered=entered, removed=(*draft.removed, name), passwords=passwords)


def with_password(draft: Draft, account: str, *, is_new: bool) -> Draft:
    """Note that an account has a new password, or has none any more."""
    passwords = draft.passwords | {account} if is_new else draft.passwords - {account}
    return replace(draft, passwords=passwords)


def carried_over(draft: Draft, checked: Checked) -> Draft:
    """Keep what was entered when the file becomes another, but for accounts that are gone and what stands there now."""
    known = {account.name for account in (checked.settings or DEFAULTS).accounts}
    added = tuple(name for name in draft.added if name not in known)
    accounts = (known | {*added}) - {*draft.removed}
    kept = replace(
        draft,
        entered={},
        added=added,
        removed=tuple(name for name in draft.removed if name in known),
        passwords=draft.passwords & accounts,
    )
    for names, entered in draft.entered.items():
        if names[0] != "account" or names[1] in accounts:
            kept = with_entry(kept, names, entered, checked)
    return kept


def changes(draft: Draft, checked: Checked, say: Language) -> tuple[Change, ...]:
    """Say what is to be written; what is no value of its setting is left out, see `faults_of`."""
    return (*map(AccountRemoval, draft.removed), *_amendments(draft, checked, say))


def account_values(account: str, made: Iterable[Change]) -> Mapping[str, object]:
    """Give the plain settings of an account out of some changes, for an attempt to register with them."""
    return {
        change.names[2]: change.value
        for change in made
        if isinstance(change, Amendment) and change.names[:2] == ("account", account) and len(change.names) == 3
        if change.value is not None and change.names[2] != "name"
    }


def _amendments(draft: Draft, checked: Checked, say: Language) -> Iterator[Change]:
    settings = checked.settings or DEFAULTS
    for name in draft.added:
        if not any(names[:2] == ("account", name) for names in draft.entered):
            yield Amendment(("account", name, "name"), name)
    for names, entered in draft.entered.items():
        found = judged(entered, place_of(names, settings).info, say)
        if not found.fault:
            yield Amendment(names, found.value)


def faults_of(draft: Draft, checked: Checked, say: Language) -> Mapping[Names, str]:
    """Say what was entered wrongly, by the names of the settings."""
    settings = checked.settings or DEFAULTS
    found = {
        names: judged(entered, place_of(names, settings).info, say).fault for names, entered in draft.entered.items()
    }
    return {names: fault for names, fault in found.items() if fault}


def found_in(after: Checked, say: Language) -> Mapping[Names, str]:
    """Name what the check of the whole file found, by the settings that the dialog shows."""
    accounts = [account.get("name", "") for account in after.pile.content.get("account", ())]
    found: dict[Names, str] = {}
    for problem in after.problems:
        if problem.severity == "error" and problem.path:
            found.setdefault(_names(problem.path, accounts), said(problem.text, say))
    return found


def _names(path: tuple[str | int, ...], accounts: list[str]) -> Names:
    named: list[str] = []
    for step in path:
        if isinstance(step, int):
            if path[0] != "account" or len(named) != 1:
                break
            named.append(accounts[step] if step < len(accounts) else "")
        else:
            named.append(step)
    return tuple(named)
