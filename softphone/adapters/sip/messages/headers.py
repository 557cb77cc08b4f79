"""Reads the headers of a raw SIP message. Pure text work: it trusts nobody and knows no call.

PJSIP has parsed the message before, but hands over its text only. What cannot be read is left out, never raised.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_VALUE = 1024
_COMPACT = {
    "a": "accept-contact",
    "b": "referred-by",
    "c": "content-type",
    "d": "request-disposition",
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "o": "event",
    "r": "refer-to",
    "s": "subject",
    "t": "to",
    "u": "allow-events",
    "v": "via",
    "x": "session-expires",
}
_ADDRESS = re.compile(r'\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^<"]*?))\s*<(?P<uri>[^<>]*)>')
_USER = re.compile(r"sips?:(?P<user>[^@>\s]*)@|tel:(?P<number>[^;?>\s]*)", re.IGNORECASE)
_FOLD = re.compile(r"\n[ \t]+")
_UNWANTED = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """A name and a URI, as in `"Ann" <sip:ann@example.com>`."""

    uri: str
    name: str = ""

    @property
    def number(self) -> str:
        """The user part: a telephone number or an extension."""
        found = _USER.match(self.uri)
        return re.split("[;:]", found["user"] or found["number"])[0] if found else ""


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of one message by name, in lower case and written out; the values of each in order."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a header."""
        return tuple(self.values.get(name.lower(), ()))

    def first(self, name: str) -> str:
        """The first value of a header, or nothing."""
        return next(iter(self.values.get(name.lower(), ())), "")

    def listed(self, name: str) -> tuple[str, ...]:
        """All values of a header that may hold several, separated by commas."""
        return tuple(part for value in self.all(name) for part in split_outside(value, ",") if part)


def _readable(message: str) -> str:
    """Replace bytes that are no UTF-8: what comes off the wire must be writable everywhere, logs and JSON included."""
    if message.isascii():
        return message
    return message.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def gathered(fields: Iterable[tuple[str, str]]) -> Headers:
    """Gather values under their names, which must be in lower case."""
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    return Headers(values)


def parse_headers(message: str) -> Headers:
    """Read all headers of a message; folded lines are joined, the body is left alone."""
    head = _readable(message).replace("\r\n", "\n").partition("\n\n")[0]
    return gathered(_fields(_FOLD.sub(" ", head).splitlines()[1:]))


def _fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if colon and name:
            readable = value if value.isprintable() else _UNWANTED.sub(" ", value)
            yield _COMPACT.get(name, name), readable.strip()[:LONGEST_VALUE]


def body_of(message: str) -> str:
    """Give the text after the headers."""
    return "".join(re.split(r"\r?\n\r?\n", message, maxsplit=1)[1:])


def parse_address(value: str) -> Address | None:
    """Read a name and a URI; a URI without brackets ends where its header parameters begin."""
    if found := _ADDRESS.match(value):
        name = re.sub(r"\\(.)", r"\1", found["quoted"]) if found["quoted"] is not None else found["plain"]
        return Address(found["uri"].strip(), name.strip()) if found["uri"].strip() else None
    uri = value.partition(";")[0].strip()
    return Address(uri) if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S+\Z", uri) else None


def parameter(value: str, name: str) -> str:
    """Give a header parameter (behind the address), without its quotes; nothing where it is missing."""
    behind = value[value.rfind(">") + 1 :]
    for part in split_outside(behind, ";"):
        key, _, content = part.partition("=")
        if key.strip().lower() == name:
            return content.strip().strip('"')
    return ""


def split_outside(value: str, separator: str) -> list[str]:
    """Split at a separator that stands outside quotes and brackets."""
    parts, start, is_quoted, depth, is_escaped = [], 0, False, 0, False
    for index, sign in enumerate(value):
        if is_quoted:
            is_quoted = is_escaped or sign != '"'
            is_escaped = sign == "\\" and not is_escaped
        elif sign == '"':
            is_quoted = True
        elif sign == "<":
            depth += 1
        elif sign == ">":
            depth = max(0, depth - 1)
        elif sign == separator and depth == 0:
            parts.append(value[start:index].strip())
            start = index + 1
    return [*parts, value[start:].strip()]
