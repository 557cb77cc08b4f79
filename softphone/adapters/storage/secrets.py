"""Passwords for the settings' accounts: from the environment where the settings name a variable, else from the keyring.

The TURN relay of an account has a password of its own, under the name `ACCOUNT/turn`.
"""

import os
from collections.abc import Mapping

from softphone.engine.ports.secrets import Secret, SecretsPort, SecretsUnavailable, Whereabouts
from softphone.settings import Settings

TURN = "/turn"


def environment_names(settings: Settings) -> Mapping[str, str]:
    """Return the environment variables that the settings name, by the name of the password."""
    names: dict[str, str] = {}
    for account in settings.accounts:
        if account.password_env is not None:
            names[account.name] = account.password_env
        if account.turn is not None and account.turn.password_env is not None:
            names[account.name + TURN] = account.turn.password_env
    return names


class EnvironmentFirstSecrets:
    """Reads a password from the environment where a variable is named and set; everything else is the keyring's."""

    def __init__(
        self, keyring: SecretsPort, variables: Mapping[str, str], environment: Mapping[str, str] = os.environ
    ) -> None:
        self._keyring = keyring
        self._variables = variables
        self._environment = environment

    def read(self, name: str) -> Secret | None:
        """Return the password; None where there is none."""
        value = self._environment.get(self._variables.get(name, ""))
        return self._keyring.read(name) if value is None else Secret(value)

    def keep(self, name: str, secret: Secret) -> None:
        """Keep a password in the keyring."""
        self._keyring.keep(name, secret)

    def forget(self, name: str) -> bool:
        """Delete a password from the keyring."""
        return self._keyring.forget(name)

    def whereabouts(self, name: str) -> Whereabouts:
        """Tell where the password would be read from."""
        variable = self._variables.get(name, "")
        if variable in self._environment:
            return Whereabouts("environment", variable)
        try:
            return self._keyring.whereabouts(name)
        except SecretsUnavailable as error:
            missing = f"; the environment variable {variable} is not set" if variable else ""
            raise SecretsUnavailable(f"{error}{missing}") from None
