"""Sound devices by their lasting names, and which of them a list of wishes means. Pure.

A name in the settings may be the sound server's own name, which outlives replugging, or what people see; "default"
follows the desktop. Files and nothing at all are devices, too, and never fail.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from softphone.engine.ports.sound import Use
from softphone.settings.sections.sound import AudioSettings

DEFAULT, SILENCE, NULL, FILE = "default", "silence", "null", "file:"


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """A microphone or a loudspeaker. `pcm` is what PJSIP calls it."""

    identity: str
    description: str
    is_input: bool
    is_output: bool
    pcm: str = ""
    is_monitor: bool = False


def wishes_of(audio: AudioSettings) -> tuple[str, ...]:
    """All devices that the settings name."""
    return (*audio.inputs, *audio.outputs, *audio.ringers, *audio.also_ring)


def is_card(wish: str) -> bool:
    """Whether a wish needs sound hardware."""
    return wish not in (SILENCE, NULL) and not wish.startswith(FILE)


def fitting(wishes: Sequence[str], devices: Sequence[SoundDevice], use: Use) -> list[tuple[str, SoundDevice | None]]:
    """List what can serve, best first, each with its device where it is one; nothing at all comes last."""
    serving = [device for device in devices if (device.is_input if use == "input" else device.is_output)]
    found: list[tuple[str, SoundDevice | None]] = []
    for wish in wishes:
        if not is_card(wish):
            found.append((wish, None))
        elif device := _named(wish, serving):
            found.append((wish, device))
    return [*found, (SILENCE if use == "input" else NULL, None)]


def _named(wish: str, devices: Sequence[SoundDevice]) -> SoundDevice | None:
    exact = (device for device in devices if wish in (device.identity, device.pcm))
    seen = (device for device in devices if wish.lower() == device.description.lower())
    alike = (device for device in devices if wish != DEFAULT and wish.lower() in device.description.lower())
    return next(exact, None) or next(seen, None) or next(alike, None)
