"""What the fixed values of settings are called where one of them is chosen. Pure.

A value that the setting's own text explains by its name keeps it, as do the names of algorithms and of Salesforce.
"""

from collections.abc import Mapping, Sequence

from softphone.settings.amending import Names
from softphone.ui.views.language import Language, mark

Choices = tuple[tuple[str, str], ...]
"""What stands in the settings, and what people read."""

EXPLAINED: frozenset[Names] = frozenset(
    {
        ("account", "dtmf"),
        ("agent", "wrap_up"),
        ("calls", "callback_answered"),
        ("calls", "leave"),
        ("calls", "waiting"),
        ("sip", "bind"),
        ("supervision", "way"),
    }
)
WORDS: Mapping[str, str] = {
    "ask": mark("ask"),
    "at_once": mark("at once"),
    "auto": mark("auto"),
    "dark": mark("dark"),
    "de": "Deutsch",
    "digits": mark("digits"),
    "en": "English",
    "end": mark("end"),
    "error": mark("error"),
    "eu": mark("Europe"),
    "light": mark("light"),
    "mandatory": mark("mandatory"),
    "off": mark("off"),
    "on": mark("on"),
    "optional": mark("optional"),
    "paused": mark("paused"),
    "required": mark("required"),
    "ring": mark("ring"),
    "targets": mark("targets"),
    "uk": mark("United Kingdom"),
    "us": mark("United States"),
    "warning": mark("warning"),
}
RING_SOUNDS: frozenset[Names] = frozenset({("audio", "ring_sound"), ("audio", "ring_sound_internal")})
"""The settings that say how it rings: by a sound of the phone's own, or a file."""
RINGS = (mark("classic"), mark("soft"), mark("low"), mark("short"), mark("silent"))
"""Sounds that the phone rings with by itself."""


def choices_of(names: Names, values: Sequence[str | int], say: Language) -> Choices:
    """Offer the fixed values of a setting, named as in the schema."""
    words = {} if names in EXPLAINED else WORDS
    return tuple((value, say(words[value]) if value in words else value) for value in map(str, values))


def ring_choices(say: Language) -> Choices:
    """Offer the sounds of ringing."""
    return tuple((name, say(name)) for name in RINGS)
