"""The phone book on the bridge: what is asked of it, what it answers, and that it has changed."""

from typing import Annotated, ClassVar

from msgspec import Meta

from softphone.contacts.entries import Kind
from softphone.core.state.presence import Availability
from softphone.protocol.call_events import Event
from softphone.protocol.words import Asked, Count, Text, Told

MOST = 1000


class Contacts(Asked, frozen=True, kw_only=True):
    """Find contacts. Those called last come first, all others by name; `contains` may be part of a name or number."""

    METHOD: ClassVar[str] = "contacts"

    contains: Text = ""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = 50
    offset: Count = 0
    kinds: tuple[Kind, ...] = ()
    """None are all."""
    is_available: bool = False
    """Only colleagues who are available."""
    is_favourite: bool = False
    """Only those whom the agent has marked, by name."""


class MarkFavourite(Asked, frozen=True, kw_only=True):
    """Mark a contact as a favourite, or remove the mark. It is known by its number, else by its kind and id."""

    METHOD: ClassVar[str] = "favourite"

    name: Annotated[str, Meta(min_length=1, max_length=256, pattern=r"\A[^\x00-\x1f\x7f]+\Z")]
    kind: Kind = Kind.PHONE_BOOK
    number: Text = ""
    id: Text = ""
    is_favourite: bool = True


class ContactState(Told, frozen=True, kw_only=True):
    """Somebody, or a queue, that can be called. What is not known is empty."""

    name: str
    kind: Kind
    number: str = ""
    extension: str = ""
    prefix: str = ""
    id: str = ""
    queue: str = ""
    wait_time: str = ""
    """Seconds, for a queue."""
    description: str = ""
    record: str = ""
    availability: Availability | None = None
    is_favourite: bool = False


class BadRow(Told, frozen=True, kw_only=True):
    """A row of a contact file that is left out."""

    line: Count
    says: str


class ContactFile(Told, frozen=True, kw_only=True):
    """A file of contacts: how many came from it, and what is wrong with it as a whole or in rows."""

    path: str
    contacts: Count = 0
    bad_rows: Count = 0
    first_bad: tuple[BadRow, ...] = ()
    says: str = ""


class ContactsPage(Told, frozen=True, kw_only=True):
    """Some contacts. There may be more behind them if they are as many as asked for."""

    contacts: tuple[ContactState, ...] = ()
    files: tuple[ContactFile, ...] = ()


class OfContacts(Told, frozen=True, kw_only=True):
    """How many there are now, and what is wrong with the files they come from."""

    contacts: Count
    files: tuple[ContactFile, ...] = ()


class ContactsChanged(Event, frozen=True, kw_only=True, tag="CONTACTS_CHANGED"):
    """The phone book was read (again)."""

    payload: OfContacts
