"""A keyring in memory, which can be locked."""

from dataclasses import dataclass, field

from softphone.engine.ports.secrets import Secret, SecretsUnavailable, Whereabouts


@dataclass
class KnownPasswords:
    """Keeps passwords for as long as a test runs."""

    known: dict[str, str] = field(default_factory=dict)
    is_locked: bool = False

    def read(self, name: str) -> Secret | None:
        """Give it."""
        self._open()
        return Secret(self.known[name]) if name in self.known else None

    def keep(self, name: str, secret: Secret) -> None:
        """Keep it."""
        self._open()
        self.known[name] = secret.reveal()

    def forget(self, name: str) -> bool:
        """Delete it."""
        self._open()
        return self.known.pop(name, None) is not None

    def whereabouts(self, name: str) -> Whereabouts:
        """Tell whether it is here."""
        self._open()
        return Whereabouts("keyring" if name in self.known else "nowhere", "test")

    def _open(self) -> None:
        if self.is_locked:
            raise SecretsUnavailable("the keyring is locked")
