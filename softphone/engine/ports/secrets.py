"""Where passwords come from, in the engine's own words, and a value that cannot be shown by accident.

Passwords are kept by the operating system or given in the environment; never in a file of ours, a log, an argument
list or an exception.
"""

import hmac
from dataclasses import dataclass
from typing import Literal, NoReturn, Protocol, SupportsIndex

HIDDEN = "Secret(hidden)"


class Secret:
    """A password in memory. However it is printed, logged or formatted, only `reveal` shows it."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def reveal(self) -> str:
        """Return the password itself: for the library that needs it, at the last moment."""
        return self.__value

    def __repr__(self) -> str:
        return HIDDEN

    def __str__(self) -> str:
        return HIDDEN

    def __format__(self, _spec: str) -> str:
        return HIDDEN

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self.__value.encode(), other.__value.encode())

    __hash__ = None  # type: ignore[assignment]  # a key of a dictionary lives too long

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, _memo: object) -> "Secret":
        return self

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret is not to be stored")


class SecretsUnavailable(Exception):
    """Passwords cannot be kept or read now; the text says why and what to do, and holds no secret."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the password of an account is kept, if anywhere."""

    place: Literal["environment", "keyring", "nowhere"]
    detail: str = ""


class SecretsPort(Protocol):
    """Keeps one password per name. May wait for the desktop to unlock: not for the event loop's own thread."""

    def read(self, name: str) -> Secret | None:
        """Return the password; None where there is none. Raises `SecretsUnavailable`."""

    def keep(self, name: str, secret: Secret) -> None:
        """Keep a password, in the place of an older one. Raises `SecretsUnavailable`."""

    def forget(self, name: str) -> bool:
        """Delete a password; False where there was none. Raises `SecretsUnavailable`."""

    def whereabouts(self, name: str) -> Whereabouts:
        """Tell where the password is, without showing it. Raises `SecretsUnavailable`."""
