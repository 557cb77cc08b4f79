"""Where the phone lives: the doors that are open and the accounts behind them. Both move when the network does.

Only the owner thread may use it. Which doors there should be is found out elsewhere, where waiting does no harm.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.endpoint import Library
from softphone.adapters.sip.network.account_config import config_of
from softphone.adapters.sip.network.accounts import AccountListener, LiveAccount
from softphone.adapters.sip.network.addresses import in_uri, place_of_uri
from softphone.adapters.sip.network.doors import Door, Doors, own_uri, uri_with_port
from softphone.adapters.sip.network.password_keeper import PasswordKeeper
from softphone.core.values import AccountName
from softphone.engine.ports.phone import PhoneUnavailable
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The doors there should be, and the files of certificates behind those of TLS."""

    doors: Doors
    certificates: Mapping[Door, str]


@dataclass(frozen=True, slots=True)
class AccountsAndPasswords:
    """Whose doors they are, and what opens the registrars' doors to them."""

    accounts: tuple[AccountSettings, ...]
    passwords: PasswordKeeper


class Premises:
    """Open doors, and accounts that use them."""

    def __init__(self, settings: Settings, known: AccountsAndPasswords, library: Library) -> None:
        self._settings = settings
        self._known = known
        self._tied: set[str] = set()
        self._library = library
        self._doors = Doors((), {})
        self._opened: dict[Door, tuple[int, int]] = {}
        self.accounts: dict[AccountName, LiveAccount] = {}

    @property
    def uri(self) -> str:
        """Where the phone itself can be reached, past every registrar: by its first account's door."""
        first = self._known.accounts[0]
        door = self._doors.of_account[first.name]
        return own_uri(self._with_port(first), door, self._opened[door][1])

    @property
    def own_places(self) -> list[str]:
        """All URIs that lead here: those of the accounts, and the open doors, whoever is asked for there."""
        doors = (f"sip:{in_uri(str(door.address))}:{port}" for door, (_, port) in self._opened.items())
        return [*(self._with_port(account).uri for account in self._known.accounts), *doors]

    @property
    def waking_place(self) -> tuple[str, int]:
        """Address and port at which a datagram wakes the stack."""
        door = self._doors.all[0]
        return str(door.address), self._opened[door][1]

    def open(self, where: Whereabouts, listener: AccountListener) -> None:
        """Open the doors and let the accounts in."""
        self._open_doors(where)
        for settings in self._known.accounts:
            name = AccountName(settings.name)
            if where.doors.is_tied(where.doors.of_account[settings.name]):
                self._tied.add(settings.name)
            account = LiveAccount(name, listener)
            account.create(self._config(settings))
            account.own_door = self._door_over_tcp(settings)
            self.accounts[name] = account

    def move(self, where: Whereabouts) -> bool:
        """Live where the network leads now; answers whether that is another place than before.

        A phone that cannot find its ways gets doors on loopback: rather than moving there it stays where it is.
        """
        before = self._doors
        if where.doors == before or where.doors.is_loopback_only:
            return False
        try:
            self._open_doors(where)
        except PhoneUnavailable as error:
            log.warning("the network has changed, but %s", error)
            return False
        for settings in self._known.accounts:
            if where.doors.of_account[settings.name] != before.of_account[settings.name]:
                self._tied.add(settings.name)
                account = self.accounts[AccountName(settings.name)]
                account.modify(self._config(settings))
                account.own_door = None
        return True

    def renew_password(self, name: AccountName) -> None:
        """From now on an account shows the password that is known of it now."""
        for settings in self._known.accounts:
            if settings.name == name:
                self.accounts[name].modify(self._config(settings))

    def tidy(self) -> None:
        """Close the doors that nobody uses any more."""
        for door in set(self._opened).difference(self._doors.all):
            try:
                self._library.close_door(self._opened.pop(door)[0])
            except pj.Error as error:
                log.debug("%s closes by itself: %s", door, error.reason)

    def leave(self) -> None:
        """Let all accounts go."""
        for account in self.accounts.values():
            account.shutdown()
        self.accounts.clear()

    def _open_doors(self, where: Whereabouts) -> None:
        for door in where.doors.all:
            if door not in self._opened:
                self._opened[door] = self._library.open_door(door, where.certificates.get(door, ""))
        self._doors = where.doors

    def _with_port(self, settings: AccountSettings) -> AccountSettings:
        if settings.registrar or place_of_uri(settings.uri).port:
            return settings
        return uri_with_port(settings, self._opened[self._doors.of_account[settings.name]][1])

    def _door_over_tcp(self, settings: AccountSettings) -> int | None:
        """PJSIP goes by UDP where a target says nothing; who is tied to a door has it always."""
        door = self._doors.of_account[settings.name]
        return self._opened[door][0] if door.kind == "tcp" and settings.name not in self._tied else None

    def _config(self, settings: AccountSettings) -> pj.AccountConfig:
        """Translate an account; only one that is tied to its door notices that the door is another one."""
        door = self._doors.of_account[settings.name]
        passwords = self._known.passwords.of(settings.name)
        transport = self._opened[door][0] if settings.name in self._tied else None
        return config_of(self._with_port(settings), self._settings, door, transport, passwords)
