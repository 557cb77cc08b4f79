"""What the engine needs from whoever makes sound: which devices there are, which are used, and how loud it is.

Not a part of calls: a device that is chosen or fails never changes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

Use = Literal["input", "output", "ringer"]
"""What a device is for: the agent's microphone, the agent's headset, the loudspeaker that rings."""


@dataclass(frozen=True, slots=True)
class SoundCard:
    """A microphone or a loudspeaker that is plugged in. `identity` outlives replugging, `description` is for people."""

    identity: str
    description: str
    is_input: bool
    is_output: bool
    is_monitor: bool = False


@dataclass(frozen=True, slots=True)
class SoundUse:
    """What one use runs on, what it should run on (best first), why it does not, and how much louder it is made."""

    use: Use
    device: str
    wished: tuple[str, ...]
    level_db: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class SoundSetup:
    """All of it."""

    cards: tuple[SoundCard, ...]
    uses: tuple[SoundUse, ...]


class SoundPort(Protocol):
    """Devices, levels and meters. What is asked in order is done in order."""

    async def sound(self) -> SoundSetup | None:
        """Look at everything that makes sound; None when the answer did not come in time."""

    async def use_devices(self, use: Use, wishes: tuple[str, ...]) -> None:
        """Use other devices from now on, best first, also in the middle of a call. What cannot be met is told."""

    def set_level(self, use: Use, level_db: float) -> None:
        """Make a use louder or softer from now on. Never blocks."""

    async def meters(self) -> Mapping[Use, float]:
        """Read how loud microphone and headset are now, from 0 to 1; nothing when the answer did not come in time.

        As long as somebody reads, the devices are open, call or no call.
        """

    async def play_tone(self, use: Use) -> bool:
        """Let headset or ringer be heard for a moment; False where a call needs them, or nothing answered in time."""

    async def try_microphone(self, seconds: float) -> float | None:
        """Record the microphone, play that in the headset, and answer with the loudest moment, from 0 to 1.

        None where a call needs the devices or came in between, or nothing answered in time.
        """


class PlayerPort(Protocol):
    """Plays one file at a time in the agent's headset. A call ends it."""

    async def play_file(self, file: Path) -> float | None:
        """Play a file, and answer how many seconds it takes: none where there is nothing that can be played.

        None where a call or a trial of the microphone needs the headset, or nothing answered in time: then it is not
        played later either. So it is where somebody stops it, or asks for another one, before it has begun.
        """

    def stop_file(self) -> None:
        """Stop playing, and do not begin what is about to begin; what is tried goes on. Never blocks."""
