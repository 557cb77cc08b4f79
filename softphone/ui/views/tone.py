"""What a colour means: the views name one of these, the theme gives it a colour."""

from enum import StrEnum, unique


@unique
class Tone(StrEnum):
    """What something means, beyond its words."""

    PLAIN = "plain"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
