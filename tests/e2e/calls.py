"""Whole calls with a sipp that only signals and an RTP end of our own, which hears and speaks for it."""

from dataclasses import dataclass
from typing import Any

from tests.e2e.engine import Engine, Message
from tests.peers import Peers, RtpEnd, Sipp, until

FAR_HZ, DESK_HZ = 900, 440


@dataclass(slots=True)
class Call:
    """One call between an engine and a far end; `id` is its vendor call key."""

    engine: Engine
    far: Sipp
    ear: RtpEnd
    id: str

    async def is_heard_both_ways(self, *, for_s: float = 1.0) -> None:
        """Prove the audio in each direction, from now on."""
        self.ear.forget()
        await until(lambda: self.ear.heard().hears(DESK_HZ, for_s), f"the far end hears {DESK_HZ} Hz")
        before_s = self.engine.heard().heard_s(FAR_HZ)
        await self.engine.hears(FAR_HZ, for_s=before_s + for_s)

    async def is_over(self) -> Message:
        """Wait for its end, on the wire and in the events."""
        event = await self.engine.event("HANGUP", callId=self.id)
        await self.far.done()
        return event


async def rings(engine: Engine, peers: Peers, steps: str, **settings: Any) -> Call:
    """Let sipp call the engine along `steps`, and wait until it rings."""
    ear = await peers.rtp(says_hz=FAR_HZ, payload_type=8 if settings.get("codec") == "PCMA" else 0)
    caller = await peers.sipp(steps, engine.uri, media_port=ear.port, **settings)
    event = await engine.event("CALL_STARTED")
    return Call(engine, caller, ear, event["callId"])


async def answered(engine: Engine, peers: Peers, after: str, **settings: Any) -> Call:
    """Let sipp call the engine, pick up, and go on with the steps `after`."""
    call = await rings(engine, peers, f"invite ringing answered {after}", **settings)
    await engine.ctl("answer")
    await engine.event("CALL_CONNECTED", callId=call.id)
    return call


async def dialled(engine: Engine, peers: Peers, steps: str, **settings: Any) -> Call:
    """Let the engine call a sipp that does `steps`."""
    ear = await peers.rtp(says_hz=FAR_HZ, payload_type=8 if settings.get("codec") == "PCMA" else 0)
    called = await peers.sipp(steps, media_port=ear.port, **settings)
    await engine.ctl("dial", called.uri)
    event = await engine.event("CALL_STARTED")
    return Call(engine, called, ear, event["callId"])


async def connected(engine: Engine, peers: Peers, after: str, **settings: Any) -> Call:
    """Let the engine call a sipp that answers and goes on with the steps `after`."""
    call = await dialled(engine, peers, f"offered ring answer {after}", **settings)
    await engine.event("CALL_CONNECTED", callId=call.id)
    return call
