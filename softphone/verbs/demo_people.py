"""Who can be called in the demonstration, as a file of the phone book: a newcomer finds them by name. Not a verb."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from softphone.adapters.storage.private_files import replace_file
from softphone.settings.sections.simulator import SimulatorSettings
from softphone.simulator.members import waiting_members
from softphone.simulator.report import READY, ReportLine

FILE = "people.csv"
COLUMNS = ("name", "number", "description")


class PeopleFile:
    """The file, rewritten with everybody who says where to be called."""

    def __init__(self, folder: Path, plan: SimulatorSettings) -> None:
        self._file = folder / FILE
        self._titles: Mapping[str, str] = {member.person.name: member.title for member in waiting_members(plan)}
        self._addresses: dict[str, str] = {}
        self._write()

    def title(self, line: ReportLine) -> str | None:
        """Give what somebody is who says where to be called."""
        return self._titles.get(line.party) if line.what == READY else None

    def hear(self, line: ReportLine) -> None:
        """Take note of who says where to be called."""
        if self.title(line):
            self._addresses[line.party] = line.text
            self._write()

    def _write(self) -> None:
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        rows.writerows((name, address, self._titles[name]) for name, address in self._addresses.items())
        replace_file(self._file, text.getvalue().encode())
