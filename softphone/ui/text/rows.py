"""Rows of text with a meaning that a terminal may show in colour. Pure.

What comes from the network is cleaned here: a caller's name must not be able to steer somebody's terminal.
"""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Tone(StrEnum):
    """What a row means."""

    PLAIN = "plain"
    TITLE = "title"
    FAINT = "faint"
    LOUD = "loud"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen."""

    text: str
    tone: Tone = Tone.PLAIN


def clean(text: str) -> str:
    """Replace what is not printable."""
    return "".join(sign if sign.isprintable() else "\N{MIDDLE DOT}" for sign in text)


def cut(text: str, width: int) -> str:
    """Make a text fit; what is cut shows that it was."""
    return text if len(text) <= width else text[: max(0, width - 1)] + "\N{HORIZONTAL ELLIPSIS}"


def clock(seconds: float) -> str:
    """Write a duration as people read it on a phone."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
