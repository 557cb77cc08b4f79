"""Remembers by content, not by date, that something was done."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(*parts: str | bytes) -> str:
    """Make one short fingerprint of several texts; their borders count."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        whole.update(len(content).to_bytes(8, "big") + content)
    return whole.hexdigest()[:16]


def digest_of_files(files: Iterable[Path], *more: str) -> str:
    """Make one fingerprint of files, by name and content."""
    parts: list[str | bytes] = [*more]
    for file in sorted(files):
        parts += [file.name, file.read_bytes()]
    return digest(*parts)


def is_current(stamp: Path, fingerprint: str) -> bool:
    """Tell whether the thing beside the stamp was made from exactly this."""
    try:
        return stamp.read_text(encoding="utf-8").strip() == fingerprint
    except OSError:
        return False


def write(stamp: Path, fingerprint: str) -> None:
    """Note what the thing beside the stamp was made from."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(f"{fingerprint}\n", encoding="utf-8")
