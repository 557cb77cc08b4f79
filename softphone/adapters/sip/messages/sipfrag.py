"""What a NOTIFY tells about a transfer that we asked for: a piece of a SIP message (RFC 3420). Pure text work.

Far ends send what they like here: an unreadable notice says nothing, and a subscription may end without an outcome.
"""

import re
from dataclasses import dataclass

from softphone.adapters.sip.messages.headers import Headers, body_of, parameter, parse_headers

_STATUS_LINE = re.compile(r"\s*SIP/2\.0[ \t]+(?P<code>[1-6]\d\d)(?:[ \t]+(?P<phrase>[^\r\n]*))?(?:[\r\n]|\Z)")
LONGEST_PHRASE = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """One NOTIFY. Code 0: nothing that can be read; `of` is the CSeq of the REFER that it speaks of, where it says."""

    code: int = 0
    phrase: str = ""
    is_last: bool = False
    of: str = ""


def read_notice(message: str) -> Notice | None:
    """Read a NOTIFY; None where it is about something else than a transfer."""
    headers = parse_headers(message)
    event = headers.first("event") or headers.first("o")
    if event.partition(";")[0].strip().lower() != "refer":
        return None
    code, phrase = _status(headers, body_of(message))
    is_last = headers.first("subscription-state").lower().startswith("terminated")
    return Notice(code, phrase, is_last, parameter(event, "id"))


def _status(headers: Headers, body: str) -> tuple[int, str]:
    is_fragment = headers.first("content-type").lower().startswith("message/sipfrag")
    found = _STATUS_LINE.match(body) if is_fragment else None
    if found is None:
        return 0, ""
    printable = "".join(sign if sign.isprintable() else " " for sign in found["phrase"] or "")
    return int(found["code"]), printable.strip()[:LONGEST_PHRASE]
