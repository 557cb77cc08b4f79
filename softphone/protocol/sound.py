"""Sound as consoles and drivers see it: devices, what they are used for, levels and meters.

What is chosen here lasts as long as the engine runs; the settings file keeps it for longer.
"""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from softphone.protocol.words import Asked, Told

Use = Literal["input", "output", "ringer"]
Audible = Literal["output", "ringer"]
Device = Annotated[str, Meta(min_length=1, max_length=512, pattern=r"\A[^\x00-\x1f\x7f]+\Z")]
LevelDb = Annotated[float, Meta(ge=-30, le=20)]
Loudness = Annotated[float, Meta(ge=0, le=1)]


class ShowSound(Asked, frozen=True, kw_only=True):
    """List the sound devices, and what each one is used for."""

    METHOD: ClassVar[str] = "sound"


class UseDevices(Asked, frozen=True, kw_only=True):
    """Use other sound devices from now on, in order of preference; during a call, too.

    Devices are named as in the settings: by identity or description, "default", "silence", "null" or "file:PATH".
    """

    METHOD: ClassVar[str] = "useDevices"

    use: Use
    devices: Annotated[tuple[Device, ...], Meta(min_length=1, max_length=8)]


class SetLevel(Asked, frozen=True, kw_only=True):
    """Make microphone, headset or ringer louder or softer, in dB."""

    METHOD: ClassVar[str] = "setLevel"

    use: Use
    level_db: LevelDb


class ReadMeters(Asked, frozen=True, kw_only=True):
    """Show how loud microphone and headset are now. The devices stay open as long as somebody looks."""

    METHOD: ClassVar[str] = "meters"


class PlayTone(Asked, frozen=True, kw_only=True):
    """Play a short tone on headset or ringer, to test it; not during a call."""

    METHOD: ClassVar[str] = "playTone"

    use: Audible


class TryMicrophone(Asked, frozen=True, kw_only=True):
    """Record the microphone for a few seconds and play it in the headset, to test both; not during a call.

    It ends a recording that is being played.
    """

    METHOD: ClassVar[str] = "tryMicrophone"

    seconds: Annotated[float, Meta(ge=1, le=6)] = 4


class SoundCard(Told, frozen=True, kw_only=True):
    """A microphone or a loudspeaker that is plugged in."""

    identity: str
    """By this name it is found again after replugging."""
    description: str
    is_input: bool
    is_output: bool
    is_monitor: bool = False
    """It hears what a loudspeaker plays."""


class SoundUse(Told, frozen=True, kw_only=True):
    """What one use runs on, what it should run on (best first), and why it does not."""

    use: Use
    device: str
    wished: tuple[str, ...]
    level_db: float
    why: str = ""


class SoundSetup(Told, frozen=True, kw_only=True):
    """All sound devices, and what they are used for."""

    cards: tuple[SoundCard, ...] = ()
    uses: tuple[SoundUse, ...] = ()


class Meters(Told, frozen=True, kw_only=True):
    """How loud it is, from 0 (nothing) to 1 (all there is), on a scale that ears find even."""

    input: Loudness = 0.0
    output: Loudness = 0.0


class MicrophoneTried(Told, frozen=True, kw_only=True):
    """How loud the loudest moment of a recording was that has been played; 0 is nothing at all."""

    loudest: Loudness


SoundCommand = ShowSound | UseDevices | SetLevel | ReadMeters | PlayTone | TryMicrophone
"""What is asked of whoever makes sound."""
