"""Trying sound: the devices to choose from, and what came of a recording that was played back."""

from itertools import count

from softphone.protocol.sound import MicrophoneTried, SoundSetup, Use
from softphone.ui.views.language import Language

SECONDS = 4
FAINT = 0.02
"""Below this the loudest moment was no voice."""
LOUD = 0.98


def device_choices(setup: SoundSetup | None, use: Use, say: Language) -> tuple[tuple[str, str], ...]:
    """Offer devices: what stands in the settings, and what people read, no two alike (equal headsets have one name)."""
    nothing = "silence" if use == "input" else "null"
    cards = setup.cards if setup else ()
    fitting = [one for one in cards if (one.is_input if use == "input" else one.is_output) and not one.is_monitor]
    known = tuple((card.identity, card.description) for card in fitting if card.identity != "default")
    return _told_apart((("default", say("What the desktop uses")), *known, (nothing, say("None"))))


def _told_apart(choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Number those that are called like one before."""
    names: list[str] = []
    for _, name in choices:
        numbered = (f"{name} ({number})" for number in count(2))
        names.append(name if name not in names else next(one for one in numbered if one not in names))
    return tuple((value, name) for (value, _), name in zip(choices, names, strict=True))


def tried_text(tried: MicrophoneTried, say: Language) -> str:
    """Say what came of it."""
    if tried.loudest < FAINT:
        return say("Nothing was heard. Is the microphone muted, or another one meant?")
    if tried.loudest > LOUD:
        return say("That was too loud: make the microphone softer.")
    return say("That was you. If you heard yourself, all is well.")


def tried_tone(tried: MicrophoneTried) -> str:
    """Say whether that is well."""
    return "good" if FAINT <= tried.loudest <= LOUD else "warn"
