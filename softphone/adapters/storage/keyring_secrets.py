"""Passwords in the operating system's keyring, through the `keyring` library."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from softphone.engine.ports.secrets import Secret, SecretsUnavailable, Whereabouts

SERVICE = "softphone"
ADVICE = (
    "start a keyring service (gnome-keyring, KWallet, the keyring of Windows or macOS), or put the password into an "
    "environment variable and name that in the account's password_env"
)
_INSECURE = ("keyrings.alt.file", "keyring.backends.null")
"""Backends that keep passwords in readable files, or only pretend to keep them."""


class KeyringSecrets:
    """Keeps each password under its account's name. The library is loaded when it is first needed: it takes long."""

    def read(self, name: str) -> Secret | None:
        """Return the password; None where there is none."""
        with _keyring() as keyring:
            value = keyring.get_password(SERVICE, name)
        return None if value is None else Secret(value)

    def keep(self, name: str, secret: Secret) -> None:
        """Keep a password, in the place of an older one, and see that it is really there."""
        with _keyring() as keyring:
            keyring.set_password(SERVICE, name, secret.reveal())
            is_kept = keyring.get_password(SERVICE, name) == secret.reveal()
        if not is_kept:
            raise SecretsUnavailable(f"the keyring did not keep the password; {ADVICE}")

    def forget(self, name: str) -> bool:
        """Delete a password; False where there was none."""
        with _keyring() as keyring:
            if keyring.get_password(SERVICE, name) is None:
                return False
            keyring.delete_password(SERVICE, name)
        return True

    def whereabouts(self, name: str) -> Whereabouts:
        """Tell whether the keyring has a password of this name, and which keyring it is."""
        with _keyring() as keyring:
            backend = keyring.get_keyring().name
            is_there = keyring.get_password(SERVICE, name) is not None
        return Whereabouts("keyring", backend) if is_there else Whereabouts("nowhere", backend)


@contextmanager
def _keyring() -> Iterator[ModuleType]:
    """Lend the library, and say in our words what went wrong. Nothing of its errors but the kind is repeated."""
    keyring = importlib.import_module("keyring")
    backend = type(keyring.get_keyring())
    if backend.__module__.startswith("keyring.backends.fail"):
        raise SecretsUnavailable(f"this machine has no keyring service that answers; {ADVICE}")
    if backend.__module__.startswith(_INSECURE):
        raise SecretsUnavailable(f"the keyring {backend.__module__} does not keep passwords safely; {ADVICE}")
    try:
        yield keyring
    except keyring.errors.KeyringLocked:
        raise SecretsUnavailable(f"the keyring is locked; unlock it, or {ADVICE}") from None
    except _errors(keyring) as error:
        raise SecretsUnavailable(f"the keyring failed ({type(error).__name__}); {ADVICE}") from None


def _errors(keyring: ModuleType) -> tuple[type[Exception], ...]:
    """Name the library's errors, and those that it lets through from below on Linux."""
    below = (("secretstorage.exceptions", "SecretStorageException"), ("jeepney", "DBusErrorResponse"))
    loaded = [getattr(sys.modules[module], name) for module, name in below if module in sys.modules]
    return (keyring.errors.KeyringError, OSError, *loaded)
