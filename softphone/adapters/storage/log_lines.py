"""How one entry of the log looks: on lines that nobody on the network can forge, and without secrets."""

import logging
import re
from datetime import datetime

from softphone.settings.redaction import redact

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class RedactingFormatter(logging.Formatter):
    """Writes time, level, logger and the redacted message; further lines and tracebacks are indented."""

    def __init__(self, *, keep_people: bool) -> None:
        super().__init__()
        self._keep_people = keep_people

    def format(self, record: logging.LogRecord) -> str:
        """Write one entry. The record itself stays as it is, for other handlers."""
        parts = [record.getMessage()]
        if record.exc_info:
            parts.append(self.formatException(record.exc_info))
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        text = redact("\n".join(parts).replace("\r\n", "\n"), keep_people=self._keep_people)
        when = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")
        return f"{when} {record.levelname.lower():8} {record.name}: {_harmless(text)}"


def _harmless(text: str) -> str:
    """Indent further lines, and write control characters so that no terminal obeys them."""
    shown = _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text)
    return shown.replace("\n", "\n    ")
