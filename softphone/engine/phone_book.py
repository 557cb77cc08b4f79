"""The phone book that everybody asks: contacts from files, those called last, and who is available.

One book for the desk, for scripts and for Salesforce. Searching happens in a worker thread: calls do not wait for it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from softphone.contacts.book import Book
from softphone.contacts.entries import Entry, Kind
from softphone.contacts.searching import Sought
from softphone.core.messages.events import Event, Invited
from softphone.core.messages.facts import CallEnded
from softphone.core.state.presence import Availability
from softphone.core.values import CallType
from softphone.engine.call_record import CallRecord
from softphone.engine.ports.contacts import ReadFile, Shelf
from softphone.engine.ports.storage import HistoryPort, Wanted
from softphone.engine.runner import Announced
from softphone.settings import Settings

LOOKED_THROUGH = 500
"""So many calls of the history at most are looked through for the numbers called last."""


class PhoneBook:
    """Everybody who can be called."""

    def __init__(self, settings: Settings, history: HistoryPort, changed: Callable[[], None]) -> None:
        self._most_recent = settings.contacts.recent
        self._history = history
        self._changed = changed
        self._recent: tuple[Entry, ...] = ()
        self._ended, self._looked_up = 0, -1
        self._availability: dict[str, Availability] = {}
        self.book = Book(country_of(settings))
        self.files: tuple[ReadFile, ...] = ()

    def put(self, shelf: Shelf) -> None:
        """Take over what the files hold now."""
        self.book, self.files = shelf.book, shelf.files
        self._changed()

    def listen(self, told: Announced) -> None:
        """A call is over: others are the last ones now."""
        if isinstance(told.fact, CallEnded):
            self._ended += 1

    async def find(self, sought: Sought, *, is_available: bool = False) -> tuple[Entry, ...]:
        """Find contacts."""
        if self._looked_up != self._ended:
            ended = self._ended
            self._recent = await self._called_last()
            self._looked_up = ended
        lets = self.is_available if is_available else None
        return await asyncio.to_thread(self.book.find, sought, self._recent, lets)

    def name_of(self, number: str) -> str:
        """Say whose number it is; empty if nobody knows."""
        entry = self.book.named(number) if number else None
        return entry.name if entry else ""

    def named(self, event: Event) -> Event:
        """Say who calls, where the network names only a number."""
        if not isinstance(event, Invited) or event.peer.name not in ("", event.peer.number):
            return event
        name = self.name_of(event.peer.number)
        return replace(event, peer=replace(event.peer, name=name)) if name else event

    def availability(self, entry: Entry) -> Availability | None:
        """Say whether a colleague can be called; None if nobody knows."""
        return self._availability.get(entry.watch) if entry.watch else None

    def note_availability(self, address: str, availability: Availability | None) -> None:
        """Somebody's presence is another, or not known any more."""
        if availability is None:
            self._availability.pop(address, None)
        else:
            self._availability[address] = availability

    def is_available(self, entry: Entry) -> bool:
        """Say whether a colleague is known to be available."""
        return self.availability(entry) is Availability.AVAILABLE

    async def _called_last(self) -> tuple[Entry, ...]:
        """The numbers of the last calls, each once, latest first."""
        if not self._most_recent:
            return ()
        page = await self._history.page(Wanted(limit=LOOKED_THROUGH))
        entries = map(_recent_entry, page.records)
        latest = {self.book.key(entry.number): entry for entry in reversed(tuple(entries)) if entry.number}
        return tuple(reversed(latest.values()))[: self._most_recent]


def _recent_entry(record: CallRecord) -> Entry:
    number = record.party.number or record.party.uri
    kind = Kind.AGENT if record.call_type is CallType.INTERNAL else Kind.PHONE_NUMBER
    return Entry(name=record.party.name or number, kind=kind, number=number)


def country_of(settings: Settings) -> str | None:
    """The country of numbers that do not say theirs."""
    return settings.contacts.country or settings.dial.country
