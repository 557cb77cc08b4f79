"""How clients find the engine: a file that only the user can read, and a lock that makes one engine per user.

The lock is the truth about who runs; the file says how to reach it. A file without a living engine is stale and is
passed over.
"""

import os
import secrets
import sys
import warnings
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

RUNTIME_DIR = "SOFTPHONE_RUNTIME_DIR"
FILE = "engine.json"
LOCK = "engine.lock"


class RunningEngine(msgspec.Struct, frozen=True):
    """What a client has to know to reach the engine."""

    pid: int
    bridge: str
    token: str
    version: str

    def __repr__(self) -> str:
        """Leave the token out of logs and tracebacks."""
        return f"RunningEngine(pid={self.pid}, bridge={self.bridge!r}, version={self.version!r})"


class EngineRuns(Exception):
    """Another engine of this user runs with the same runtime directory."""


class RuntimeUnusable(Exception):
    """The runtime directory cannot be made or cannot be trusted."""


def runtime_dir() -> Path:
    """Name the directory for this user's engine."""
    if chosen := os.environ.get(RUNTIME_DIR):
        return Path(chosen)
    if given := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(given) / "softphone"
    from platformdirs import user_runtime_path  # noqa: PLC0415 - scripts that set one of the two start faster

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the fall-back, whose owner and mode are checked here
        return user_runtime_path("softphone", appauthor=False)


def mint_token() -> str:
    """Make the secret that clients have to show."""
    return secrets.token_urlsafe(32)


def find_engine(folder: Path) -> RunningEngine | None:
    """Read who runs; None where nobody does, or the file is stale."""
    try:
        found = msgspec.json.decode((folder / FILE).read_bytes(), type=RunningEngine)
    except (OSError, msgspec.DecodeError):
        return None
    return found if _is_alive(found.pid) else None


class Tenancy:
    """The runtime directory while an engine has it: one at a time, and nobody else reads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: IO[bytes] | None = None

    def take(self) -> None:
        """Take the directory; raises `EngineRuns` or `RuntimeUnusable`."""
        _make_private(self.folder)
        lock = (self.folder / LOCK).open("ab")
        try:
            _lock(lock)
        except OSError as held:
            lock.close()
            raise EngineRuns(self._says()) from held
        self._lock = lock

    def publish(self, engine: RunningEngine) -> Path:
        """Write the file, whole or not at all."""
        path, draft = self.folder / FILE, self.folder / f"{FILE}.{engine.pid}"
        with suppress(FileNotFoundError):
            draft.unlink()
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(engine))
        draft.replace(path)
        return path

    def leave(self) -> None:
        """Give the directory back. Calling it twice changes nothing."""
        if self._lock is None:
            return
        with suppress(OSError):
            (self.folder / FILE).unlink()
        self._lock.close()
        self._lock = None

    def _says(self) -> str:
        """Say who has the directory."""
        other = find_engine(self.folder)
        who = f"the engine with pid {other.pid} ({other.bridge})" if other else "another engine"
        return f"A softphone engine runs already: {who} has {self.folder}."


def _make_private(folder: Path) -> None:
    """Make the directory, or make sure that it is ours alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            if folder.stat().st_uid != os.geteuid():
                raise RuntimeUnusable(f"{folder} belongs to another user.")
            folder.chmod(0o700)
    except OSError as wrong:
        raise RuntimeUnusable(f"{folder} cannot be used: {wrong.strerror or wrong}.") from wrong


def _is_alive(pid: int) -> bool:
    """Tell whether a process may still run; where asking would disturb it (Windows), suppose so."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _lock(file: IO[bytes]) -> None:
    """Take the lock or raise OSError; the system lets it go when the process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists there only

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - exists here only

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
