"""Where contacts come from, in our own words: files that somebody reads and watches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from softphone.contacts.book import Book
from softphone.contacts.entries import BadRow


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What came of reading one file; `says` is what is wrong with it as a whole."""

    path: str
    contacts: int = 0
    bad_rows: int = 0
    first_bad: tuple[BadRow, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All files, read."""

    book: Book
    files: tuple[ReadFile, ...] = ()


class ContactFilesPort(Protocol):
    """Reads contact files in a thread of its own, at once and whenever one of them changes."""

    def start(self, changed: Callable[[Shelf], None]) -> None:
        """Begin; `changed` is called in the loop."""

    async def stop(self) -> None:
        """End, within a bounded time."""
