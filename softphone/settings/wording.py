"""A sentence about settings that can be said in another language, because it knows what it was made of.

To everybody else it is a text, in English. What it is about (a value, a name in the file) is said as it is.
"""

from collections.abc import Mapping
from typing import Self


class Wording(str):
    """`pattern` with its values filled in, as `str.format` does; without values, braces are braces."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: Mapping[str, object]

    def __new__(cls, pattern: str, /, **values: object) -> Self:
        """Fill the values in."""
        made = super().__new__(cls, pattern.format(**values) if values else pattern)
        made.pattern, made.values = pattern, values
        return made
