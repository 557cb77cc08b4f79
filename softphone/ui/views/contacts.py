"""Whom one can call, as rows: who it is, and whether a colleague is available now."""

from softphone.contacts.entries import Kind
from softphone.protocol.contacts import Contacts, ContactsPage, ContactState, MarkFavourite
from softphone.protocol.vocabulary import Availability
from softphone.ui.views import people
from softphone.ui.views.callees import NOBODY, of_contact, written
from softphone.ui.views.dialling import dial_field
from softphone.ui.views.keys import Key
from softphone.ui.views.language import Language, mark
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.rows import Page, Row
from softphone.ui.views.tone import Tone

CONTACTS_AT_ONCE = 50
CALL = "call"
NO_NUMBER = mark("There is no number that could be called.")
HOW: dict[Availability, tuple[str, Tone]] = {
    Availability.AVAILABLE: (mark("Available"), Tone.GOOD),
    Availability.BUSY: (mark("Busy"), Tone.WARN),
    Availability.OFFLINE: (mark("Offline"), Tone.PLAIN),
}
ICONS = {Kind.AGENT: "account", Kind.QUEUE: "queue", Kind.FLOW: "divert"}


def asked(text: str, offset: int | None, *, is_available: bool, is_favourite: bool = False) -> Contacts:
    """Ask for the next contacts."""
    return Contacts(
        contains=text,
        offset=offset or 0,
        limit=CONTACTS_AT_ONCE,
        is_available=is_available,
        is_favourite=is_favourite,
    )


def contacts(page: ContactsPage, offset: int | None, say: Language, region: str | None = None) -> Page:
    """Show a page of the phone book; a full one has another behind it."""
    is_full = len(page.contacts) >= CONTACTS_AT_ONCE
    rows = tuple(_row(contact, say, region) for contact in page.contacts)
    return Page(rows, (offset or 0) + len(rows) if is_full else None)


def _row(contact: ContactState, say: Language, region: str | None) -> Row:
    number = written(contact, say, region) if contact.number else ""
    how, tone = HOW[contact.availability] if contact.availability else ("", Tone.PLAIN)
    name = people.isolated(people.clean(contact.name))
    marked = say("favourite") if contact.is_favourite else ""
    details = (number if name else "", people.clean(contact.queue), people.clean(contact.description), marked)
    return Row(
        text=name or number or say("Unknown"),
        detail=", ".join(filter(None, details)),
        aside=say(how) if how else "",
        icon="star" if contact.is_favourite else ICONS.get(contact.kind, "contacts"),
        tone=tone,
        callee=of_contact(contact),
        about=contact,
    )


def contact_keys(contact: ContactState | None, mirror: Mirror, say: Language) -> tuple[Key, ...]:
    """Make the keys below the list; without a contact, none is marked."""
    why = "" if contact else say("Choose a contact first.")
    if not why and not mirror.is_up:
        why = say("The phone is not running.")
    is_favourite = contact is not None and contact.is_favourite
    title = say("Remove favourite") if is_favourite else say("Add to favourites")
    return (
        Key(CALL, say("Call"), "call", "", why or _why_not_call(contact, mirror, say)),
        Key("favourite", title, "star", "Ctrl+Shift+F", why, is_on=is_favourite, command=_other_mark(contact)),
    )


def _why_not_call(contact: ContactState | None, mirror: Mirror, say: Language) -> str:
    """Say why a contact cannot be called now."""
    callee = of_contact(contact) if contact else NOBODY
    return dial_field(callee, mirror, say).why_not if callee.text else say(NO_NUMBER)


def _other_mark(contact: ContactState | None) -> MarkFavourite | None:
    if contact is None:
        return None
    return MarkFavourite(
        name=contact.name or of_contact(contact).text,
        kind=contact.kind,
        number=contact.number,
        id=contact.id,
        is_favourite=not contact.is_favourite,
    )
