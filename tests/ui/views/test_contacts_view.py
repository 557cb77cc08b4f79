"""The phone book says who can be called, and whether a colleague is available."""

from softphone.contacts.entries import Kind
from softphone.protocol.contacts import ContactsPage, ContactState
from softphone.protocol.vocabulary import Availability
from softphone.ui.views.contacts import CONTACTS_AT_ONCE, asked, contacts
from softphone.ui.views.keys import Tone
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.rows import Row

LENA = ContactState(
    name="Lena Okafor",
    kind=Kind.AGENT,
    number="+442079460958",
    availability=Availability.AVAILABLE,
    description="Sales",
)


def row(contact: ContactState) -> Row:
    return contacts(ContactsPage(contacts=(contact,)), None, ENGLISH).rows[0]


def test_a_colleague_is_shown_with_what_can_be_dialled_and_whether_available() -> None:
    assert row(LENA) == Row(
        text="Lena Okafor",
        detail="+44 20 7946 0958, Sales",
        aside="Available",
        icon="account",
        tone=Tone.GOOD,
        target="+442079460958",
    )


def test_what_is_not_known_is_not_claimed() -> None:
    queue = row(ContactState(name="", kind=Kind.QUEUE, id="0Qz"))

    assert (queue.text, queue.aside, queue.icon, queue.target) == ("Unknown", "", "queue", "0Qz")
    assert row(ContactState(name="", kind=Kind.PHONE_NUMBER, extension="4711")).target == "4711"


def test_a_full_page_has_another_behind_it() -> None:
    full = contacts(ContactsPage(contacts=(LENA,) * CONTACTS_AT_ONCE), None, ENGLISH)
    last = contacts(ContactsPage(contacts=(LENA,)), full.next, ENGLISH)

    assert asked("lena", full.next, is_available=False).offset == CONTACTS_AT_ONCE
    assert last.next is None
