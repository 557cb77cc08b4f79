"""The phone book of the engine: who was called last, whose number it is, who is available."""

from datetime import UTC, datetime, timedelta

from softphone.contacts.book import book_of
from softphone.contacts.entries import Entry, Kind
from softphone.contacts.searching import Sought
from softphone.core.messages.events import Invited, NetworkLost
from softphone.core.state.presence import Availability
from softphone.core.values import AccountName, CallId, CallType, Direction, EndReason, LegId, Origin, Peer, Tags
from softphone.engine.call_record import CallRecord, Party
from softphone.engine.phone_book import PhoneBook
from softphone.engine.ports.contacts import Shelf
from softphone.settings import Settings
from softphone.settings.sections.agent import ContactsSettings
from tests.fakes.storage import FakeHistory

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
ANNA = Entry(name="Anna", number="+49301234567", kind=Kind.AGENT, watch="sip:anna@pbx")
BERT = Entry(name="Bert", number="+49897654321", kind=Kind.AGENT, watch="sip:bert@pbx")


def record(place: int, number: str, name: str = "") -> CallRecord:
    at = NOON + timedelta(minutes=place)
    return CallRecord(
        CallId(f"c{place}"), CallType.INBOUND, Direction.IN, at, at, Party(number, name), EndReason.HUNG_UP, Origin.DESK
    )


def a_book(history: FakeHistory | None = None, recent: int = 50) -> PhoneBook:
    settings = Settings(contacts=ContactsSettings(country="DE", recent=recent))
    book = PhoneBook(settings, history or FakeHistory(), lambda: None)
    book.put(Shelf(book_of((ANNA, BERT), "DE")))
    return book


async def names(book: PhoneBook, contains: str = "") -> list[str]:
    return [entry.name for entry in await book.find(Sought(contains))]


async def test_who_was_called_last_comes_first_each_number_once() -> None:
    history = FakeHistory()
    for place, number in enumerate(("0171 999", "089/7654321", "0171999", "+49897654321", "0171 888")):
        history.save(record(place, number))

    assert await names(a_book(history)) == ["0171 888", "Bert", "0171999", "Anna"]
    assert await names(a_book(history, recent=1)) == ["0171 888", "Anna", "Bert"]
    assert await names(a_book(history, recent=0)) == ["Anna", "Bert"]


def test_a_number_on_the_network_gets_the_name_that_the_book_has() -> None:
    def invited(peer: Peer) -> Invited:
        return Invited(LegId("l"), AccountName("a"), peer, CallId("c"), Tags())

    book = a_book()
    unnamed = book.named(invited(Peer("sip:x@y", "", "030 1234567")))
    named = invited(Peer("sip:x@y", "Somebody", "030 1234567"))
    unknown = invited(Peer("sip:x@y", "", "999"))

    assert isinstance(unnamed, Invited)
    assert unnamed.peer.name == "Anna"
    assert book.named(named) is named
    assert book.named(unknown) is unknown
    assert book.named(NetworkLost()) == NetworkLost()


async def test_only_colleagues_who_are_available() -> None:
    book = a_book()
    book.note_availability("sip:bert@pbx", Availability.AVAILABLE)
    book.note_availability("sip:anna@pbx", Availability.BUSY)

    found = await book.find(Sought(), is_available=True)
    book.note_availability("sip:bert@pbx", None)

    assert found == (BERT,)
    assert book.availability(BERT) is None
    assert book.availability(ANNA) is Availability.BUSY
