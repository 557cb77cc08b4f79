"""Packages of the operating system: which are missing, and getting them from the machine's own sources."""

import re
import shutil
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from provision.commands import Work, answer, run
from provision.console import Step
from provision.failure import SetupFailedError
from provision.machine import Machine

LIST = Path(__file__).resolve().parents[1] / "packages.toml"
INSTALL = ("install", "-y", "--no-install-recommends", "--no-upgrade")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is needed; any of the packages, or a program of that name, will do."""

    packages: tuple[str, ...]
    program: str | None = None

    def __str__(self) -> str:
        """Name the need by its first choice."""
        return self.packages[0]


def needs(*groups: str, source: Path = LIST) -> list[Need]:
    """Read which packages some groups need."""
    table: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    found = []
    for line in (line for group in groups for line in table[group]):
        packages = tuple(part.strip() for part in line.split("|"))
        found.append(Need(packages, table["programs"].get(packages[0])))
    return found


def missing(wanted: Iterable[Need]) -> list[Need]:
    """Tell which needs are not met, asking dpkg once for all."""
    wanted = list(wanted)
    names = sorted({package for need in wanted for package in need.packages})
    known = answer(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names])
    installed = {line.split()[0] for line in known.splitlines() if line.endswith(" installed")}
    return [need for need in wanted if not _is_met(need, installed)]


def _is_met(need: Need, installed: set[str]) -> bool:
    """Tell whether one of the packages is installed, or the program is there."""
    return not installed.isdisjoint(need.packages) or bool(need.program and shutil.which(need.program))


def install(step: Step, lacking: Sequence[Need], machine: Machine, log: Path) -> list[Need]:
    """Install what this release has of it, and return what it does not have."""
    if not machine.has_apt:
        raise SetupFailedError(
            f"{machine.title} has no apt; these are needed: {', '.join(map(str, lacking))}",
            "Install them under the names that your system uses, then run the same command again.",
        )
    if machine.root_prefix is None:
        raise SetupFailedError(
            f"{len(lacking)} system packages are missing, and this user is neither root nor allowed to use sudo",
            f"Ask an administrator to run:\n    {command_line(lacking)}",
        )
    step.say("reading what this release offers")
    _apt(step, machine.root_prefix, log, "update")
    offered = {need: _offered(need) for need in lacking}
    chosen = [package for package in offered.values() if package]
    step.say(f"installing {len(chosen)} packages")
    if chosen:
        _apt(step, machine.root_prefix, log, *INSTALL, *chosen)
    return [need for need, package in offered.items() if package is None]


def command_line(lacking: Iterable[Need]) -> str:
    """Say what an administrator would type."""
    return f"apt-get install {' '.join(str(need) for need in lacking)}"


def _offered(need: Need) -> str | None:
    """Choose the first package of a need that this release really has."""
    for package in need.packages:
        candidate = re.search(r"Candidate: (\S+)", answer(["apt-cache", "policy", package]))
        if candidate and candidate[1] != "(none)":
            return package
    return None


def _apt(step: Step, prefix: Sequence[str], log: Path, *words: str) -> None:
    """Run apt-get without questions; it waits while another installation runs."""
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"]
    run(step, f"apt-get {words[0]}", [*prefix, *apt, *words], Work(log, progress=_progress))


def _progress(line: str) -> str | None:
    """Turn a line of apt into what is being done."""
    said = re.match(r"(Get:\d+|Unpacking|Setting up) .*?([a-z0-9][a-z0-9+.-]+)(?= \(| amd64| arm64|:amd64|$)", line)
    if said is None:
        return None
    doing = {"Unpacking": "unpacking", "Setting up": "setting up"}.get(said[1], "downloading")
    return f"{doing} {said[2]}" if doing != "downloading" else "downloading"
