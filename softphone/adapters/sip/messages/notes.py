"""What phones tell each other about supervision: a small JSON document in a SIP MESSAGE. Pure text work.

Within a supervisor's call it asks for a mode; outside of calls, from the PBX, it tells how a call is supervised.
"""

from typing import Annotated

from msgspec import DecodeError, Meta, Struct, ValidationError, json

from softphone.core.values import Mode

KIND = "application/vnd.softphone.supervision+json"
PLAIN = "text/plain"
LONGEST = 1024
Key = Annotated[str, Meta(min_length=1, max_length=128, pattern=r"\A[A-Za-z0-9._:@-]+\Z")]
Line = Annotated[str, Meta(max_length=128, pattern=r"\A[^\x00-\x1f\x7f]*\Z")]


class Note(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who supervises which call, and who hears them; no mode means that they have left."""

    key: Key
    name: Line = ""
    mode: Mode | None = None


def write(note: Note) -> str:
    """Write it down."""
    return json.encode(note).decode()


def read(kind: str, body: str) -> Note | None:
    """Read a message; None if it is something else, or nonsense."""
    if kind.partition(";")[0].strip().lower() not in (KIND, PLAIN) or len(body) > LONGEST:
        return None
    try:
        return json.decode(body.encode("utf-8", "surrogateescape"), type=Note)
    except (DecodeError, ValidationError, UnicodeDecodeError):
        return None
