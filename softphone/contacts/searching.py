"""What it means that a contact is looked for: the plain rule that the index has to agree with."""

from dataclasses import dataclass

from softphone.contacts.entries import Entry, Kind
from softphone.contacts.folding import digits_of, e164, folded, is_number

GAP = "\n"
"""Between two fields; no term holds it, so that none is found across fields."""
Term = tuple[str] | tuple[str, str]
"""Something that must be found, in its one spelling or in either of its two."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which contacts somebody wants to see; no kinds are all kinds."""

    contains: str = ""
    limit: int = 50
    offset: int = 0
    kinds: frozenset[Kind] = frozenset()


def terms_of(contains: str, country: str | None) -> tuple[Term, ...]:
    """Split what somebody typed into what has to be found. A number counts whole, however it is spaced."""
    text = folded(contains)
    joined = "".join(text.split())
    if is_number(joined):
        return (_number(joined, country),)
    return tuple(_number(word, country) if is_number(word) else (word,) for word in text.split())


def searched_text(entry: Entry, whole: str) -> str:
    """Say everything that an entry can be found by, each on a line of its own; `whole` is its number in E.164."""
    words = (entry.name, entry.extension, entry.id, entry.queue, entry.description)
    fields = [folded(word) for word in words if word]
    if entry.number:
        fields += [digits_of(whole or entry.number), folded(entry.number)]
    return GAP.join(dict.fromkeys(fields))


def is_found(terms: tuple[Term, ...], text: str) -> bool:
    """Whether all terms are in a searched text."""
    return all(any(spelling in text for spelling in term) for term in terms)


def _number(written: str, country: str | None) -> Term:
    """The spellings of a number; one that holds the other adds nothing."""
    short, whole = digits_of(written), digits_of(e164(written, country))
    return (short,) if not whole or short in whole else (short, whole)
