"""Contacts from CSV: a head line that names the columns, then one contact to a row.

Rows are taken apart one by one, so that a quote that is never closed spoils one row and not the rest of the file.
"""

import csv
from collections.abc import Iterable, Iterator

from softphone.contacts.columns import entry_of, field_of
from softphone.contacts.entries import BadRow, Row

LONGEST_ROW = 16_384
MOST_LINES = 20
"""So many lines one quoted row may have."""
_SEPARATORS = ",;\t"


def read_csv(lines: Iterable[str]) -> Iterator[Row]:
    """Read contacts, or say why there are none."""
    records = _records(lines)
    head = next(records, None)
    if head is None:
        return
    line, text = head[0], "".join(head[1])
    separator = max(_SEPARATORS, key=text.count)
    columns = [field_of(column) for column in _fields(text.removeprefix("\ufeff"), separator) or ()]
    if "name" not in columns:
        yield BadRow(line, "the first row has to name the columns, and one of them must be name")
        return
    for line, kept in records:
        for first, text in _whole(line, kept, separator):
            if text.strip():
                yield _row(_fields(text, separator), columns, first)


def _row(fields: list[str] | None, columns: list[str | None], line: int) -> Row:
    if fields is None:
        return BadRow(line, "its quotes do not match")
    if len(fields) > len(columns):
        return BadRow(line, f"it has {len(fields)} columns, but the head names {len(columns)}")
    named = zip(columns, fields, strict=False)
    return entry_of({column: text for column, text in named if column is not None}, line)


def _records(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Keep the lines of a quoted row together; a quote that stays open too long does not go on."""
    kept: list[str] = []
    quotes = length = number = 0
    for number, line in enumerate(lines, start=1):
        kept.append(line)
        quotes, length = quotes + line.count('"'), length + len(line)
        if quotes % 2 == 0 or len(kept) >= MOST_LINES or length > LONGEST_ROW:
            yield number - len(kept) + 1, kept
            kept, quotes, length = [], 0, 0
    if kept:
        yield number - len(kept) + 1, kept


def _whole(line: int, kept: list[str], separator: str) -> Iterator[tuple[int, str]]:
    """Join lines that make a row together; lines that do not are rows of their own, good or bad."""
    text = "".join(kept)
    if len(kept) == 1 or _fields(text, separator) is not None:
        yield line, text
    else:
        yield from enumerate(kept, start=line)


def _fields(text: str, separator: str) -> list[str] | None:
    if len(text) > LONGEST_ROW:
        return None
    try:
        return next(csv.reader([text], delimiter=separator, strict=True), None)
    except csv.Error:
        return None
