"""What consoles and scripts ask about sound, carried out; a meter that many look at is read once for all of them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from softphone.engine.clock import now
from softphone.engine.ports.sound import SoundPort
from softphone.protocol import sound as told
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.protocol.sound import (
    PlayTone,
    ReadMeters,
    SetLevel,
    ShowSound,
    SoundCommand,
    TryMicrophone,
    Use,
    UseDevices,
)

READ_AGAIN_AFTER_S = 0.04
"""Eyes cannot follow more, and no client can keep the SIP thread busy with looking."""

BUSY = "The sound devices are needed for a call, or do not answer."
NOT_TRIED = "The sound devices are needed for a call or do not answer, or there is no microphone."


@dataclass(slots=True)
class SoundDesk:
    """Answers for everything that makes sound."""

    port: SoundPort
    quieten: Callable[[], None] = lambda: None
    """Ends what is played, before the microphone is tried."""
    clock: Callable[[], float] = now
    _read_at: float = float("-inf")
    is_trying: bool = False
    """Whether the microphone is being tried: nothing else is played meanwhile."""
    _reading: "asyncio.Future[told.Meters] | None" = field(default=None, repr=False)

    async def execute(self, command: SoundCommand) -> told.SoundSetup | told.Meters | told.MicrophoneTried:
        """Do it, and answer with how it is then; raises `Refused`."""
        match command:
            case TryMicrophone(seconds=seconds):
                return await self._try(seconds)
            case ReadMeters():
                return await self._meters()
            case UseDevices(use=use, devices=wishes):
                await self.port.use_devices(use, wishes)
            case SetLevel(use=use, level_db=level_db):
                self.port.set_level(use, level_db)
            case PlayTone(use=use):
                await self._play(use)
            case ShowSound():
                pass
        return await self._setup()

    async def _play(self, use: Use) -> None:
        """Let headset or ringer be heard; raises `Refused`."""
        if not await self.port.play_tone(use):
            raise Refused(problem(Fault.UNAVAILABLE, BUSY))

    async def _try(self, seconds: float) -> told.MicrophoneTried:
        """Try the microphone for one at a time."""
        if self.is_trying:
            raise Refused(problem(Fault.UNAVAILABLE, "The microphone is being tried already."))
        self.is_trying = True
        self.quieten()
        try:
            loudest = await self.port.try_microphone(seconds)
        finally:
            self.is_trying = False
        if loudest is None:
            raise Refused(problem(Fault.UNAVAILABLE, NOT_TRIED))
        return told.MicrophoneTried(loudest=loudest)

    async def _setup(self) -> told.SoundSetup:
        found = await self.port.sound()
        if found is None:
            raise Refused(problem(Fault.UNAVAILABLE, "The sound devices do not answer."))
        return told.SoundSetup(
            cards=tuple(
                told.SoundCard(
                    identity=card.identity,
                    description=card.description,
                    is_input=card.is_input,
                    is_output=card.is_output,
                    is_monitor=card.is_monitor,
                )
                for card in found.cards
            ),
            uses=tuple(
                told.SoundUse(use=one.use, device=one.device, wished=one.wished, level_db=one.level_db, why=one.why)
                for one in found.uses
            ),
        )

    async def _meters(self) -> told.Meters:
        at = self.clock()
        if self._reading is None or (self._reading.done() and at - self._read_at >= READ_AGAIN_AFTER_S):
            self._read_at = at
            self._reading = asyncio.ensure_future(self._read())
        return await asyncio.shield(self._reading)

    async def _read(self) -> told.Meters:
        found = await self.port.meters()
        return told.Meters(input=found.get("input", 0.0), output=found.get("output", 0.0))
