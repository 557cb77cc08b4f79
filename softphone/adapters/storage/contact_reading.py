"""Reads one contact file: as much as may be read, with every bad row named, and never half of a file that changes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from softphone.contacts.csv_rows import read_csv
from softphone.contacts.entries import BadRow, Entry, Row
from softphone.contacts.json_rows import read_json
from softphone.contacts.vcard_rows import read_vcards
from softphone.engine.ports.contacts import ReadFile

MOST_BYTES = 256 << 20
MOST_JSON_BYTES = 32 << 20
"""JSON is read at one stroke, and all other threads wait for it meanwhile."""
LONGEST_LINE = 65_536
NAMED_ROWS = 50
"""So many bad rows are named; the others are counted."""

Mark = tuple[int, int, int] | None
"""Tells one state of a file from another: which file, how large, when written. None is no file."""


class StillChanging(Exception):
    """The file was written to while it was read."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file."""

    read: ReadFile
    entries: tuple[Entry, ...] = ()


def mark_of(path: Path) -> Mark:
    """Look at the state of a file."""
    try:
        return _mark(path.stat())
    except OSError:
        return None


def read_file(path: Path, most: int) -> Contents:
    """Read a file, at most so many contacts; raises `StillChanging`."""
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            before = os.fstat(file.fileno())
            is_json = path.suffix.lower() in (".json", ".jsonl")
            if before.st_size > (MOST_JSON_BYTES if is_json else MOST_BYTES):
                return Contents(ReadFile(str(path), says=f"it is too large ({before.st_size >> 20} MiB): not read"))
            rows = read_json(bytes(file.buffer.read())) if is_json else _text_rows(path, _lines(file))
            contents = _contents(path, rows, most)
            after = os.fstat(file.fileno())
    except OSError as error:
        return Contents(ReadFile(str(path), says=f"it cannot be read: {error.strerror}"))
    if _mark(before) != _mark(after):
        raise StillChanging(str(path))
    return contents


def _text_rows(path: Path, lines: Iterator[str]) -> Iterator[Row]:
    return read_vcards(lines) if path.suffix.lower() in (".vcf", ".vcard") else read_csv(lines)


def _lines(text: TextIO) -> Iterator[str]:
    """Read lines; one without an end does not fill the memory."""
    while line := text.readline(LONGEST_LINE):
        yield line


def _contents(path: Path, rows: Iterator[Row], most: int) -> Contents:
    entries: list[Entry] = []
    bad: list[BadRow] = []
    count = 0
    for row in rows:
        if isinstance(row, BadRow):
            count += 1
            bad += [row] if len(bad) < NAMED_ROWS else []
        elif len(entries) < most:
            entries.append(row)
        else:
            more = 1 + sum(1 for _ in islice(rows, most))
            says = f"only the first {most} contacts are taken ([contacts] most_entries); {more} or more are left out"
            return Contents(ReadFile(str(path), len(entries), count, tuple(bad), says), tuple(entries))
    return Contents(ReadFile(str(path), len(entries), count, tuple(bad)), tuple(entries))


def _mark(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns
