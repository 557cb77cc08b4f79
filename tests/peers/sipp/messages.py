"""What a sipp instance sent and received, read from its message log."""

import re
from dataclasses import dataclass, field

_MARK = re.compile(r"^-{20,}[^\n]*\n(?:UDP|TCP|TLS)[^\n]* (sent|received)[^\n]*\n\s*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SipMessage:
    """One SIP message on the wire."""

    was_sent: bool
    start: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""

    @property
    def method(self) -> str:
        """The method of a request, or of the request that a response answers."""
        if self.start.startswith("SIP/2.0"):
            return (self.header("CSeq") or " ").split()[-1]
        return self.start.split(" ", 1)[0]

    @property
    def code(self) -> int | None:
        """The status of a response; None for a request."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0") else None

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def parse_log(text: str) -> list[SipMessage]:
    """Read sipp's message log; a message that is still being written is left out."""
    marks = list(_MARK.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    pieces = [(mark[1] == "sent", text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    return [message for was_sent, raw in pieces if (message := _parse(raw, was_sent=was_sent))]


def _parse(raw: str, *, was_sent: bool) -> SipMessage | None:
    head, gap, body = raw.replace("\r\n", "\n").lstrip("\n").partition("\n\n")
    if not gap:
        return None
    start, *lines = head.split("\n")
    headers = [(key.strip(), value.strip()) for key, colon, value in (line.partition(":") for line in lines) if colon]
    return SipMessage(was_sent, start, headers, body.strip("\n"))
