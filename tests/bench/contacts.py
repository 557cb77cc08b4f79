"""How long it takes to find contacts among many, whatever is looked for and however far down the list."""

import random
import time

from softphone.contacts.book import Book, book_of
from softphone.contacts.entries import Entry, Kind
from softphone.contacts.searching import Sought
from tests.bench.figure import Bench, Figure
from tests.bench.stopwatch import times_of

CONTACTS = 100_000
ROUNDS, QUICK = 50, 5
SLOWEST_MS = 20.0
SOUGHT = ("", "a", "müller", "muller 99999", "030 1099999", "+49 (0)30 1099999", "nobody", "an er 5 9")
NAMES = ("Müller", "Schmidt", "Anders", "García", "Łukasz", "O'Neill", "Jørgensen", "Brontë")


async def measure(bench: Bench) -> list[Figure]:
    """Search a book of 100,000."""
    began = time.perf_counter()
    book = _book()
    built_s = time.perf_counter() - began
    rounds = bench.rounds(ROUNDS, QUICK)
    took = [_search_s(book, text, offset) for _ in range(rounds) for text in SOUGHT for offset in (0, 50_000)]
    slowest_ms = max(took) * 1000
    return [
        Figure(
            "contacts",
            f"at most {SLOWEST_MS:g} ms",
            f"slowest {slowest_ms:.1f} ms, {times_of(took)} ({len(took)} searches)",
            slowest_ms <= SLOWEST_MS,
            details=(f"the book was made in {built_s:.1f} s",),
        )
    ]


def _book() -> Book:
    chosen = random.Random(5)
    return book_of(
        (
            Entry(
                name=f"{chosen.choice(NAMES)} {chosen.choice(NAMES)} {place}",
                number=f"+4930{1_000_000 + place}",
                kind=chosen.choice(tuple(Kind)),
            )
            for place in range(CONTACTS)
        ),
        "DE",
    )


def _search_s(book: Book, text: str, offset: int) -> float:
    began = time.perf_counter()
    book.find(Sought(text, 50, offset))
    return time.perf_counter() - began
