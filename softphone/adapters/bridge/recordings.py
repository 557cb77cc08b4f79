"""Recordings lent out under a secret name for a while, and the part of one that a player asks for.

A player of Salesforce's page gets them without any other proof: whoever has the name may listen until it is void.
Nothing large is ever held in memory: a player is given parts, and who wants a long recording whole has `downloads`.
"""

import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

MOST_LENT = 256
PART_BYTES = 4 << 20
"""A longer range is answered with its beginning; players ask for the rest (RFC 9110, 15.3.7)."""
TYPE = "audio/wav"
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True, slots=True)
class Part:
    """What is answered: the bytes, and what tells where they belong."""

    status: HTTPStatus
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    whole_bytes: int | None = None
    """The size of a recording that is wanted whole and is too long to be held in memory; the body is empty then."""


class Lending:
    """The recordings that can be heard now. Time is an argument."""

    def __init__(self) -> None:
        self._lent: OrderedDict[str, tuple[Path, float]] = OrderedDict()

    def lend(self, file: Path, until: float) -> str:
        """Give a recording a secret name that is good until then."""
        name = secrets.token_urlsafe(32)
        self._lent[name] = (file, until)
        while len(self._lent) > MOST_LENT:
            self._lent.popitem(last=False)
        return name

    def find(self, name: str, now: float) -> Path | None:
        """Find what was lent under a name; None when nothing was, or it is void."""
        file, until = self._lent.get(name, (None, now))
        if now >= until:
            self._lent.pop(name, None)
            return None
        return file


def part_of(file: Path, asked: str | None) -> Part:
    """Read the part of a recording that a `Range` header asks for; without one, all of it. For worker threads."""
    try:
        with file.open("rb") as recording:
            size = recording.seek(0, 2)
            span = span_of(asked, size)
            if span is None and size > PART_BYTES:
                return Part(HTTPStatus.OK, headers={"Accept-Ranges": "bytes"}, whole_bytes=size)
            if span is not None and not span:
                return Part(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"})
            wanted = range(size) if span is None else span
            recording.seek(wanted.start)
            body = recording.read(len(wanted))
    except OSError:
        return Part(HTTPStatus.GONE, b"The recording is not there any more.\n")
    if span is None:
        return Part(HTTPStatus.OK, body, {"Accept-Ranges": "bytes"})
    where = f"bytes {span.start}-{span.start + len(body) - 1}/{size}"
    return Part(HTTPStatus.PARTIAL_CONTENT, body, {"Content-Range": where, "Accept-Ranges": "bytes"})


def span_of(asked: str | None, size: int) -> range | None:
    """Read a `Range` header; None means the whole, an empty range that there is no such part."""
    match = _RANGE.fullmatch(asked.strip()) if asked else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return range(max(0, size - min(int(last), PART_BYTES)), size) if int(last) else range(0)
    start = int(first)
    end = min(int(last) + 1 if last else size, size, start + PART_BYTES)
    if last and int(last) < start:
        return None
    return range(start, max(start, end))
