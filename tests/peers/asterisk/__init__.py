"""Asterisk 22 as a peer: a PBX with phones, tones, a queue, a park, a mailbox and every refusal.

It runs from a folder into which Debian's packages were unpacked, through its own loader: `SOFTPHONE_ASTERISK`, or
`softphone/asterisk` in the user's cache. `etc/` holds the templates of its configuration; `extensions.conf` says
which number does what. Each instance has a folder of its own, so that no state outlives a test file.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.peers.asterisk.ami import Ami
from tests.peers.certificates import Authority
from tests.peers.process import PeerProcess
from tests.peers.tones import Sound, tone, write_wav
from tests.peers.wav import hear, recorded

HOST = "127.0.0.1"
HOLD_HZ, TONE_HZ, ANSWERED_HZ = 1300, 650, 850
TEMPLATES = Path(__file__).with_name("etc")
FOLDERS = ("etc", "lib/keys", "data/sounds", "spool/monitor", "spool/voicemail", "run", "log", "moh")


@dataclass(frozen=True, slots=True)
class AsteriskPorts:
    """The ports of one instance."""

    sip: int
    tls: int
    ami: int
    rtp: range


class Asterisk:
    """One running Asterisk."""

    def __init__(
        self,
        ports: AsteriskPorts,
        folder: Path,
        authority: Authority,
        *,
        certified_for: str = "DNS:localhost,IP:127.0.0.1",
        inband_keys: bool = False,
    ) -> None:
        self.ports, self.folder, self.authority = ports, folder, authority
        self._certified_for, self._inband_keys = certified_for, inband_keys
        self._tree = unpacked()
        self._write_configuration()
        self.process = PeerProcess(
            "asterisk", [*_program(self._tree), "-C", folder / "etc/asterisk.conf", "-fn"], folder
        )
        self._ami: Ami | None = None

    @property
    def ami(self) -> Ami:
        """The Manager interface."""
        assert self._ami is not None
        return self._ami

    @property
    def registrar(self) -> str:
        """The registrar's address for UDP and TCP."""
        return f"sip:{HOST}:{self.ports.sip}"

    def uri(self, extension: str) -> str:
        """What to dial to reach an extension."""
        return f"sip:{extension}@{HOST}:{self.ports.sip}"

    def tls_uri(self, extension: str) -> str:
        """What to dial to reach an extension over TLS; by name, which its certificate has as well."""
        return f"sip:{extension}@localhost:{self.ports.tls};transport=tls"

    async def ready(self) -> None:
        """Wait until it has booted and its Manager interface takes us."""
        await self.process.ready(lambda: "Asterisk Ready." in self.process.output(), "boots", within_s=20)
        self._ami = await Ami.open(self.ports.ami)

    async def registered(self, phone: str, *, within_s: float = 10.0) -> None:
        """Wait until a phone has registered."""
        created = ("Created", "Updated", "Reachable", "NonQualified")
        await self.ami.event(
            "ContactStatus",
            where=lambda event: event.get("AOR") == phone and event.get("ContactStatus") in created,
            within_s=within_s,
        )

    async def call(self, phone: str, then: str, **variables: str) -> None:
        """Ring a phone and connect it to an extension once it answers; variables become channel variables."""
        settings = ",".join(f"{key}={value}" for key, value in variables.items())
        await self.ami.ask(
            "Originate",
            Channel=f"Local/{phone}@dial/n",
            Context="phones",
            Exten=then,
            Priority="1",
            Async="true",
            Timeout="30000",
            CallerID='"Switch Board" <5550100>',
            Variable=settings,
        )

    def reads_keys(self) -> bool:
        """Tell whether extension 9630 has begun to wait for keys."""
        return any(event.get("UserEvent") == "Ready" for event in self.ami.events)

    def heard_so_far(self) -> list[Sound]:
        """What extension 9620 has heard, one sound per call."""
        files = sorted((self.folder / "spool/monitor").glob("heard-*.wav"))
        return [hear(file) for file in files if file.stat().st_size > 44]

    async def heard(self) -> Sound:
        """What extension 9620 heard in its only call, once that call is over."""
        (file,) = (self.folder / "spool/monitor").glob("heard-*.wav")
        (sound,) = await recorded(file)
        return sound

    async def stop(self) -> None:
        """End it."""
        if self._ami is not None:
            await self._ami.close()
        await self.process.stop(within_s=3)

    def _write_configuration(self) -> None:
        for name in FOLDERS:
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        share = self._tree / "usr/share/asterisk"
        (self.folder / "data/sounds/en").symlink_to(next((share / "sounds").glob("en*")))
        (self.folder / "data/documentation").symlink_to(share / "documentation")
        write_wav(self.folder / "moh/hold.wav", tone(HOLD_HZ, 20))
        certificate = self.authority.certificate("pbx", alternatives=self._certified_for)
        values = {
            "run": self.folder,
            "tree": self._tree,
            "triplet": _libraries(self._tree).name,
            "sip_port": self.ports.sip,
            "tls_port": self.ports.tls,
            "ami_port": self.ports.ami,
            "rtp_first": self.ports.rtp[0],
            "rtp_last": self.ports.rtp[-1],
            "certificate": certificate.cert,
            "key": certificate.key,
            "hold_hz": HOLD_HZ,
            "dtmf_mode": "inband" if self._inband_keys else "auto_info",
        }
        for template in TEMPLATES.glob("*.conf"):
            text = template.read_text()
            for name, value in values.items():
                text = text.replace(f"{{{{{name}}}}}", str(value))
            (self.folder / "etc" / template.name).write_text(text)


def unpacked() -> Path:
    """Find the folder with the unpacked Asterisk, or skip the test."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    tree = Path(os.environ.get("SOFTPHONE_ASTERISK") or cache / "softphone/asterisk")
    if not (tree / "usr/sbin/asterisk").exists():
        pytest.skip(f"Asterisk 22 is not unpacked in {tree}: make setup")
    return tree


def _libraries(tree: Path) -> Path:
    return next((tree / "usr/lib").glob("*-linux-gnu"))


def _program(tree: Path) -> list[str | Path]:
    libraries = _libraries(tree)
    loader = next(libraries.glob("ld-linux*.so.*"), None) or next((tree / "lib64").glob("ld-linux*.so.*"))
    assert shutil.which(loader), f"{loader} cannot be run"
    return [loader, "--library-path", libraries, tree / "usr/sbin/asterisk"]
