"""The accounts' passwords as far as they could be read: a keyring may wait to be unlocked, the phone does not.

A password that comes late is used from then on. One that could not be read, or that nobody had kept, is read again
when a registrar misses it. Any thread may use this.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from softphone.adapters.sip.network.account_config import Passwords
from softphone.core.values import AccountName
from softphone.engine.ports.secrets import SecretsPort, SecretsUnavailable
from softphone.settings.sections.account import AccountSettings

PATIENCE_S = 2.0
DIALOG_S, PEACE_S = 1.0, 300.0
"""A failure that took so long was a person's, who closed the dialog: it does not come up again with every attempt."""
WAITS = "the keyring does not answer; it may be waiting to be unlocked"
Came = Callable[[AccountName], None]
Tell = Callable[[str], None]


class PasswordKeeper:
    """Reads in a thread of its own, one password at a time, which may wait for as long as it likes."""

    def __init__(
        self, accounts: Iterable[AccountSettings], secrets: SecretsPort, patience_s: float = PATIENCE_S
    ) -> None:
        by_speed = sorted(accounts, key=lambda account: account.password_env is None)
        self._accounts = {account.name: account for account in by_speed if _is_asked(account) or account.turn}
        self._secrets = secrets
        self._patience_s = patience_s
        self._known: dict[str, Passwords] = {}
        self._why: dict[str, str] = {}
        self._given: set[str] = set()
        self._late: set[str] = set()
        self._peace_until = self._wait_until = 0.0
        self._reader: threading.Thread | None = None
        self._came: Came | None = None
        self._tell: Tell | None = None
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Read all of them."""
        self._wait_until = time.monotonic() + self._patience_s
        if self._accounts:
            self._read(self._accounts.values())

    def wait(self) -> None:
        """Give the keyring a little time: a phone that knows its passwords registers at once."""
        if self._reader is not None:
            self._reader.join(max(0.0, self._wait_until - time.monotonic()))
        with self._lock:
            self._late = self._accounts.keys() - self._known.keys()
            self._why.update(dict.fromkeys(self._late, WAITS))

    def listen(self, came: Came, tell: Tell) -> None:
        """Have it told whose password comes late, and what people should know of those that are missing."""
        with self._lock:
            self._came, self._tell = came, tell
            missing, late = dict(self._why), self._late & self._known.keys()
        for name, why in missing.items():
            tell(_missing(name, why))
        for name in late:
            came(AccountName(name))

    def of(self, name: str) -> Passwords:
        """Tell what is known now."""
        return self._known.get(name) or Passwords(is_known=name not in self._accounts)

    @property
    def has_all(self) -> bool:
        """Whether every account that registers has one; what a keyring does not tell, it may well have."""
        found = [self.of(account.name) for account in self._accounts.values() if account.registrar]
        return all(one.account or not one.is_known for one in found)

    def given(self, name: AccountName, password: str) -> None:
        """Somebody has just entered an account's password: whatever is still being read is older."""
        with self._lock:
            self._given.add(name)
            self._known[name] = replace(self.of(name), account=password, is_known=True)
            self._why.pop(name, None)

    def missed(self, name: AccountName) -> str:
        """A registrar wants a password: where there is none, it is read again. Answers why there has been none."""
        account = self._accounts.get(name)
        if account and not self.of(name).account and time.monotonic() >= self._peace_until:
            self._read((account,))
        return self._why.get(name, "")

    def _read(self, accounts: Iterable[AccountSettings]) -> None:
        with self._lock:
            if self._reader is None or not self._reader.is_alive():
                self._reader = threading.Thread(target=self._ask_for, args=(tuple(accounts),), daemon=True)
                self._reader.name = "passwords"
                self._reader.start()

    def _ask_for(self, accounts: tuple[AccountSettings, ...]) -> None:
        for account in accounts:
            began_at = time.monotonic()
            try:
                self._heard(account.name, self._passwords(account), "")
            except SecretsUnavailable as error:
                if time.monotonic() - began_at > DIALOG_S:
                    self._peace_until = time.monotonic() + PEACE_S
                self._heard(account.name, Passwords(is_known=False), str(error))

    def _passwords(self, account: AccountSettings) -> Passwords:
        """Ask only for what some server will ask for: the keyring is slow, and may not be there at all."""
        return Passwords(
            self._secret(account.name) if _is_asked(account) else "",
            self._secret(f"{account.name}/turn") if account.turn else "",
        )

    def _secret(self, name: str) -> str:
        found = self._secrets.read(name)
        return found.reveal() if found else ""

    def _heard(self, name: str, passwords: Passwords, why: str) -> None:
        with self._lock:
            if name in self._given:
                passwords, why = replace(passwords, account=self._known[name].account, is_known=True), ""
            before = self._why.pop(name, "")
            if why:
                self._why[name] = why
            has_news = passwords != self._known.get(name, Passwords(is_known=False))
            self._known[name] = passwords
            came, tell = self._came, self._tell
        if tell and why != before:
            tell(_missing(name, why) if why else f"The password of account {name} can be read now.")
        if came and has_news:
            came(AccountName(name))


def _is_asked(account: AccountSettings) -> bool:
    return bool(account.registrar or account.proxy)


def _missing(name: str, why: str) -> str:
    return f"The password of account {name} cannot be read: {why}."
