"""The part of a made-up phone that lets sound be tried: nothing is ever heard."""

from pathlib import Path

from softphone.engine.ports.sound import Use


class SoundlessTrial:
    """Plays and records for nobody."""

    async def play_tone(self, use: Use) -> bool:
        """Play it; nobody hears it."""
        del use
        return True

    async def play_file(self, file: Path) -> float | None:
        """Play it; it takes no time."""
        del file
        return 0.0

    def stop_file(self) -> None:
        """Nothing was played."""

    async def try_microphone(self, seconds: float) -> float | None:
        """Record silence."""
        del seconds
        return 0.0
