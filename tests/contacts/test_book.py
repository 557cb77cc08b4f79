"""Finding contacts: case, accents and spelling of numbers do not matter, and the order is always the same."""

from itertools import islice

import pytest
from hypothesis import given, settings, strategies as st

from softphone.contacts.book import Book, book_of
from softphone.contacts.entries import Entry, Kind
from softphone.contacts.searching import Sought, is_found, searched_text, terms_of

ANNA = Entry(name="Anna Müller", number="030 1234567", kind=Kind.AGENT, description="Billing")
BERT = Entry(name="Bert Łukasz", number="+49 89 7654321", extension="12")
SUPPORT = Entry(name="Support", id="q-7", kind=Kind.QUEUE, wait_time="240")
BOOK = book_of((SUPPORT, BERT, ANNA), "DE")


def names(book: Book, contains: str = "", **more: object) -> list[str]:
    return [entry.name for entry in book.find(Sought(contains, **more))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "contains",
    [
        *("anna", "MULLER", "mü", "müller anna", "  anna  ", "billing", "1234567", "030 12345"),
        *("+49 30 1234567", "0049301234567", "(030) 123-45", "+49 (0)30 1234567"),
    ],
)
def test_a_contact_is_found_however_it_is_written(contains: str) -> None:
    assert names(BOOK, contains) == ["Anna Müller"]


def test_nothing_is_found_across_two_fields() -> None:
    assert names(BOOK, "mullerbilling") == []


def test_all_contacts_come_by_name() -> None:
    assert names(BOOK) == ["Anna Müller", "Bert Łukasz", "Support"]


def test_pages_follow_each_other() -> None:
    assert [names(BOOK, offset=place, limit=1) for place in range(4)] == [
        ["Anna Müller"],
        ["Bert Łukasz"],
        ["Support"],
        [],
    ]


def test_kinds_limit_what_is_found() -> None:
    assert names(BOOK, kinds=frozenset({Kind.QUEUE, Kind.AGENT})) == ["Anna Müller", "Support"]


def test_who_was_called_last_comes_first_and_once_and_by_name() -> None:
    stranger = Entry(name="0171 999", number="0171999")

    found = BOOK.find(Sought(), recent=(stranger, Entry(name="?", number="+49 30 1234567")))

    assert [entry.name for entry in found] == ["0171 999", "Anna Müller", "Bert Łukasz", "Support"]


def test_a_number_is_named_however_it_is_written() -> None:
    assert [BOOK.named(number) for number in ("+49301234567", "0301234567", "030/123 45-67")] == [ANNA] * 3
    assert BOOK.named("999") is None


def test_the_same_contact_twice_is_there_once() -> None:
    assert names(book_of((ANNA, BERT, ANNA), "DE")) == ["Anna Müller", "Bert Łukasz"]


LETTERS = st.text("aäbł 0137+-\n", max_size=6)
ENTRIES = st.builds(
    Entry, name=LETTERS, number=LETTERS, extension=LETTERS, description=LETTERS, kind=st.sampled_from(Kind)
)


@settings(max_examples=300)
@given(
    st.lists(ENTRIES, max_size=12),
    LETTERS,
    st.frozensets(st.sampled_from(Kind)),
    st.integers(0, 4),
    st.integers(0, 4),
    st.sampled_from([None, "DE", "US"]),
)
def test_searching_equals_looking_at_each_contact(
    entries: list[Entry], contains: str, kinds: frozenset[Kind], offset: int, limit: int, country: str | None
) -> None:
    book = book_of(entries, country)
    terms = terms_of(contains, country)
    naive = (
        entry
        for entry in book.entries
        if is_found(terms, searched_text(entry, book.key(entry.number))) and (not kinds or entry.kind in kinds)
    )

    assert set(book.entries) == set(entries)
    assert book.find(Sought(contains, limit, offset, kinds)) == tuple(islice(naive, offset, offset + limit))
