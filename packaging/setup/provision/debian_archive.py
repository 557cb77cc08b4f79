"""A private view of Debian's archive: packages of another release, apart from what this machine has installed.

The mirror is the machine's own, apt checks the signatures. Needs no root and changes nothing outside its folder.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from provision.commands import Work, answer, run
from provision.console import Step
from provision.failure import SetupFailedError
from provision.machine import Machine

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
FETCH = "/usr/lib/apt/apt-helper"


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the archive, with the checksum that the signed index gives for it."""

    uri: str
    name: str
    checksum: str


@dataclass(frozen=True, slots=True)
class DebianArchive:
    """An opened view of some releases ("sid", "bookworm")."""

    folder: Path
    log: Path

    @classmethod
    def open(cls, step: Step, machine: Machine, lines: Sequence[str], folder: Path, log: Path) -> "DebianArchive":
        """Read the index of what `lines` name, each like "deb sid" or "deb-src bookworm"."""
        mirror = mirror_of(machine)
        if mirror is None:
            raise SetupFailedError(
                "no Debian mirror in this machine's apt sources",
                f"Debian's archive is used by its mirror and the keys in {KEYRING}; {machine.title} lacks one of them.",
            )
        archive = cls(folder, log)
        archive._prepare([f"{line.replace(' ', f' [signed-by={KEYRING}] {mirror} ', 1)} main" for line in lines])
        step.say("reading the index of Debian's archive")
        archive._run(step, "update")
        return archive

    def _prepare(self, sources: Sequence[str]) -> None:
        """Make the folders that apt expects, and an empty list of installed packages."""
        for part in ("state/lists/partial", "cache/archives/partial"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        (self.folder / "status").touch()
        (self.folder / "sources.list").write_text("\n".join(sources) + "\n", encoding="utf-8")
        settings = settings_for(self.folder, answer(["apt-config", "dump"]))
        (self.folder / "apt.conf").write_text(settings, encoding="utf-8")

    def download_closure(self, step: Step, packages: Sequence[str]) -> list[Path]:
        """Download packages with everything they depend on."""
        step.say("downloading from Debian's archive")
        self._run(step, "install", "-y", "--no-install-recommends", "--download-only", *packages)
        return sorted((self.folder / "cache/archives").glob("*.deb"))

    def sources_of(self, package: str) -> list[Download]:
        """Name the files of a source package in its newest version here."""
        listing = answer([*self._apt(), "--print-uris", "source", package])
        return [
            Download(*found)
            for found in re.findall(r"^'(\S+)' (\S+) \d+ (SHA256:\w+|SHA512:\w+)", listing, re.MULTILINE)
        ]

    def fetch(self, step: Step, file: Download, target: Path) -> None:
        """Download one file and check it."""
        step.say(f"downloading {file.name}")
        command = [*self._with_own_settings(), FETCH, "download-file", file.uri, str(target), file.checksum]
        run(step, f"download of {file.name}", command, Work(self.log))

    def _run(self, step: Step, *words: str) -> None:
        run(step, f"apt-get {words[0]} (private)", [*self._apt(), *words], Work(self.log))

    def _apt(self) -> list[str]:
        return [*self._with_own_settings(), "apt-get", "-q"]

    def _with_own_settings(self) -> list[str]:
        return ["env", f"APT_CONFIG={self.folder / 'apt.conf'}"]


def settings_for(folder: Path, machine_settings: str) -> str:
    """Write apt's settings for one folder: of the machine's own only how to reach a server, none of its hooks."""
    kept = re.findall(r'^Acquire::(?!IndexTargets|Languages|GzipIndexes)\S+ "[^"]*";$', machine_settings, re.MULTILINE)
    own = {
        "Dir::Etc::main": "/dev/null",
        "Dir::Etc::parts": "/dev/null",
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferences": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Dir::State": folder / "state",
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "Acquire::Languages": "none",
        "Acquire::Check-Valid-Until": "false",
        "Acquire::Check-Date": "false",
        "APT::Sandbox::User": "root",
        "APT::Update::Error-Mode": "any",
    }
    return "\n".join([*kept, *(f'{key} "{value}";' for key, value in own.items())]) + "\n"


def mirror_of(machine: Machine) -> str | None:
    """Find where this machine gets Debian from, by asking its own apt."""
    if machine.system != "debian" or not KEYRING.exists():
        return None
    form = "$(RELEASE) $(COMPONENT) $(REPO_URI)"
    targets = answer(["apt-get", "indextargets", "--format", form, "Identifier: Packages"])
    return mirror_in(targets, machine.codename)


def mirror_in(targets: str, codename: str) -> str | None:
    """Choose the mirror of the release itself from apt's list; updates and third parties live elsewhere."""
    for line in targets.splitlines():
        release, component, uri = (*line.split(" ", 2), "", "", "")[:3]
        if release == codename and component == "main":
            return uri.rstrip("/")
    return None
