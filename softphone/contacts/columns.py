"""The names that columns of CSV files, and members of JSON objects, may have. They are read in any letter case."""

from collections.abc import Mapping

from softphone.contacts.entries import BadRow, Entry, Kind, Row, judged

NAMES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "fullname", "displayname", "label"),
    "number": ("number", "phone", "phonenumber", "telephone", "tel"),
    "kind": ("kind", "type"),
    "extension": ("extension", "ext"),
    "prefix": ("prefix",),
    "id": ("id",),
    "queue": ("queue", "queueid"),
    "wait_time": ("waittime", "queuewaittime"),
    "description": ("description", "note", "department"),
    "record": ("record", "recordid"),
    "watch": ("watch", "presence", "sip"),
}
_FIELDS = {name: field for field, names in NAMES.items() for name in names}
_KINDS = {kind.lower(): kind for kind in Kind} | {"contact": Kind.PHONE_BOOK, "number": Kind.PHONE_NUMBER}


def field_of(column: str) -> str | None:
    """The field that a column fills; None for a column of somebody else's."""
    return _FIELDS.get("".join(letter for letter in column.lower() if letter.isalnum()))


def entry_of(fields: Mapping[str, str], line: int) -> Row:
    """Make an entry of what a row says."""
    said = {name: text.strip() for name, text in fields.items()}
    kind = said.pop("kind", "").lower().replace(" ", "").replace("_", "")
    if kind and kind not in _KINDS:
        return BadRow(line, f'its kind "{kind[:40]}" is none of {", ".join(Kind)}')
    if (wait := said.get("wait_time", "")) and not wait.isdecimal():
        return BadRow(line, "its waiting time is no number of seconds")
    return judged(Entry(kind=_KINDS.get(kind, Kind.PHONE_BOOK), name=said.pop("name", ""), **said), line)
