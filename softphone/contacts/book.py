"""The phone book as one immutable value: contacts in order, found by text, by kind and by number."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, islice, takewhile

from msgspec.structs import astuple

from softphone.contacts.entries import Entry, Kind
from softphone.contacts.folding import e164, folded
from softphone.contacts.searching import Sought, Term, is_found, searched_text, terms_of

CHUNK = 8192
"""Looked through at once: long enough to be fast, short enough to stop soon when there is enough."""
Lets = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Book:
    """All contacts, by name. `texts` are what they are found by, in the same order."""

    country: str | None
    entries: tuple[Entry, ...] = ()
    texts: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    """By number in E.164: the first contact of that number."""

    def find(self, sought: Sought, recent: Iterable[Entry] = (), lets: Lets | None = None) -> tuple[Entry, ...]:
        """Find contacts: those called last first, then all others by name. `lets` has the last word on each."""
        terms = terms_of(sought.contains, self.country)
        first = [self._known(entry) for entry in recent]
        shown = frozenset(map(id, first))
        found = [entry for entry in first if is_found(terms, searched_text(entry, self.key(entry.number)))]
        parts = chain([_wanted(found, sought.kinds, lets)], self._others(terms, shown, sought.kinds, lets))
        return _page(parts, sought.offset, sought.limit)

    def named(self, number: str) -> Entry | None:
        """The contact that a number belongs to, however it is written."""
        row = self.rows.get(self.key(number))
        return None if row is None else self.entries[row]

    def now(self, entry: Entry) -> Entry | None:
        """A contact as it is in the book now: known by its number and, where several share that, by its name.

        Without a number it is known by its kind and id, as long as its name stays the same.
        """
        if entry.number:
            number = self.key(entry.number)
            same = (one for one in self._namesakes(entry.name) if self.key(one.number) == number)
            return next(same, None) or self.named(entry.number)
        what = (entry.kind, entry.id)
        return next((one for one in self._namesakes(entry.name) if (one.kind, one.id) == what), None)

    def key(self, number: str) -> str:
        """What a number is known by: E.164, or for an extension itself."""
        return e164(number, self.country) or number

    def _namesakes(self, name: str) -> Iterator[Entry]:
        wanted = folded(name)
        first = bisect_left(self.entries, wanted, key=lambda entry: folded(entry.name))
        following = map(self.entries.__getitem__, range(first, len(self.entries)))
        return takewhile(lambda entry: folded(entry.name) == wanted, following)

    def _known(self, entry: Entry) -> Entry:
        """Somebody who was called, as the contact that they are, if they are one."""
        return self.named(entry.number) or entry

    def _others(
        self, terms: tuple[Term, ...], shown: frozenset[int], kinds: frozenset[Kind], lets: Lets | None
    ) -> Iterator[Sequence[Entry]]:
        ordered = sorted(terms, key=lambda term: -len(term[0]))
        for start in range(0, len(self.entries), CHUNK):
            rows: Sequence[int] = range(start, min(start + CHUNK, len(self.entries)))
            for term in ordered:
                rows = _narrowed(rows, term, self.texts)
            entries = [self.entries[row] for row in rows]
            yield _wanted([entry for entry in entries if id(entry) not in shown] if shown else entries, kinds, lets)


def _narrowed(rows: Sequence[int], term: Term, texts: Sequence[str]) -> Sequence[int]:
    match term:
        case (spelling,):
            return [row for row in rows if spelling in texts[row]]
        case one, other:
            return [row for row in rows if one in texts[row] or other in texts[row]]


def _wanted(entries: Sequence[Entry], kinds: frozenset[Kind], lets: Lets | None) -> Sequence[Entry]:
    if kinds:
        entries = [entry for entry in entries if entry.kind in kinds]
    return entries if lets is None else [entry for entry in entries if lets(entry)]


def _page(parts: Iterable[Sequence[Entry]], offset: int, limit: int) -> tuple[Entry, ...]:
    page: list[Entry] = []
    for part in parts:
        page += part[offset : offset + limit - len(page)]
        offset = max(0, offset - len(part))
        if len(page) >= limit:
            break
    return tuple(page)


def book_of(entries: Iterable[Entry], country: str | None) -> Book:
    """Make a book of entries; the same contact twice is there once.

    Sorted and read piece by piece in Python, so that other threads, calls above all, get their turn meanwhile.
    """
    ordered: list[Entry] = []
    texts: list[str] = []
    rows: dict[str, int] = {}
    for _, entry in merge(*_sorted_pieces(entries), key=_place):
        if ordered and ordered[-1] == entry:
            continue
        whole = e164(entry.number, country)
        if entry.number:
            rows.setdefault(whole or entry.number, len(ordered))
        ordered.append(entry)
        texts.append(searched_text(entry, whole))
    return Book(country, tuple(ordered), tuple(texts), rows)


_Placed = tuple[tuple[str, ...], Entry]


def _place(placed: _Placed) -> tuple[str, ...]:
    return placed[0]


def _sorted_pieces(entries: Iterable[Entry]) -> Iterator[list[_Placed]]:
    left = iter(entries)
    while piece := list(islice(left, CHUNK)):
        yield sorted(((_key(entry), entry) for entry in piece), key=_place)


def _key(entry: Entry) -> tuple[str, ...]:
    """By name as people sort; then by everything else, so that the same contact twice stands side by side."""
    return (folded(entry.name), entry.number, *astuple(entry))
