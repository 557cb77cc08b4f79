"""Favourites are the agent's own: kept beyond the engine's life, and beyond the files that their contacts came from."""

import pytest

from softphone.contacts.book import Book, book_of
from softphone.contacts.entries import Entry, Kind
from softphone.contacts.searching import Sought
from softphone.engine import favourites
from softphone.engine.contacts_view import contacts_page
from softphone.engine.favourites import Favourites
from softphone.protocol.contacts import Contacts, MarkFavourite
from softphone.protocol.refusals import Refused
from tests.engine.test_phone_book import ANNA, BERT, a_book

ANNA_MARKED = MarkFavourite(name="Anna", number="030 1234567")


class NotedMemory:
    """Keeps them for a test; or cannot."""

    def __init__(self) -> None:
        self.kept: tuple[Entry, ...] = ()
        self.fails = False

    def read(self) -> tuple[Entry, ...]:
        return self.kept

    def keep(self, entries: tuple[Entry, ...]) -> None:
        if self.fails:
            raise OSError(28, "No space left on device")
        self.kept = entries


class Room:
    def __init__(self) -> None:
        self.memory = NotedMemory()
        self.book: Book = book_of((ANNA, BERT), "DE")
        self.favourites = Favourites(self.memory, lambda: self.book)

    def names(self, contains: str = "") -> list[str]:
        return [entry.name for entry in self.favourites.find(Sought(contains))]


async def test_a_contact_is_marked_by_its_number_however_that_is_written() -> None:
    room = Room()
    await room.favourites.mark(ANNA_MARKED)
    await room.favourites.mark(MarkFavourite(name="Anna", number="+49301234567"))

    assert room.favourites.has(ANNA)
    assert not room.favourites.has(BERT)
    assert room.memory.kept == (ANNA,), "all that the book knows of her is kept"
    await room.favourites.mark(MarkFavourite(name="Anna", number="+49 30 1234567", is_favourite=False))
    assert not room.memory.kept


async def test_a_favourite_outlives_the_engine_and_the_file_it_came_from() -> None:
    room = Room()
    await room.favourites.mark(ANNA_MARKED)
    await room.favourites.mark(MarkFavourite(name="Sales", kind=Kind.QUEUE, id="q1"))
    again = Favourites(room.memory, lambda: room.book)
    room.book = book_of((), "DE")
    await again.recall()

    assert [entry.name for entry in again.find(Sought())] == ["Anna", "Sales"]
    assert again.has(Entry(name="Sales", kind=Kind.QUEUE, id="q1"))
    assert [entry.name for entry in again.find(Sought("sal"))] == ["Sales"]
    assert [entry.name for entry in again.find(Sought(kinds=frozenset({Kind.AGENT})))] == ["Anna"]
    assert [entry.name for entry in again.find(Sought(limit=1, offset=1))] == ["Sales"]


async def test_what_the_book_knows_now_is_shown() -> None:
    room = Room()
    await room.favourites.mark(ANNA_MARKED)
    room.book = book_of((Entry(name="Anna Schmidt", number="+49301234567"),), "DE")

    assert room.names() == ["Anna Schmidt"]


async def test_of_several_who_share_a_number_the_marked_one_is_shown() -> None:
    room = Room()
    doctor = Entry(name="Zoe", number="+49301234567", description="practice")
    room.book = book_of((ANNA, doctor), "DE")
    await room.favourites.mark(MarkFavourite(name="Zoe", number="030 1234567"))

    assert room.memory.kept == (doctor,)
    assert room.names() == ["Zoe"]
    assert room.favourites.has(ANNA), "it is the same number"


async def test_what_the_book_says_now_of_one_without_a_number_is_shown() -> None:
    room = Room()
    sales = Entry(name="Sales", kind=Kind.QUEUE, id="q1", wait_time="60")
    room.book = book_of((sales, Entry(name="Sales", kind=Kind.FLOW, id="q1")), "DE")
    await room.favourites.mark(MarkFavourite(name="Sales", kind=Kind.QUEUE, id="q1"))
    assert room.memory.kept == (sales,)

    busier = Entry(name="Sales", kind=Kind.QUEUE, id="q1", wait_time="600")
    room.book = book_of((busier,), "DE")
    assert room.favourites.find(Sought()) == (busier,)


async def test_what_cannot_be_kept_is_refused_and_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room()
    with pytest.raises(Refused, match="needs a number"):
        await room.favourites.mark(MarkFavourite(name="Nobody"))
    room.memory.fails = True
    with pytest.raises(Refused, match="No space left"):
        await room.favourites.mark(ANNA_MARKED)
    monkeypatch.setattr(favourites, "MOST", 0)
    with pytest.raises(Refused, match="already"):
        await room.favourites.mark(ANNA_MARKED)

    assert room.names() == []


async def test_clients_see_who_is_one_and_may_ask_for_them_alone() -> None:
    book, room = a_book(), Room()
    await room.favourites.mark(ANNA_MARKED)

    everybody = await contacts_page(book, room.favourites, Contacts())
    alone = await contacts_page(book, room.favourites, Contacts(is_favourite=True))
    available = await contacts_page(book, room.favourites, Contacts(is_favourite=True, is_available=True))

    assert {one.name: one.is_favourite for one in everybody.contacts} == {"Anna": True, "Bert": False}
    assert [one.name for one in alone.contacts] == ["Anna"]
    assert available.contacts == (), "nobody knows whether she is"
