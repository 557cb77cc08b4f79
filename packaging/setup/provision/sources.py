"""Gets the source archives of the wheel, from the nearest place that has them, and checks what it got.

Order: a folder that was given, the cache, Debian's source packages through this machine's mirror, the authors' release.
"""

import hashlib
import os
import tomllib
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from provision.archive_tree import fingerprint
from provision.console import Step
from provision.debian_archive import DebianArchive
from provision.failure import SetupFailedError, from_os_error
from provision.machine import Machine

GIVEN = "SOFTPHONE_SOURCES"
SECONDS_WITHOUT_AN_ANSWER = 30


@dataclass(frozen=True, slots=True)
class Source:
    """One archive that is needed, and how the right one is known."""

    debian: str
    release: str
    file: str
    sha256: str
    upstream: str
    tree: str
    compared: Sequence[str]
    not_in_debian: Sequence[str]

    def is_genuine(self, archive: Path) -> bool:
        """Tell whether this is the archive that was tried, or one with the same files in it."""
        return sha256(archive) == self.sha256 or self.tree == fingerprint(archive, self.compared, self.not_in_debian)


@dataclass(frozen=True, slots=True)
class Place:
    """Where archives are kept, and where the talk of the programs that fetch them goes."""

    cache: Path
    work: Path
    log: Path


def read(listing: Path) -> dict[str, Source]:
    """Read which archives are needed."""
    table = tomllib.loads(listing.read_text(encoding="utf-8"))
    return {name: Source(**entry) for name, entry in table.items()}


def provide(step: Step, machine: Machine, source: Source, place: Place) -> Path:
    """Return the archive; say plainly what is missing when nobody has it."""
    for archive in _at_hand(source, place):
        return archive
    failures = []
    for fetch in (_from_debian, _from_upstream):
        try:
            return fetch(step, machine, source, place)
        except SetupFailedError as failed:
            failures.append(f"{failed.what}. {failed.advice}".strip())
        except OSError as error:
            failures.append(f"{source.upstream}: {from_os_error(error).advice or error}")
    raise SetupFailedError(
        f"a source of the pjsua2 wheel is not available: {source.file}",
        "Tried Debian's archive, then the authors' release:\n    "
        + "\n    ".join(failures)
        + f"\nIf you have the file from another machine, put it into a folder and set {GIVEN} to that folder.",
    )


def sha256(archive: Path) -> str:
    """Make the checksum of a file."""
    with archive.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _at_hand(source: Source, place: Place) -> Iterator[Path]:
    """Find archives that are already here: given ones when genuine, cached ones as they were checked when they came."""
    given = os.environ.get(GIVEN)
    for archive in sorted(Path(given).glob("*.tar.*")) if given else []:
        if source.is_genuine(archive):
            yield archive
    for archive in sorted(place.cache.glob("*.tar.*")):
        vouched = archive.with_suffix(".vouched")
        checksum = sha256(archive)
        is_vouched = archive.match(source.file) and vouched.exists() and vouched.read_text() == checksum
        if is_vouched or checksum == source.sha256:
            yield archive


def _from_debian(step: Step, machine: Machine, source: Source, place: Place) -> Path:
    """Download one file of a source package; a newer version than the tried one is taken, and said so."""
    archive = DebianArchive.open(step, machine, [f"deb-src {source.release}"], place.work, place.log)
    for file in archive.sources_of(source.debian):
        if Path(file.name).match(source.file):
            place.cache.mkdir(parents=True, exist_ok=True)
            target = place.cache / file.name
            archive.fetch(step, file, target)
            checksum = sha256(target)
            target.with_suffix(".vouched").write_text(checksum, encoding="ascii")
            if checksum != source.sha256:
                step.note(f"Debian has moved on to {file.name}: apt has verified it, but it was never tested")
            return target
    raise SetupFailedError(f"Debian's {source.release} no longer has {source.file} of {source.debian}")


def _from_upstream(step: Step, _machine: Machine, source: Source, place: Place) -> Path:
    """Download the authors' release archive; its files must be the tried ones."""
    place.cache.mkdir(parents=True, exist_ok=True)
    name = source.upstream.rsplit("/", 1)[1]
    target = place.cache / f"{source.debian}-upstream-{name}"
    step.say(f"downloading {source.upstream}")
    with urllib.request.urlopen(source.upstream, timeout=SECONDS_WITHOUT_AN_ANSWER) as answer:  # noqa: S310 - https, fixed
        target.write_bytes(answer.read())
    if not source.is_genuine(target):
        target.unlink()
        raise SetupFailedError(f"{source.upstream} contains other files than those that were tested; not used")
    return target
