"""Which colleagues are watched, and what the phone book learns of them."""

from collections.abc import Callable

from softphone.core.messages.facts import AvailabilityChanged
from softphone.engine.directory import Directory
from softphone.engine.phone_book import PhoneBook
from softphone.engine.ports.contacts import Shelf
from softphone.engine.runner import Announced
from softphone.settings import Settings

Watch = Callable[[tuple[str, ...], tuple[str, ...]], None]
"""Watches addresses by presence, and others by dialogs; exactly these from then on."""


class Watching:
    """Stands between the phone book and the lamps."""

    def __init__(self, settings: Settings, book: PhoneBook, watch: Watch) -> None:
        self._settings = settings
        self._book = book
        self._watch = watch
        self._watched: dict[str, str] = {}

    def start(self) -> None:
        """Watch whom the settings name; the contacts follow when they are read."""
        if self._settings.contacts.availability and self._settings.sip.presence_watch:
            self._watch((), self._settings.sip.presence_watch)

    def contacts_read(self, shelf: Shelf) -> None:
        """Take over what the contact files hold, and whom they want watched."""
        self._book.put(shelf)
        if not self._settings.contacts.availability:
            return
        directory = Directory(self._settings)
        wanted = dict.fromkeys(entry.watch for entry in shelf.book.entries if entry.watch)
        self._watched = {directory.colleague(watch): watch for watch in wanted}
        self._watch(tuple(self._watched), self._settings.sip.presence_watch)

    def listen(self, told: Announced) -> None:
        """Somebody is available, or not."""
        if isinstance(told.fact, AvailabilityChanged):
            address = told.fact.address
            self._book.note_availability(self._watched.get(address, address), told.fact.availability)
