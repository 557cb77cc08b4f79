"""Keep SIP passwords in the keyring of this desktop.

A password is typed without being shown, or read from standard input; it is never an argument, because arguments can be
read by every user of the machine.
"""

import argparse
import getpass
import sys
from collections.abc import Callable

from softphone.adapters.storage.keyring_secrets import KeyringSecrets
from softphone.adapters.storage.secrets import TURN, EnvironmentFirstSecrets, environment_names
from softphone.engine.ports.secrets import Secret, SecretsPort, SecretsUnavailable
from softphone.settings import DEFAULTS, Settings
from softphone.verbs import settings_options

_DONE = 0
_REFUSED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe what can be done with passwords."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for action, purpose in (
        ("set", "ask for a password and keep it (or read it from standard input)"),
        ("delete", "delete a password"),
        ("status", "tell where the password would be read from"),
    ):
        parser_of_action = actions.add_parser(action, help=purpose)
        parser_of_action.add_argument(
            "account", metavar="ACCOUNT", help=f"name of the account in the settings (ACCOUNT{TURN} for its TURN relay)"
        )
        settings_options.add_options(parser_of_action)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for; what cannot be done is said on stderr."""
    settings = settings_options.load(args).settings
    if settings is not None and not _is_known(args.account, settings):
        sys.stderr.write(f"note: the settings have no account {args.account!r}\n")
    secrets = EnvironmentFirstSecrets(KeyringSecrets(), environment_names(settings or DEFAULTS))
    actions: dict[str, Callable[[SecretsPort, str], int]] = {"set": _set, "delete": _delete, "status": _status}
    try:
        return actions[args.action](secrets, args.account)
    except SecretsUnavailable as error:
        sys.stderr.write(f"softphone secret: {error}\n")
        return _REFUSED


def _is_known(name: str, settings: Settings) -> bool:
    """Tell whether the settings have this account, or this relay."""
    return any(
        name == account.name or (name == account.name + TURN and account.turn is not None)
        for account in settings.accounts
    )


def _set(secrets: SecretsPort, account: str) -> int:
    """Ask for a password and keep it."""
    secret = _asked(account) if sys.stdin.isatty() else Secret(sys.stdin.readline().rstrip("\r\n"))
    if not secret:
        sys.stderr.write("softphone secret: an empty password is not stored\n")
        return _REFUSED
    secrets.keep(account, secret)
    sys.stderr.write(f"the password of {account} is in the keyring\n")
    return _DONE


def _asked(account: str) -> Secret:
    """Read a password from the terminal without showing it."""
    return Secret(getpass.getpass(f"SIP password of {account}: "))


def _delete(secrets: SecretsPort, account: str) -> int:
    """Delete a password."""
    if secrets.forget(account):
        sys.stderr.write(f"the password of {account} is deleted\n")
        return _DONE
    sys.stderr.write(f"softphone secret: the keyring has no password of {account}\n")
    return _REFUSED


def _status(secrets: SecretsPort, account: str) -> int:
    """Tell where the password would be read from; 1 where there is none."""
    found = secrets.whereabouts(account)
    if found.place == "nowhere":
        sys.stdout.write(f"{account}: no password ({found.detail})\n")
        return _REFUSED
    sys.stdout.write(f"{account}: in the {found.place} ({found.detail})\n")
    return _DONE
