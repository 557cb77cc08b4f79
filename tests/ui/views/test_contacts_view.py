"""The phone book says who can be called, and whether a colleague is available."""

import pytest
from msgspec import structs

from softphone.contacts.entries import Kind
from softphone.protocol.contacts import ContactsPage, ContactState, MarkFavourite
from softphone.protocol.vocabulary import Availability
from softphone.ui.views.callees import of_contact
from softphone.ui.views.contacts import CONTACTS_AT_ONCE, asked, contact_keys, contacts
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.rows import Row
from softphone.ui.views.tone import Tone
from tests.ui.states import mirror, ringing

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
        callee=of_contact(LENA),
        about=LENA,
    )


def test_a_favourite_has_a_star_and_the_word() -> None:
    marked = structs.replace(LENA, is_favourite=True)

    assert (row(marked).icon, row(marked).tone) == ("star", Tone.GOOD)
    assert row(marked).detail == "+44 20 7946 0958, Sales, favourite"


def test_a_contact_can_be_called_and_marked_or_not_any_more() -> None:
    call, mark = contact_keys(LENA, mirror(), ENGLISH)
    assert call.is_enabled
    asks = MarkFavourite(name="Lena Okafor", kind=Kind.AGENT, number="+442079460958")
    assert (mark.text, mark.command) == ("Add to favourites", asks)

    _, unmark = contact_keys(structs.replace(LENA, is_favourite=True), mirror(), ENGLISH)
    assert (unmark.text, unmark.is_on) == ("Remove favourite", True)
    assert unmark.command == structs.replace(asks, is_favourite=False)
    assert {key.why_not for key in contact_keys(None, mirror(), ENGLISH)} == {"Choose a contact first."}
    assert {key.why_not for key in contact_keys(LENA, Mirror(), ENGLISH)} == {"The phone is not running."}


@pytest.mark.parametrize(
    ("contact", "phone", "why_not"),
    [
        (LENA, mirror(ringing()), "A call is ringing: answer or decline it first."),
        (LENA, mirror(accounts=()), "There is no account to call from."),
        (ContactState(name="Menu", kind=Kind.FLOW), mirror(), "There is no number that could be called."),
    ],
)
def test_who_cannot_be_called_now_can_still_be_marked(contact: ContactState, phone: Mirror, why_not: str) -> None:
    call, mark = contact_keys(contact, phone, ENGLISH)

    assert (call.why_not, mark.why_not) == (why_not, "")


def test_colleagues_who_share_a_number_are_told_apart_by_their_extensions() -> None:
    ann, ben = (
        structs.replace(LENA, name=name, extension=extension) for name, extension in (("", "11"), ("Ben", "12"))
    )

    assert row(ann).text == "+44 20 7946 0958 ext. 11"
    assert row(ben).detail == "+44 20 7946 0958 ext. 12, Sales"


def test_what_is_not_known_is_not_claimed() -> None:
    queue = row(ContactState(name="", kind=Kind.QUEUE, id="0Qz"))

    assert (queue.text, queue.aside, queue.icon, queue.callee.text) == ("Unknown", "", "queue", "0Qz")


def test_a_full_page_has_another_behind_it() -> None:
    full = contacts(ContactsPage(contacts=(LENA,) * CONTACTS_AT_ONCE), None, ENGLISH)
    last = contacts(ContactsPage(contacts=(LENA,)), full.next, ENGLISH)

    assert asked("lena", full.next, is_available=False).offset == CONTACTS_AT_ONCE
    assert last.next is None
