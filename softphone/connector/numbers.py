"""What is in a number as people and web pages write it: `tel:` links, extensions, pauses, letters, separators.

May not know dial rules: what is dialled for it is decided in `dial_plan`.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

import phonenumbers

_SCHEME = re.compile(r"(tel|callto|phone):(?://)?", re.IGNORECASE)
_SIP = re.compile(r"(sips?:)((?:[^\s<>\"@]+@)?[^\s<>\"@]+)", re.IGNORECASE)
_AT_HOST = re.compile(r"[A-Za-z0-9][^\s<>\"@:]*@[A-Za-z0-9.\[\]:-]+")
_EXTENSION = re.compile(r"(?:;ext=|,+|;|\s*(?:ext\.?|extension|x)\s*)([0-9*#]+)\s*\Z", re.IGNORECASE)
_VISUAL = re.compile(r"[\s().\-/\u00a0\u2010-\u2015]")
_DIALLED = re.compile(r"\+?[0-9*#]+")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_VANITY = re.compile(r"\+?[0-9][0-9A-Z-]*[A-Z]{2,}[0-9A-Z-]*")
LONGEST = 128


@dataclass(frozen=True, slots=True)
class Written:
    """A number without its decoration. `is_address` is a SIP URI or a user's name, which no rule touches."""

    number: str
    extension: str = ""
    is_address: bool = False


def read_number(text: str) -> Written | None:
    """Read what somebody wrote or clicked; None is nothing that could be called."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if address := _SIP.fullmatch(text):
        return Written(address.group(1).lower() + address.group(2), is_address=True)
    if _AT_HOST.fullmatch(text):
        return Written(f"sip:{text}", is_address=True)
    text, context = _without_scheme(text)
    extension = _EXTENSION.search(text)
    bare = text[: extension.start()] if extension and extension.start() else text
    said = extension.group(1) if bare != text and extension else ""
    number = _VISUAL.sub("", bare)
    if _DIALLED.fullmatch(number):
        return Written(context + number if number[0] != "+" else number, said)
    if _VANITY.fullmatch(bare.strip().replace(" ", "-")):
        return read_number(phonenumbers.convert_alpha_characters_in_number(bare))
    return Written(bare, said, is_address=True) if _NAME.fullmatch(bare) else None


def _without_scheme(text: str) -> tuple[str, str]:
    """Take a link apart: the number with its extension, and the prefix that a local number belongs to."""
    scheme = _SCHEME.match(text)
    if scheme is None:
        return text, ""
    number, *parameters = unquote(text[scheme.end() :]).split(";")
    named = dict(parameter.partition("=")[::2] for parameter in parameters)
    extension = named.get("ext", "")
    context = _VISUAL.sub("", named.get("phone-context", ""))
    is_prefix = context.startswith("+") and _DIALLED.fullmatch(context) is not None
    return (f"{number};ext={extension}" if extension else number), (context if is_prefix else "")
