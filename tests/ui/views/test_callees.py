"""Whom a row, a suggestion or a field means: always the contact itself, as long as nobody writes something else."""

import pytest
from msgspec import structs

from softphone.contacts.entries import Kind
from softphone.protocol.answers import HistoryPage
from softphone.protocol.commands import Consult, Dial, TransferCall
from softphone.protocol.contacts import ContactsPage, ContactState
from softphone.protocol.targets import ContactTarget
from softphone.ui.views.callees import NOBODY, Callee, of_call, of_contact
from softphone.ui.views.contacts import contacts
from softphone.ui.views.dialling import dial_field
from softphone.ui.views.key_row import ADD, TRANSFER
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.suggestions import joined, of_contacts, of_history
from softphone.ui.views.supervising import colleagues
from softphone.ui.views.target import target_keys
from tests.ui.states import connected, mirror
from tests.ui.views.test_history_view import entry

SUPPORT = ContactState(name="Support", kind=Kind.QUEUE, id="00G5e01", extension="2", prefix="9")
EXTENSIONS = (("Ann", "11"), ("Ben", "12"))
AS_TARGET = ContactTarget(kind=Kind.QUEUE, name="Support", id="00G5e01", extension="2", prefix="9")


def test_every_part_of_the_desk_means_the_same_by_a_contact() -> None:
    page, callee = ContactsPage(contacts=(SUPPORT,)), Callee("00G5e01", AS_TARGET)

    assert of_contact(SUPPORT) == callee
    assert contacts(page, None, ENGLISH).rows[0].callee == callee
    assert colleagues(page, ENGLISH).rows[0].callee == callee
    assert of_contacts(page.contacts, ENGLISH)[0].callee == callee


def test_a_contact_is_called_consulted_and_transferred_to_with_all_that_is_known_of_it() -> None:
    callee = of_contact(SUPPORT)
    keys = (
        *target_keys(TRANSFER, "call-1", callee, mirror(connected()), ENGLISH),
        *target_keys(ADD, "call-1", callee, mirror(connected()), ENGLISH),
    )

    consult = Consult(target=AS_TARGET, call_id="call-1")
    assert dial_field(callee, mirror(), ENGLISH).command == Dial(target=AS_TARGET)
    assert [key.command for key in keys] == [consult, TransferCall(target=AS_TARGET, call_id="call-1"), consult]


def test_a_contact_is_meant_until_somebody_writes_something_else() -> None:
    callee = of_contact(SUPPORT)

    assert callee.still("00G5e01") == callee
    assert callee.still("00G5e011") == Callee("00G5e011")
    assert NOBODY.still("4711") == Callee("4711")


@pytest.mark.parametrize("contact", [ContactState(name="?", kind=Kind.FLOW), ContactState(name="", kind=Kind.AGENT)])
def test_who_has_neither_a_number_nor_an_id_is_nobody(contact: ContactState) -> None:
    assert of_contact(contact) == NOBODY
    assert of_contacts((contact,), ENGLISH) == ()


@pytest.mark.parametrize(
    ("number", "uri", "called"),
    [
        ("+4930901820", "sip:+4930901820@pbx", "+4930901820"),
        ("00G5e01", "sip:queue-00G5e01@pbx", "sip:queue-00G5e01@pbx"),
        ("", "sip:bob@pbx", "sip:bob@pbx"),
    ],
)
def test_a_call_there_was_is_called_by_its_number_or_by_the_address_that_an_id_led_to(
    number: str, uri: str, called: str
) -> None:
    past = entry(number=number, uri=uri)

    assert of_call(past) == Callee(called)
    assert of_history(HistoryPage(entries=(past,)).entries, ENGLISH)[0].callee == Callee(called)


def test_colleagues_who_share_a_number_are_each_offered_and_a_call_there_was_only_where_nobody_is_just_that() -> None:
    ann, ben = (ContactState(name=name, kind=Kind.AGENT, number="4711", extension=ext) for name, ext in EXTENSIONS)
    call = of_history((entry(name="", number="4711"),), ENGLISH)
    all_known = of_contacts((ann, ben, structs.replace(ann, name="Desk", extension="")), ENGLISH)

    assert [found.text for found in joined(of_contacts((ann, ben), ENGLISH), call)] == [
        "Ann   4711 ext. 11",
        "Ben   4711 ext. 12",
        "4711",
    ]
    assert joined(all_known, call) == all_known


def test_who_has_withheld_the_number_is_nobody_to_call() -> None:
    withheld = entry(name="Anonymous", number="", uri="sip:anonymous@anonymous.invalid")

    assert of_call(withheld) == NOBODY
    assert of_history((withheld,), ENGLISH) == ()
