"""What a PBX says within a callback's call once its customer is there: a small JSON document in a SIP MESSAGE. Pure.

Plain text will do as well: some PBXs (Asterisk) send nothing else within calls.
"""

from typing import Literal

from msgspec import DecodeError, Struct, ValidationError, json

KIND = "application/vnd.softphone.callback+json"
PLAIN = "text/plain"


class _Signal(Struct, frozen=True):
    customer: Literal["answered"]


def has_customer(kind: str, body: str) -> bool:
    """Whether a message says that the customer has answered."""
    if kind.partition(";")[0].strip().lower() not in (KIND, PLAIN):
        return False
    try:
        json.decode(body.encode("utf-8", "surrogateescape"), type=_Signal)
    except (DecodeError, ValidationError, UnicodeDecodeError):
        return False
    return True
