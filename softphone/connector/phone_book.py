"""Contacts as Salesforce asks for them and gets them. May not know where they come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from softphone.connector.asks import ContactsFilter
from softphone.connector.calls import Contact
from softphone.connector.words import Availability, ContactKind
from softphone.contacts.entries import Entry, Kind
from softphone.contacts.searching import Sought
from softphone.settings.sections.agent import ContactsSettings

_MEANT = {
    "AGENT": frozenset({Kind.AGENT}),
    "QUEUE": frozenset({Kind.QUEUE}),
    "FLOW": frozenset({Kind.FLOW}),
    "CONTACT": frozenset({Kind.PHONE_BOOK, Kind.PHONE_NUMBER}),
    "DIRECTORY": frozenset({Kind.PHONE_BOOK}),
    "PHONEBOOK": frozenset({Kind.PHONE_BOOK}),
    "PHONENUMBER": frozenset({Kind.PHONE_NUMBER}),
}
"""The words of a filter: the base connector's own list, and the kinds that contacts themselves have."""
_AVAILABLE = "AVAILABLE"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a filter asks for."""

    sought: Sought
    is_available: bool = False


def wish_of(wanted: ContactsFilter | None, settings: ContactsSettings) -> Wish:
    """Read a filter. Without search, Salesforce asks once and looks through everything it then gets by itself."""
    wanted = wanted or ContactsFilter()
    words = {word.upper() for word in wanted.types or ()}
    meant = frozenset[Kind]().union(*(_MEANT.get(word, frozenset()) for word in words))
    shown = frozenset(Kind(kind) for kind in settings.kinds)
    limit = min(wanted.limit, settings.most) if settings.search else settings.most
    return Wish(
        Sought(
            contains=wanted.contains or "",
            limit=limit if shown and (not meant or meant & shown) else 0,
            offset=wanted.offset,
            kinds=meant & shown or shown,
        ),
        is_available=_AVAILABLE in words,
    )


def contact_types(settings: ContactsSettings) -> tuple[ContactKind, ...]:
    """The kinds of contact that Salesforce offers to choose from."""
    return tuple(ContactKind(kind) for kind in dict.fromkeys(settings.kinds))


def contact_of(entry: Entry, availability: Availability | None, settings: ContactsSettings) -> Contact:
    """Draw a contact; what is not known is left out."""
    kind = ContactKind(entry.kind.value)
    is_queue = entry.kind is Kind.QUEUE
    return Contact(
        phone_number=entry.number or None,
        id=entry.id or entry.number or None,
        type=kind,
        name=entry.name,
        prefix=entry.prefix or None,
        extension=entry.extension or None,
        queue=(entry.queue or entry.id or None) if is_queue else None,
        availability=availability if settings.availability and entry.kind is Kind.AGENT else None,
        queue_wait_time=(entry.wait_time or None) if is_queue and settings.queue_wait_times else None,
        record_id=entry.record or None,
        description=entry.description or None,
    )


def contacts_of(found: Iterable[tuple[Entry, Availability | None]], settings: ContactsSettings) -> tuple[Contact, ...]:
    """Draw contacts."""
    return tuple(contact_of(entry, availability, settings) for entry, availability in found)
