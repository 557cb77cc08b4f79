"""Contacts from JSON: a list of objects, an object with such a list as `contacts`, or one object to a line."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import msgspec
from msgspec import Raw

from softphone.contacts.columns import entry_of, field_of
from softphone.contacts.entries import BadRow, Row


class _Listed(msgspec.Struct):
    """The form with a name for the list."""

    contacts: list[Raw]


def read_json(document: bytes) -> Iterator[Row]:
    """Read contacts; a document that is damaged as a whole has none, and says where."""
    try:
        listed = msgspec.json.decode(document, type=list[Raw] | _Listed)
    except msgspec.DecodeError as wrong:
        yield from _lines(document) if _is_lines(document) else (_damage(document, wrong),)
        return
    except RecursionError:
        yield BadRow(1, "it is nested too deeply")
        return
    yield from _rows(document, listed.contacts if isinstance(listed, _Listed) else listed)


def _rows(document: bytes, objects: list[Raw]) -> Iterator[Row]:
    """Find each object again in the document, for its line."""
    place, line = 0, 1
    for raw in objects:
        text = bytes(raw)
        begins = document.index(text, place)
        line += document.count(b"\n", place, begins)
        yield _row(text, line)
        place = begins + len(text)
        line += text.count(b"\n")


def _is_lines(document: bytes) -> bool:
    """Whether every line is meant as an object of its own."""
    first = document.lstrip().partition(b"\n")[0].strip()
    return first.startswith(b"{") and first.endswith(b"}")


def _lines(document: bytes) -> Iterator[Row]:
    for number, text in zip(count(1), document.split(b"\n"), strict=False):
        if text.strip():
            yield _row(text, number)


def _row(text: bytes, line: int) -> Row:
    try:
        said = msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        return BadRow(line, "it is no JSON object")
    return entry_of(_fields(said), line)


def _fields(said: Mapping[str, Any]) -> dict[str, str]:
    known = {field_of(name): value for name, value in said.items()}
    return {
        name: str(value) for name, value in known.items() if name is not None and isinstance(value, str | int | float)
    }


def _damage(document: bytes, wrong: Exception) -> BadRow:
    says = str(wrong)
    place = says.rpartition("(byte ")[2].rstrip(")")
    line = document.count(b"\n", 0, int(place)) + 1 if place.isdecimal() else 1
    return BadRow(line, says)
