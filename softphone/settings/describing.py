"""How a setting is declared: one line of documentation, its limits, and what kind of value it wants.

The same declaration feeds the check, the example file, the JSON Schema and the settings dialog, so that none of them
can disagree. It knows nothing of any particular setting.
"""

from typing import Any, Literal

from msgspec import Meta, Struct

Limit = Any
"""A limit as `msgspec.Meta` takes it: a number, a length, a pattern."""


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of the settings file; the docstring of each kind of section is its heading in the example."""


def doc(text: str, **limits: Limit) -> Meta:
    """Declare what a setting is for, in one line, and the limits of its value."""
    return Meta(description=text, **limits)


def kind(expects: str, *marks: Literal["hidden", "path", "sound"], **limits: Limit) -> Meta:
    """Declare a kind of value: what is expected in words, whether it may be shown, whether it names a file."""
    return Meta(extra={"expects": expects, **{f"is_{mark}": True for mark in marks}}, **limits)
