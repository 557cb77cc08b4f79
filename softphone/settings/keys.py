"""Names of settings: paths of keys, and how they are written for people.

A path such as ("account", 0, "uri") is exact; people read `account[1].uri`, and write `account.office.uri`.
"""

import re
from collections.abc import Iterable

KeyPath = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def written(path: Iterable[str | int]) -> str:
    """Write a path as TOML would, with places in lists counted from one."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += ("." if text else "") + quoted(step)
    return text


def quoted(key: str) -> str:
    """Write one key as TOML would: quoted where it has to be, and never with a line break in it."""
    if _BARE.match(key):
        return key
    return '"' + "".join(_escaped(letter) for letter in key) + '"'


def _escaped(letter: str) -> str:
    """Write one letter of a quoted key."""
    if letter in '"\\':
        return "\\" + letter
    return (
        letter
        if letter.isprintable()
        else f"\\u{ord(letter):04X}"
        if ord(letter) < 0x10000
        else f"\\U{ord(letter):08X}"
    )


def names_only(path: Iterable[str | int]) -> tuple[str, ...]:
    """Leave the places in lists out: what a lock, or a document, calls the setting."""
    return tuple(step for step in path if isinstance(step, str))
