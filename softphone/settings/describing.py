"""How a setting is declared: one line of documentation, its limits, and what kind of value it wants.

The same declaration feeds the check, the example file, the JSON Schema and the settings dialog, so that none of them
can disagree. It knows nothing of any particular setting.
"""

from typing import Any

from msgspec import Meta, Struct


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of the settings file; the docstring of each kind of section is its heading in the example."""


def doc(text: str, **limits: Any) -> Meta:  # noqa: ANN401 - the limits are those of msgspec.Meta, of several types
    """Declare what a setting is for, in one line, and the limits of its value."""
    return Meta(description=text, **limits)


def kind(expects: str, *, is_path: bool = False, sample: str | None = None, **limits: Any) -> Meta:  # noqa: ANN401 - as in `doc`
    """Declare a kind of value: how to say what is expected, and whether it names a file."""
    return Meta(extra={"expects": expects, "is_path": is_path, "sample": sample}, **limits)
