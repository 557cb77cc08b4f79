"""What is wrong with settings, in words for the person who has to mend it."""

from dataclasses import dataclass
from typing import Literal

from softphone.settings.keys import KeyPath, written


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where. A notice does not keep the phone from starting."""

    source: str
    line: int | None
    path: KeyPath
    text: str
    severity: Literal["error", "notice"] = "error"

    @property
    def key(self) -> str:
        """The setting as people write it; empty where the file as a whole is meant."""
        return written(self.path)

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        kind = "notice: " if self.severity == "notice" else ""
        return ": ".join(part for part in (place, self.key, kind + self.text) if part)


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Tell whether any of the problems keeps the phone from starting."""
    return any(problem.severity == "error" for problem in problems)
