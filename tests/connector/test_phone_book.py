"""Contacts for Salesforce: filters as it sends them, kinds as the settings allow, texts as its classes want them."""

import pytest

from softphone.connector.asks import ContactsFilter
from softphone.connector.phone_book import contact_of, contact_types, contacts_of, wish_of
from softphone.connector.words import Availability
from softphone.contacts.entries import Entry, Kind
from softphone.contacts.searching import Sought
from softphone.settings.sections.agent import ContactsSettings

ALL = ContactsSettings(kinds=("Agent", "Queue", "PhoneBook", "PhoneNumber", "Flow"), queue_wait_times=True)
EVERYBODY = frozenset(Kind)


def test_a_search_is_taken_as_it_comes() -> None:
    asked = ContactsFilter(contains="anna", limit=50, offset=100)

    assert wish_of(asked, ALL).sought == Sought("anna", 50, 100, EVERYBODY)


def test_without_search_one_question_gives_a_thousand() -> None:
    settings = ContactsSettings(search=False, kinds=ALL.kinds)

    assert wish_of(None, settings).sought == Sought("", 1000, 0, EVERYBODY)
    assert wish_of(ContactsFilter(limit=50), settings).sought.limit == 1000


@pytest.mark.parametrize(
    ("types", "kinds"),
    [
        (("AGENT",), {Kind.AGENT}),
        (("Agent", "QUEUE"), {Kind.AGENT, Kind.QUEUE}),
        (("CONTACT",), {Kind.PHONE_BOOK, Kind.PHONE_NUMBER}),
        (("DIRECTORY",), {Kind.PHONE_BOOK}),
        (("FLOW",), {Kind.FLOW}),
        (("PhoneNumber",), {Kind.PHONE_NUMBER}),
        (("NONSENSE",), EVERYBODY),
        (None, EVERYBODY),
    ],
)
def test_the_types_of_a_filter(types: tuple[str, ...] | None, kinds: set[Kind]) -> None:
    assert wish_of(ContactsFilter(types=types), ALL).sought.kinds == kinds


def test_available_is_a_filter_of_its_own() -> None:
    assert wish_of(ContactsFilter(types=("AGENT", "AVAILABLE")), ALL).is_available
    assert not wish_of(ContactsFilter(types=("AGENT",)), ALL).is_available


def test_kinds_that_the_settings_hide_are_not_given_even_when_asked_for() -> None:
    settings = ContactsSettings(kinds=("Agent",))

    assert wish_of(ContactsFilter(types=("QUEUE",)), settings).sought.limit == 0
    assert wish_of(None, settings).sought.kinds == {Kind.AGENT}
    assert contact_types(settings) == ("Agent",)


def test_queues_wait_in_text_and_only_agents_are_available() -> None:
    queue = contact_of(Entry(name="Support", kind=Kind.QUEUE, id="7", wait_time="240"), Availability.AVAILABLE, ALL)
    agent = contact_of(Entry(name="Anna", kind=Kind.AGENT, number="4711", wait_time="1"), Availability.BUSY, ALL)
    quiet = contact_of(Entry(name="Support", kind=Kind.QUEUE, id="7", wait_time="240"), None, ContactsSettings())

    assert (queue.queue_wait_time, queue.queue, queue.availability) == ("240", "7", None)
    assert (agent.queue_wait_time, agent.availability, agent.id) == (None, Availability.BUSY, "4711")
    assert quiet.queue_wait_time is None


def test_of_everybody_who_is_found_availability_is_said_where_it_is_known() -> None:
    ann, bert = Entry(name="Ann", kind=Kind.AGENT, id="1"), Entry(name="Bert", kind=Kind.AGENT, id="2")

    found = contacts_of([(ann, Availability.BUSY), (bert, None)], ALL)

    assert [(contact.name, contact.availability) for contact in found] == [("Ann", Availability.BUSY), ("Bert", None)]
