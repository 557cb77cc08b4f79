"""Plays recordings to the agent: one at a time, in the headset, never while there is a call or the microphone is tried.

In the headset and not on the loudspeaker that rings: what customers said is not for the whole room.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from softphone.core.messages.facts import CallStarted
from softphone.engine.archive import Archive
from softphone.engine.ports.sound import PlayerPort
from softphone.engine.runner import Announced
from softphone.protocol.playback import PlaybackCommand, Playing, PlayRecording, StopPlaying
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.protocol.state import PlaybackState

SETTLE_S = 0.3
"""What is still on its way to the ear when a recording has been read to its end."""


@dataclass(slots=True)
class Playback:
    """What is played now. `changed` is told when that is something else; `hindrance` says why nothing can be played."""

    archive: Archive
    player: PlayerPort
    hindrance: Callable[[], str]
    changed: Callable[[], None]
    now: PlaybackState | None = None
    _end: asyncio.TimerHandle | None = field(default=None, repr=False)
    _turn: int = 0
    """Grows with everything that is asked: what took longer to begin than that is not played any more."""

    async def execute(self, command: PlaybackCommand) -> Playing:
        """Play, or stop; raises `Refused` with the reason where nothing can be played."""
        match command:
            case PlayRecording():
                return Playing(seconds=await self._play(command))
            case StopPlaying():
                self.stop()
                return Playing(seconds=0.0)

    def listen(self, told: Announced) -> None:
        """A call has begun: it has the headset."""
        if isinstance(told.fact, CallStarted):
            self.stop()

    def stop(self) -> None:
        """Stop playing, and do not begin what is about to begin."""
        self._turn += 1
        self.player.stop_file()
        if self._end is not None:
            self._end.cancel()
            self._end = None
        if self.now is not None:
            self.now = None
            self.changed()

    async def _play(self, wanted: PlayRecording) -> float:
        file = await self.archive.recording_of(wanted.call_id, wanted.started_at)
        if not file:
            raise Refused(problem(Fault.INVALID_PARAMS, "There is no recording of that call."))
        self._refuse_if_hindered()
        self.stop()
        turn = self._turn
        seconds = await self.player.play_file(Path(file))
        self._refuse_if_hindered()  # what came meanwhile has stopped it
        if turn != self._turn:
            return 0.0  # and so has whoever asked for another one meanwhile, or for none
        if seconds is None:
            raise Refused(problem(Fault.UNAVAILABLE, "The headset is needed for a call, or does not answer."))
        if not seconds:
            raise Refused(problem(Fault.UNAVAILABLE, f"The recording cannot be played: {Path(file).name}."))
        self._began(PlaybackState(call_id=wanted.call_id, started_at=wanted.started_at, seconds=seconds))
        return seconds

    def _refuse_if_hindered(self) -> None:
        if why := self.hindrance():
            self.stop()
            raise Refused(problem(Fault.UNAVAILABLE, why))

    def _began(self, now: PlaybackState) -> None:
        self.now = now
        self._end = asyncio.get_running_loop().call_later(now.seconds + SETTLE_S, self.stop)
        self.changed()
