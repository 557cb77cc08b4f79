"""Calls in and out, one after the other, with the time of every leg of the way.

A round: INVITE -> event; answer -> 200 on the wire; hang up -> BYE on the wire; dial -> INVITE on the wire.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field

from softphone.adapters.bridge.client import ConnectionLost
from softphone.protocol.commands import AnswerCall, Dial, HangUp
from softphone.protocol.refusals import Refused
from tests.bench.engine import EventClock
from tests.bench.wire import Call, Wire

PAUSE_S = 0.02


@dataclass(slots=True)
class Rounds:
    """What the rounds took, in seconds."""

    invite_s: list[float] = field(default_factory=list)
    answer_s: list[float] = field(default_factory=list)
    hang_up_s: list[float] = field(default_factory=list)
    dial_s: list[float] = field(default_factory=list)

    @property
    def commands_s(self) -> list[float]:
        """All commands together."""
        return [*self.answer_s, *self.hang_up_s, *self.dial_s]


async def play(wire: Wire, clock: EventClock, target: str, count: int) -> Rounds:
    """Play some rounds."""
    rounds = Rounds()
    await _round(wire, clock, target, Rounds())
    for _ in range(count):
        await _round(wire, clock, target, rounds)
        clock.forget()
        await asyncio.sleep(PAUSE_S)
    return rounds


async def _round(wire: Wire, clock: EventClock, target: str, rounds: Rounds) -> None:
    call = wire.call(target)
    await answered(call, clock, rounds)
    await hung_up(call, clock, rounds)
    wire.forget(call)
    await _dialled(wire, clock, rounds)


async def answered(call: Call, clock: EventClock, rounds: Rounds) -> None:
    """Let the wire call and the client answer."""
    call.invite()
    heard_at, event = await clock.event("CALL_STARTED")
    rounds.invite_s.append(heard_at - call.sent_at)
    asked_at, answering = clock.command(AnswerCall(call_id=event.call_id))
    ok = await call.response("INVITE")
    assert ok.code == 200, ok.start
    rounds.answer_s.append(ok.received_at - asked_at)
    call.ack(ok)
    await answering


async def hung_up(call: Call, clock: EventClock, rounds: Rounds) -> None:
    """Let the client hang up."""
    asked_at, leaving = clock.command(HangUp())
    bye = await call.request("BYE")
    rounds.hang_up_s.append(bye.received_at - asked_at)
    call.answer(bye, 200, "OK")
    await leaving
    await clock.event("HANGUP")


async def _dialled(wire: Wire, clock: EventClock, rounds: Rounds) -> None:
    """Let the client dial, and be busy there."""
    asked_at, dialling = clock.command(Dial(target=wire.uri))
    call = await wire.incoming.get()
    invite = await call.request("INVITE")
    rounds.dial_s.append(invite.received_at - asked_at)
    call.answer(invite, 180, "Ringing")
    call.answer(invite, 486, "Busy Here")
    with contextlib.suppress(Refused, ConnectionLost):
        await dialling
    await clock.event("HANGUP")
    wire.forget(call)
