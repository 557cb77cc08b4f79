"""What a check says, and what it is told about the machine before. Values only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum, unique
from pathlib import Path

from softphone.adapters.bridge.runtime_file import RunningEngine
from softphone.settings import DEFAULTS, Settings
from softphone.settings.checking import Checked


@unique
class Grade(StrEnum):
    """How bad it is. Only BAD keeps the phone from doing its work."""

    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding: about what, how bad, what is so, and what to do about it."""

    about: str
    grade: Grade
    says: str
    advice: str = ""
    code: int = 0
    """What the registrar answered (SIP), where one did."""


@dataclass(frozen=True, slots=True)
class Patient:
    """The machine, as far as all checks need to know it."""

    checked: Checked
    runtime: Path
    engine: RunningEngine | None = None

    @property
    def settings(self) -> Settings:
        """The settings in force; the defaults where those of the files cannot be used."""
        return self.checked.settings or DEFAULTS


Verdicts = Iterable[Verdict]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, how long it may take, and the doing of it."""

    about: str
    look: Callable[[Patient], Verdicts]
    within_s: float = 5.0
