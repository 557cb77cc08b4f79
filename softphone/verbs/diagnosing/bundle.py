"""The bundle: a zip whose every part has gone through redaction, because there is no other way in.

Only the user can read the file. Nothing of what is put in is trusted to be clean, logs that were redacted when they
were written included: the settings may have been others then.
"""

import json
import zipfile
from io import BytesIO
from pathlib import Path

from softphone.adapters.storage.private_files import replace_file
from softphone.settings.redacted_values import redact_values
from softphone.settings.redaction import redact

HOME = "~"


class Bundle:
    """Parts by their names, as they will be seen by whoever gets the file."""

    def __init__(self, *, keep_people: bool, home: Path) -> None:
        self._keep_people, self._home = keep_people, str(home)
        self.parts: dict[str, str] = {}

    def add_text(self, name: str, text: str) -> None:
        """Add a text, such as a log."""
        self.parts[name] = self._without_home(redact(text, keep_people=self._keep_people))

    def add_values(self, name: str, values: object) -> None:
        """Add what programs read."""
        clean = redact_values(values, keep_people=self._keep_people)
        self.parts[name] = self._without_home(json.dumps(clean, indent=1, ensure_ascii=False) + "\n")

    def write(self, file: Path) -> None:
        """Write the zip at one stroke; raises OSError."""
        content = BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.parts.items():
                archive.writestr(name, text.encode("utf-8", "replace"))
        replace_file(file, content.getvalue())

    def _without_home(self, text: str) -> str:
        """Home folders carry people's names."""
        return text if self._keep_people or len(self._home) < 2 else text.replace(self._home, HOME)
