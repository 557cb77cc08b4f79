"""Compares source archives by what is compiled from them, whoever packed them and left whatever else out."""

import hashlib
import tarfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path


def fingerprint(archive: Path, compared: Sequence[str], ignored: Sequence[str]) -> str:
    """Make one checksum of the names and contents of the compared files, without the archive's top folder."""
    whole = hashlib.sha256()
    for name, content in sorted(_files(archive)):
        if _is_under(name, compared) and not any(fnmatchcase(name, pattern) for pattern in ignored):
            whole.update(f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()


def _files(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Read every plain file of an archive."""
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None:
                yield member.name.partition("/")[2], content.read()


def _is_under(name: str, places: Sequence[str]) -> bool:
    """Tell whether a name is one of the places, lies below it, or matches its pattern."""
    return any(name == place or name.startswith(f"{place}/") or fnmatchcase(name, place) for place in places)
