"""A keyring of a test's own: passwords in a file, for engines that run as processes of their own."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

FILE = "TEST_KEYRING_FILE"


class FileKeyring(KeyringBackend):
    """Named by `PYTHON_KEYRING_BACKEND`; its file by `TEST_KEYRING_FILE`."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        found = _all().get(f"{service}/{username}")
        return str(found) if found is not None else None

    def set_password(self, service: str, username: str, password: str) -> None:
        file().write_text(json.dumps({**_all(), f"{service}/{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        file().write_text(json.dumps({key: value for key, value in _all().items() if key != f"{service}/{username}"}))


def file() -> Path:
    return Path(os.environ[FILE])


def _all() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(file().read_text())
    except FileNotFoundError:
        return {}
    return found
