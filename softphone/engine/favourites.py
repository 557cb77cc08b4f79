"""The contacts that the agent has marked. They are the agent's own: no contact file, however it changes, takes one.

What the phone book knows of one now is shown; of one that it does not know any more, what it knew when it was marked.
Contacts that share a number are marked together: one number, one mark.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from softphone.contacts.book import Book, Lets
from softphone.contacts.entries import Entry
from softphone.contacts.folding import folded
from softphone.contacts.searching import Sought, is_found, searched_text, terms_of
from softphone.protocol.contacts import MarkFavourite
from softphone.protocol.refusals import Fault, Refused, problem

MOST = 500


class FavouriteMemory(Protocol):
    """Keeps them beyond the engine's life. For a worker thread."""

    def read(self) -> tuple[Entry, ...]:
        """Read what is kept; nothing where that cannot be."""

    def keep(self, entries: tuple[Entry, ...]) -> None:
        """Keep these instead; raises OSError where that cannot be."""


@dataclass(slots=True)
class Favourites:
    """All of them, each known by its number, or where it has none by its kind and id."""

    memory: FavouriteMemory
    book: Callable[[], Book]
    _kept: dict[str, Entry] = field(default_factory=dict)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def recall(self) -> None:
        """Read what was kept."""
        entries = await asyncio.to_thread(self.memory.read)
        self._kept = {self._key(entry): entry for entry in entries[:MOST]}

    def has(self, entry: Entry) -> bool:
        """Whether a contact is marked."""
        return bool(self._kept) and self._key(entry) in self._kept

    def find(self, sought: Sought, lets: Lets | None = None) -> tuple[Entry, ...]:
        """Find favourites, by name; `lets` has the last word on each."""
        book = self.book()
        terms = terms_of(sought.contains, book.country)
        known = (book.now(entry) or entry for entry in self._kept.values())
        found = [
            entry
            for entry in sorted(known, key=lambda entry: folded(entry.name))
            if (not sought.kinds or entry.kind in sought.kinds)
            and is_found(terms, searched_text(entry, book.key(entry.number)))
            and (lets is None or lets(entry))
        ]
        return tuple(found[sought.offset : sought.offset + sought.limit])

    async def mark(self, asked: MarkFavourite) -> None:
        """Mark a contact, or no longer; raises `Refused` where that cannot be kept."""
        entry = Entry(name=asked.name, kind=asked.kind, number=asked.number, id=asked.id)
        if not entry.number and not entry.id:
            raise Refused(problem(Fault.INVALID_PARAMS, "A favourite needs a number, or an id."))
        async with self._writing:
            after = {key: one for key, one in self._kept.items() if key != self._key(entry)}
            if asked.is_favourite:
                after[self._key(entry)] = self.book().now(entry) or entry
            if len(after) > MOST:
                raise Refused(problem(Fault.UNAVAILABLE, f"There are {MOST} favourites already."))
            try:
                await asyncio.to_thread(self.memory.keep, tuple(after.values()))
            except OSError as error:
                says = f"The favourites cannot be written: {error.strerror}."
                raise Refused(problem(Fault.UNAVAILABLE, says)) from None
            self._kept = after

    def _key(self, entry: Entry) -> str:
        return self.book().key(entry.number) if entry.number else f"{entry.kind} {entry.id}"
