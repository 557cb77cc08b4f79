"""Says the window's texts in a language. English is what the source says; others are catalogues of it.

Views get a `Language` as an argument, so that one text can be asked for in two languages and nothing is global.
A text that is looked up later is wrapped in `mark`, for the test that compares the source with the catalogues.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Catalogue = Mapping[str, tuple[str, ...]]
"""From the English text to its translation; with a plural, both forms."""


def mark(text: str) -> str:
    """Name a text that `say` is given elsewhere."""
    return text


DECIMAL_SIGN = mark(".")
"""What stands before the tenths."""


@dataclass(frozen=True)
class Language:
    """One language. Calling it gives a text with its values filled in."""

    code: str = "en"
    catalogue: Catalogue = field(default_factory=dict, repr=False)

    def __call__(self, text: str, /, **values: object) -> str:
        """Say a text."""
        said = self.catalogue.get(text, (text,))[0]
        return said.format(**values) if values else said

    def several(self, one: str, many: str, /, count: int) -> str:
        """Say a text about a number of things; `{count}` is the number."""
        forms = self.catalogue.get(one, (one, many))
        return forms[0 if count == 1 else -1].format(count=count)

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number with so many digits after the decimal sign."""
        return f"{value:.{digits}f}".replace(".", self(DECIMAL_SIGN))


ENGLISH = Language()
