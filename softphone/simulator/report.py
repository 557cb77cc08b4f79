"""Lines that tell people, or machines, what a party does. Pure: a line is made, not written."""

from datetime import datetime

import msgspec

from softphone.simulator.performance import Note

READY = "ready"
"""The line that a party begins with; its text is the party's address."""


class ReportLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of JSON. `what` never changes its name; `text` is for people and may."""

    at: datetime
    party: str
    what: str
    leg: str = ""
    line: int = 0
    text: str = ""
    code: int = 0


def line_of(note: Note, party: str, at: datetime) -> ReportLine:
    """Make a line of a note."""
    return ReportLine(at, party, note.what, note.leg, note.line, note.text, note.code)


def as_json(line: ReportLine) -> str:
    """Write a line for machines."""
    return msgspec.json.encode(line).decode()


def from_json(text: str | bytes) -> ReportLine | None:
    """Read a line that a party wrote; None for what is none."""
    try:
        return msgspec.json.decode(text, type=ReportLine)
    except msgspec.DecodeError:
        return None


def as_words(line: ReportLine) -> str:
    """Write a line for people."""
    where = f" (line {line.line})" if line.line else ""
    code = f" [{line.code}]" if line.code else ""
    text = f"{line.what}: {line.text}" if line.what == READY else line.text or line.what
    return f"{line.at:%H:%M:%S} {line.party}: {text}{code}{where}"
