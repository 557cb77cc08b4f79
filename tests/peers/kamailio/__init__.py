"""Kamailio as a peer: a registrar and presence server that others wrote. Everybody's password is the same.

Its log says what was published: for how long, in place of what, and how much.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.peers.process import PeerProcess, installed
from tests.peers.sockets import is_bound

HOST = "127.0.0.1"
PASSWORD = "pr3sence"  # noqa: S105 - of a test
TABLES = Path("/usr/share/kamailio/dbtext/kamailio")
USED = ("version", "presentity", "active_watchers", "watchers", "xcap")
_PUBLISHED = re.compile(r"PUBLISH expires=(\S+) replaces=(\S+) length=(\d+)$", re.MULTILINE)
_MISSING = "<null>"


@dataclass(frozen=True, slots=True)
class Published:
    """One PUBLISH that was let in: new ones replace nothing, and those that only last on say nothing."""

    expires_s: int | None
    replaces: str
    length: int

    @property
    def is_refresh(self) -> bool:
        """Whether it only makes last what was said before."""
        return bool(self.replaces) and not self.length and self.expires_s != 0

    @property
    def is_removal(self) -> bool:
        """Whether it takes back what was said."""
        return self.expires_s == 0


class Kamailio:
    """One kamailio on loopback."""

    def __init__(self, port: int, folder: Path, *, expires_s: int = 3600) -> None:
        self.port = port
        folder.mkdir(parents=True, exist_ok=True)
        program = installed("kamailio", "kamailio")
        if not any(Path("/usr/lib").glob("*/kamailio/modules/presence.so")):
            pytest.skip("kamailio has no presence (Debian package kamailio-presence-modules)")
        tables = folder / "tables"
        tables.mkdir(exist_ok=True)
        for name in USED:
            shutil.copy(TABLES / name, tables / name)
        config = folder / "kamailio.cfg"
        config.write_text(_config(port, tables, expires_s))
        places = ("-Y", folder, "-P", folder / "kamailio.pid", "-w", folder)
        memory = ("-m", "32", "-M", "4")
        self.process = PeerProcess("kamailio", [program, "-DD", "-E", *memory, *places, "-f", config], folder)

    @property
    def registrar(self) -> str:
        """Where to register."""
        return f"sip:{HOST}:{self.port}"

    def uri(self, user: str) -> str:
        """The address of a user."""
        return f"sip:{user}@{HOST}:{self.port}"

    def published(self) -> list[Published]:
        """Everything that was published so far."""
        return [_published(*said) for said in _PUBLISHED.findall(self.process.output())]

    async def ready(self) -> None:
        """Wait until it listens."""
        await self.process.ready(lambda: is_bound("udp", self.port, self.process.pid), "listens")

    async def stop(self) -> None:
        """End it."""
        await self.process.stop()


def _published(expires: str, replaces: str, length: str) -> Published:
    return Published(
        expires_s=None if expires == _MISSING else int(expires),
        replaces="" if replaces == _MISSING else replaces,
        length=int(length),
    )


def _config(port: int, tables: Path, expires_s: int) -> str:
    values = {"port": port, "realm": HOST, "password": PASSWORD, "expires_s": expires_s, "tables": tables}
    text = Path(__file__).with_name("kamailio.cfg").read_text()
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", str(value))
    return text
