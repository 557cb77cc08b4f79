"""Who can be called in the demonstration is in a file of the phone book."""

from datetime import UTC, datetime
from pathlib import Path

from softphone.settings.sections.simulator import SimulatorSettings
from softphone.simulator.report import READY, ReportLine
from softphone.verbs.demo_people import FILE, PeopleFile

NOW = datetime(2026, 3, 14, tzinfo=UTC)


def test_everybody_who_waits_is_written_and_nobody_else(tmp_path: Path) -> None:
    people = PeopleFile(tmp_path, SimulatorSettings())
    file = tmp_path / FILE
    assert file.read_text().splitlines() == ["name,number,description"], "the file is there before the engine reads it"

    colleague = ReportLine(NOW, "Petra Lang", READY, text="sip:201@127.0.0.1:5080")
    for line in (
        colleague,
        ReportLine(NOW, "Anna Schmidt", READY, text="sip:x@y"),
        ReportLine(NOW, "Petra Lang", "hi"),
    ):
        people.hear(line)

    assert people.title(colleague) == "colleague"
    assert file.read_text().splitlines()[1:] == ["Petra Lang,sip:201@127.0.0.1:5080,colleague"]
