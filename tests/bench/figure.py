"""One line of the table: what was measured, what it should reach, and how another phone does in the same run."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.peers.ports import Ports


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure. `is_reached` is None where there is nothing to reach."""

    name: str
    reach: str
    measured: str
    is_reached: bool | None = None
    beside: str = ""
    details: tuple[str, ...] = ()


@dataclass(slots=True)
class Bench:
    """What every measurement gets: a folder, ports, and how thorough to be."""

    folder: Path
    ports: Ports
    is_quick: bool = False
    say: Callable[[str], None] = field(default=print)

    def rounds(self, thorough: int, quick: int) -> int:
        """Choose a number of rounds, or of seconds."""
        return quick if self.is_quick else thorough

    def own(self, name: str) -> Path:
        """Make a folder for one measurement."""
        folder = self.folder / name
        folder.mkdir(parents=True)
        return folder


Measure = Callable[[Bench], Awaitable[list[Figure]]]
