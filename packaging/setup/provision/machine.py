"""What set-up must know about the computer it runs on."""

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from provision.failure import SetupFailedError

GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Machine:
    """The operating system and what this user may do on it."""

    system: str
    version: str
    codename: str
    title: str
    architecture: str
    has_apt: bool
    root_prefix: tuple[str, ...] | None

    @property
    def is_expected(self) -> bool:
        """Tell whether set-up is meant for this system; others are tried, with a notice."""
        return (self.system, self.version) in {("debian", "12"), ("debian", "13"), ("ubuntu", "24.04")}


def look() -> Machine:
    """Look at the machine."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    return Machine(
        system=release.get("ID", sys.platform),
        version=release.get("VERSION_ID", ""),
        codename=release.get("VERSION_CODENAME", ""),
        title=release.get("PRETTY_NAME", platform.platform()),
        architecture=platform.machine(),
        has_apt=shutil.which("apt-get") is not None and shutil.which("dpkg-query") is not None,
        root_prefix=_root_prefix(),
    )


def _root_prefix() -> tuple[str, ...] | None:
    """Say what to put before a command so that root runs it; None when that cannot be had."""
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") is None:
        return None
    return ("sudo",) if sys.stdin.isatty() else ("sudo", "-n")


def cache_folder() -> Path:
    """Name the folder outside the tree that keeps what is expensive to make."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if given.startswith("/") else Path.home() / ".cache") / "softphone"


def require_room(place: Path, gigabytes: float, what: str) -> None:
    """Refuse to begin what the disk cannot hold."""
    existing = next(parent for parent in [place, *place.parents] if parent.exists())
    free = shutil.disk_usage(existing).free / GIGABYTE
    if free < gigabytes:
        raise SetupFailedError(
            f"the disk is too full for {what}: {existing} has {free:.1f} GB free, {gigabytes:.1f} GB are needed",
            "Make room, then run the same command again. XDG_CACHE_HOME moves the cache to another disk.",
        )
