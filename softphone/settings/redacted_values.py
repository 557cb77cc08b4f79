"""Redacts values whose keys are known: what `redact` does for text, for JSON and settings. Pure; the form stays whole.

A key says more than a text can: a short extension is no number to `redact`, but as the value of `number` it is one.
"""

import re
from collections.abc import Mapping, Sequence

from softphone.settings.redaction import DIGITS, NAME, NUMBER, SECRET, redact

_NAMES = frozenset({"name", "displayname", "username", "user", "id", "supervisors", "caller", "claimed"})
_NUMBERS = frozenset({"number", "numbers", "target", "divertedfrom", "dialled", "dialed", "contains", "text"})
_SECRETS = re.compile(r"password|secret|token|ticket|credential", re.IGNORECASE)
_CODES = re.compile(r"digits?$|code$|^queue(login|logout|pause|unpause)$")


def redact_values(value: object, *, keep_people: bool = False, key: str = "") -> object:
    """Return a value of JSON's kinds, redacted all the way down."""
    match value:
        case str():
            return _text(key, value, keep_people=keep_people)
        case Mapping():
            names = {str(inner): redact(str(inner), keep_people=keep_people) for inner in value}
            return {
                names[str(inner)]: redact_values(one, keep_people=keep_people, key=str(inner))
                for inner, one in value.items()
            }
        case Sequence():
            return [redact_values(one, keep_people=keep_people, key=key) for one in value]
        case _:
            return value


def _text(key: str, text: str, *, keep_people: bool) -> str:
    plain = key.replace("_", "").replace("-", "").lower()
    if not text:
        return text
    if _SECRETS.search(key):
        return SECRET
    if _CODES.search(plain) and any(letter.isdigit() for letter in text):
        return DIGITS
    if not keep_people and (plain in _NAMES or plain in _NUMBERS):
        return NAME if plain in _NAMES else NUMBER
    return redact(text, keep_people=keep_people)
