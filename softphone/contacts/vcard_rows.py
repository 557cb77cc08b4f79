"""Contacts from vCards (2.1, 3.0, 4.0): one contact for each telephone number of a card."""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from softphone.contacts.entries import BadRow, Entry, Kind, Row, judged

_ESCAPED = re.compile(r"\\([\\,;:nN])")
MOST_PROPERTIES = 1000
_NO_VOICE = {"fax", "pager", "modem", "bbs", "video"}


@dataclass(slots=True)
class _Card:
    """A card that is being read."""

    line: int
    properties: list[tuple[str, frozenset[str], str]] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """The first property with a value, by the order of the names."""
        values = (value for name in names for key, _, value in self.properties if key == name and value)
        return next(values, "")


def read_vcards(lines: Iterable[str]) -> Iterator[Row]:
    """Read contacts, or say which cards hold none."""
    card: _Card | None = None
    for number, text in _unfolded(lines):
        name, parameters, value = _property(text)
        match name, value.upper():
            case "BEGIN", "VCARD":
                if card is not None:
                    yield BadRow(card.line, "the card does not end")
                card = _Card(number)
            case "END", "VCARD":
                yield from _entries(card) if card else (BadRow(number, "a card ends that did not begin"),)
                card = None
            case _ if card is None:
                yield from (BadRow(number, "this is outside any card"),) if text.strip() else ()
            case _ if len(card.properties) < MOST_PROPERTIES:
                card.properties.append((name, parameters, value))
            case _:
                pass
    if card is not None:
        yield BadRow(card.line, "the card does not end")


def _entries(card: _Card) -> Iterator[Row]:
    name = card.first("FN") or " ".join(card.first("N").split(";")[1::-1]).strip() or card.first("ORG")
    numbers = [(kinds, value) for key, kinds, value in card.properties if key == "TEL" and not kinds & _NO_VOICE]
    if not numbers:
        yield BadRow(card.line, f'the card of "{name[:60]}" has no telephone number')
    organisation = card.first("ORG").strip(";").replace(";", ", ")
    for kinds, value in numbers:
        number, _, extension = unquote(value).removeprefix("tel:").partition(";ext=")
        places = [kind for kind in ("work", "home", "cell") if kind in kinds]
        entry = Entry(
            name=name,
            kind=Kind.PHONE_BOOK,
            number=number.partition(";")[0].strip(),
            extension=extension.partition(";")[0],
            description=", ".join(filter(None, (organisation if organisation != name else "", *places))),
        )
        yield judged(entry, card.line)


def _property(text: str) -> tuple[str, frozenset[str], str]:
    """Take a line apart: the name without its group, the words of its parameters, its value."""
    head, _, value = text.partition(":")
    name, *parameters = head.split(";")
    words = {word.lower().strip('"') for part in parameters for word in part.rpartition("=")[2].split(",")}
    if "quoted-printable" in words:
        value = quopri.decodestring(value.encode(errors="surrogateescape")).decode(errors="surrogateescape")
    return name.rpartition(".")[2].upper().strip(), frozenset(words), _ESCAPED.sub(_unescaped, value).strip()


def _unescaped(found: re.Match[str]) -> str:
    return " " if found.group(1) in "nN" else found.group(1)


def _unfolded(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Join folded lines: what begins with a blank goes on, and so does quoted-printable after a soft break."""
    text, first = "", 1
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if text and line[:1] in (" ", "\t"):
            text += line[1:]
        elif text.endswith("=") and "QUOTED-PRINTABLE" in text.upper():
            text = text[:-1] + line
        else:
            if text:
                yield first, text
            text, first = line, number
    if text:
        yield first, text
