"""Plays recordings to the agent: one at a time, in the headset, never while there is a call.

In the headset and not on the loudspeaker that rings: what customers said is not for the whole room.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from softphone.core.facts import CallStarted
from softphone.engine.archive import Archive
from softphone.engine.runner import Told
from softphone.engine.sound_port import PlayerPort
from softphone.protocol.playback import PlaybackCommand, Playing, PlayRecording, StopPlaying
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.protocol.state import PlaybackState

SETTLE_S = 0.3
"""What is still on its way to the ear when a recording has been read to its end."""


@dataclass(slots=True)
class Playback:
    """What is played now; `changed` is told when that is something else."""

    archive: Archive
    player: PlayerPort
    is_busy: Callable[[], bool]
    changed: Callable[[], None]
    now: PlaybackState | None = None
    _end: asyncio.TimerHandle | None = field(default=None, repr=False)

    async def execute(self, command: PlaybackCommand) -> Playing:
        """Play, or stop; raises `Refused` with the reason where nothing can be played."""
        match command:
            case PlayRecording():
                return Playing(seconds=await self._play(command))
            case StopPlaying():
                self.stop()
                return Playing(seconds=0.0)

    def listen(self, told: Told) -> None:
        """A call has begun: it has the headset."""
        if isinstance(told.fact, CallStarted):
            self.stop()

    def stop(self) -> None:
        """Play no more."""
        self._forget_end()
        if self.now is not None:
            self.now = None
            self.player.stop_file()
            self.changed()

    def _forget_end(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None

    async def _play(self, wanted: PlayRecording) -> float:
        file = await self.archive.recording_of(wanted.call_id, wanted.started_at)
        if not file:
            raise Refused(problem(Fault.INVALID_PARAMS, "There is no recording of that call."))
        if self.is_busy():
            raise Refused(problem(Fault.UNAVAILABLE, "The headset is needed for a call."))
        self.stop()
        seconds = await self.player.play_file(Path(file))
        if seconds is None:
            raise Refused(problem(Fault.UNAVAILABLE, "The headset is needed for a call, or does not answer."))
        if not seconds:
            raise Refused(problem(Fault.UNAVAILABLE, f"The recording cannot be played: {Path(file).name}."))
        if self.is_busy():  # a call has come meanwhile, and has the headset
            self.player.stop_file()
            raise Refused(problem(Fault.UNAVAILABLE, "The headset is needed for a call."))
        self._forget_end()  # who asked at the same time has lost the headset to us
        self.now = PlaybackState(call_id=wanted.call_id, started_at=wanted.started_at, seconds=seconds)
        self._end = asyncio.get_running_loop().call_later(seconds + SETTLE_S, self.stop)
        self.changed()
        return seconds
