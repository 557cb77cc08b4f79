"""What the phone book holds: one entry for each number of a person or a queue, and the rows that held none."""

from dataclasses import dataclass
from enum import StrEnum, unique

from msgspec import Struct


@unique
class Kind(StrEnum):
    """What an entry is, in Salesforce's words."""

    AGENT = "Agent"
    QUEUE = "Queue"
    PHONE_BOOK = "PhoneBook"
    PHONE_NUMBER = "PhoneNumber"
    FLOW = "Flow"


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """One number, queue or flow that can be called. A struct without garbage collection: there may be a million."""

    name: str
    kind: Kind = Kind.PHONE_BOOK
    number: str = ""
    extension: str = ""
    prefix: str = ""
    id: str = ""
    queue: str = ""
    wait_time: str = ""
    """Seconds that callers of a queue wait at present; text, because Salesforce takes nothing else."""
    description: str = ""
    record: str = ""
    watch: str = ""
    """The SIP address whose presence tells whether the colleague is available."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row, or a card, that is left out, by the line it begins at."""

    line: int
    says: str


Row = Entry | BadRow
"""What one row of a file comes to."""

LONGEST_FIELD = 256


def judged(entry: Entry, line: int) -> Row:
    """Take an entry if it can be shown and called, else say what is wrong with it."""
    if too_long := next((name for name in entry.__struct_fields__ if len(getattr(entry, name)) > LONGEST_FIELD), None):
        return BadRow(line, f"its {too_long} is longer than {LONGEST_FIELD} characters")
    if not entry.name:
        return BadRow(line, "it has no name")
    if any(not letter.isprintable() for name in entry.__struct_fields__ for letter in getattr(entry, name)):
        return BadRow(line, "it is not text in UTF-8, or holds control characters")
    is_named = entry.kind in (Kind.AGENT, Kind.QUEUE, Kind.FLOW) and entry.id
    if not entry.number and not is_named:
        return BadRow(line, "it has neither a number nor an agent's, queue's or flow's id")
    return entry
