"""A keyring that has to be unlocked first, as the desktop's own after an automatic login."""

import time
from pathlib import Path

from keyring.errors import KeyringLocked

from tests.fakes.keyring_file import FileKeyring, file

POLL_S = 0.02


class LockedKeyring(FileKeyring):
    """Says nothing while its dialog is open; whoever dismisses that, or unlocks it, makes the file of that name."""

    def get_password(self, service: str, username: str) -> str | None:
        beside("asked").touch()
        while not beside("unlocked").exists():
            if beside("dismissed").exists():
                raise KeyringLocked
            time.sleep(POLL_S)  # a keyring blocks whoever asks it
        return super().get_password(service, username)


def beside(name: str) -> Path:
    return file().with_name(name)
