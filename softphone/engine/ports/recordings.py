"""What the office needs to let Salesforce play a recording of this workstation, in our own words."""

from pathlib import Path
from typing import Protocol


class RecordingPort(Protocol):
    """Lends recordings to players."""

    def lend(self, file: Path, for_s: float) -> str:
        """Give a recording an address on this workstation that works for so long."""
        ...
