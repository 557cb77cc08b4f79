"""Who somebody is, for people: a name, a number as it is written, initials. Cleans what comes from the network."""

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

import phonenumbers
from phonenumbers import PhoneNumberFormat

from softphone.ui.views.language import Language

LONGEST_NAME = 120
_NUMBER = re.compile(r"\+?[0-9*#]{2,20}")
_SEPARATE = {"\N{LEFT-TO-RIGHT OVERRIDE}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LEFT-TO-RIGHT EMBEDDING}"} | {
    "\N{RIGHT-TO-LEFT EMBEDDING}",
    "\N{POP DIRECTIONAL FORMATTING}",
}
_ANONYMOUS = re.compile(r"sips?:(?:anonymous@.*|(?:.*@)?anonymous\.invalid(?:[:;?].*)?)", re.IGNORECASE)
_ISOLATE, _END_OF_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class Somebody(Protocol):
    """Who takes part in a call, or did: as the network says."""

    @property
    def uri(self) -> str:
        """The SIP address."""

    @property
    def name(self) -> str:
        """What the other end calls itself, or the phone book calls it."""

    @property
    def number(self) -> str:
        """The number; empty where there is none."""


def clean(text: str, longest: int = LONGEST_NAME) -> str:
    """Keep what can be shown in one line: no control signs, nothing that turns the text around it, not too long."""
    kept = "".join(" " if _is_space(sign) else sign for sign in text[: longest * 4] if _is_shown(sign))
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def isolated(text: str) -> str:
    """Let a text in another script's direction not disturb the words beside it."""
    is_plain = all(unicodedata.bidirectional(sign) not in {"R", "AL", "AN"} for sign in text)
    return text if is_plain else f"{_ISOLATE}{text}{_END_OF_ISOLATE}"


@lru_cache(maxsize=2048)
def written(number: str, region: str | None = None) -> str:
    """Write a number as people do; what is no public number stays as it is."""
    if not _NUMBER.fullmatch(number):
        return clean(number)
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_valid_number(parsed):
        return number
    is_home = region is not None and phonenumbers.region_code_for_number(parsed) == region
    style = PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def address(uri: str) -> str:
    """Shorten a SIP URI to what tells it from others."""
    text = re.sub(r"\Asips?:", "", uri, flags=re.IGNORECASE)
    return clean(text.partition(";")[0].partition("?")[0])


def is_withheld(who: Somebody) -> bool:
    """Tell whether somebody hides the number (RFC 3323, section 4.1.1.3): such an address leads to nobody.

    The engine takes what stands before the @ for the number, so it is "anonymous" there.
    """
    return _ANONYMOUS.fullmatch(who.uri) is not None and not _NUMBER.fullmatch(who.number)


def name_of(who: Somebody) -> str:
    """Give somebody's name; that an unknown caller is called anonymous is none."""
    name = clean(who.name)
    return "" if is_withheld(who) and name.lower() == "anonymous" else name


def number_of(who: Somebody, say: Language, region: str | None = None) -> str:
    """Write somebody's number; without one, the address."""
    if is_withheld(who):
        return say("Withheld number")
    return written(who.number, region) if who.number else address(who.uri)


def title_of(who: Somebody, say: Language, region: str | None = None) -> str:
    """Name somebody: by name, else by number."""
    return isolated(name_of(who)) or number_of(who, say, region)


def initials(name: str) -> str:
    """Give one or two letters that stand for a name; empty where it has none."""
    words = [word for word in clean(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[0], words[-1]) if words)[: min(2, len(words))].upper() if words else ""


def _is_shown(sign: str) -> bool:
    return sign not in _SEPARATE and (unicodedata.category(sign) not in {"Cc", "Cs", "Co", "Cn"} or _is_space(sign))


def _is_space(sign: str) -> bool:
    return sign in "\t\n\r\x0b\x0c" or sign.isspace()
