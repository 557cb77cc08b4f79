"""Text and numbers in the form they are compared in: case and accents do not matter, nor how a number is written."""

import re
import unicodedata
from functools import lru_cache

import phonenumbers

DIALLED = frozenset("+-/.()0123456789")
"""What people write numbers with."""
DIGITS = frozenset("0123456789")
FEWEST_DIGITS = 5
"""A shorter number is an extension and means what it says."""
_WRITTEN_SO = re.compile(r"\+[1-9][0-9]{6,14}")
"""A number that is in E.164 already: taking it apart would cost a hundred times as much."""

WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"},
)
"""Letters that Unicode does not take apart, but people do."""


def folded(text: str) -> str:
    """Make case and accents not matter."""
    if text.isascii():
        return text.lower().replace("\0", "").replace("\n", "")
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(WHOLE)
    return "".join(letter for letter in apart if not unicodedata.combining(letter) and letter not in "\0\n")


def digits_of(number: str) -> str:
    """The digits of a number without its leading zeros, so that 0049 and +49 are the same."""
    digits = "".join(letter for letter in number if letter in DIGITS)
    return digits.lstrip("0") or digits


def is_number(text: str) -> bool:
    """Whether people would read this as a number."""
    return bool(text) and DIALLED.issuperset(text) and not DIGITS.isdisjoint(text)


def e164(number: str, country: str | None) -> str:
    """Write a number the one way that all its spellings share; empty where it is none that could exist."""
    if _WRITTEN_SO.fullmatch(number):
        return number
    return _parsed(number, country) if sum(letter in DIGITS for letter in number) >= FEWEST_DIGITS else ""


@lru_cache(maxsize=4096)
def _parsed(number: str, country: str | None) -> str:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
