"""The phone book as clients see it: from its own values to the protocol's."""

from datetime import datetime

from softphone.contacts.entries import Entry
from softphone.contacts.searching import Sought
from softphone.core.values import Origin
from softphone.engine.favourites import Favourites
from softphone.engine.phone_book import PhoneBook
from softphone.engine.ports.contacts import ReadFile
from softphone.protocol.contacts import (
    BadRow,
    ContactFile,
    Contacts,
    ContactsChanged,
    ContactsPage,
    ContactState,
    OfContacts,
)


async def contacts_page(book: PhoneBook, favourites: Favourites, asked: Contacts) -> ContactsPage:
    """Find contacts for a client."""
    sought = Sought(asked.contains, asked.limit, asked.offset, frozenset(asked.kinds))
    if asked.is_favourite:
        found = favourites.find(sought, book.is_available if asked.is_available else None)
    else:
        found = await book.find(sought, is_available=asked.is_available)
    shown = tuple(_contact(book, entry, is_favourite=favourites.has(entry)) for entry in found)
    return ContactsPage(contacts=shown, files=_files(book))


def contacts_changed(book: PhoneBook, seq: int, at: datetime) -> ContactsChanged:
    """Tell that the book was read."""
    payload = OfContacts(contacts=len(book.book.entries), files=_files(book))
    return ContactsChanged(seq=seq, at=at, origin=Origin.TIMER, payload=payload)


def _contact(book: PhoneBook, entry: Entry, *, is_favourite: bool) -> ContactState:
    return ContactState(
        name=entry.name,
        kind=entry.kind,
        number=entry.number,
        extension=entry.extension,
        prefix=entry.prefix,
        id=entry.id,
        queue=entry.queue,
        wait_time=entry.wait_time,
        description=entry.description,
        record=entry.record,
        availability=book.availability(entry),
        is_favourite=is_favourite,
    )


def _files(book: PhoneBook) -> tuple[ContactFile, ...]:
    return tuple(map(_file, book.files))


def _file(read: ReadFile) -> ContactFile:
    return ContactFile(
        path=read.path,
        contacts=read.contacts,
        bad_rows=read.bad_rows,
        first_bad=tuple(BadRow(line=row.line, says=row.says) for row in read.first_bad),
        says=read.says,
    )
