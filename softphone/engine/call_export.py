"""Call records as text for other programs: CSV for spreadsheets, JSON for the rest. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime

import msgspec

from softphone.engine.call_record import CallQuality, CallRecord, Party
from softphone.engine.ports.storage import ExportForm

NUMBER = re.compile(r"[+-]?[0-9.]+")
FORMULA = ("=", "+", "-", "@", "\t", "\r")

RECORD_COLUMNS = tuple(field.name for field in fields(CallRecord) if field.name not in {"party", "others", "quality"})
PARTY_COLUMNS = tuple(field.name for field in fields(Party))
QUALITY_COLUMNS = tuple(field.name for field in fields(CallQuality))
HEAD = (*RECORD_COLUMNS, *(f"party_{name}" for name in PARTY_COLUMNS), "others", "is_missed", *QUALITY_COLUMNS)


def exported(records: Iterable[CallRecord], form: ExportForm) -> Iterator[str]:
    """Write records piece by piece, so that nobody has to hold all of them."""
    match form:
        case ExportForm.CSV:
            yield _line(HEAD)
            yield from (_line(_cells(record)) for record in records)
        case ExportForm.JSON:
            yield "["
            for number, record in enumerate(records):
                yield (",\n" if number else "\n") + msgspec.json.encode(record).decode()
            yield "\n]\n"


def _cells(record: CallRecord) -> Iterator[str]:
    quality = record.quality or CallQuality()
    yield from (_cell(getattr(record, name)) for name in RECORD_COLUMNS)
    yield from (_cell(getattr(record.party, name)) for name in PARTY_COLUMNS)
    yield _cell("; ".join(f"{party.name} {party.number}".strip() for party in record.others))
    yield _cell(record.is_missed)
    yield from (_cell(getattr(quality, name)) for name in QUALITY_COLUMNS)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat()
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.3f}"
        case _:
            return _harmless(str(value))


def _harmless(text: str) -> str:
    """Keep a spreadsheet from running what a caller put into a display name; numbers stay as they are."""
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.fullmatch(text) else text


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
