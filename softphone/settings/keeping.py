"""What there is to say of settings and passwords that are kept: where a password is, or that something was not kept."""

from dataclasses import dataclass
from typing import Literal


class NotWritten(Exception):
    """The settings file stays as it was; the text says why."""


class NotKept(Exception):
    """A password is not in the keyring; the text says why and what to do, and holds no secret."""


@dataclass(frozen=True, slots=True)
class PasswordPlace:
    """Where the password of an account is; `detail` is the keyring, the variable, or why nobody can tell."""

    place: Literal["environment", "keyring", "nowhere", "unknown"]
    detail: str = ""
