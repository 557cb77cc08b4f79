"""Runs the trials: real calls between the engine and baresip through the relay, with tshark at the phone's ear.

All calls of a round go on at the same time, and while they do nothing is started: what the machine itself does to
packets is part of the relay's truth, but it should be little.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine, Message
from tests.impairment.figures import of_phone, of_relay, of_tshark
from tests.impairment.line import LinePlan
from tests.impairment.process import Relay
from tests.impairment.table import Row
from tests.impairment.trials import Trial
from tests.impairment.truth import Truth
from tests.peers import Baresip, Peers
from tests.peers.ports import Ports
from tests.peers.tshark import SeenStream, Tshark

TALK_S = 20.0
STILL_S = 2.0
"""What is on its way arrives, and the phone looks once more."""

ROUND = 12
"""How many calls go on at once: with more the machine shakes packets by itself."""

STARTING = 4
"""How many engines start at once: each has to be ready in time on a busy machine, too."""

DESK_HZ, FAR_HZ = 440, 900
FAR_CODECS = {
    "pcmu": ("PCMU/8000/1", 8000, 1),
    "pcma": ("PCMA/8000/1", 8000, 1),
    "g722": ("G722/16000/1", 16000, 1),
    "opus": ("opus/48000/2", 48000, 2),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What everybody says of one call. `leg` is the phone's `ctl stats`, `record` its history."""

    trial: Trial
    to_phone: Truth
    from_phone: Truth
    leg: Message
    record: Message
    seen: SeenStream
    seen_round_trip_ms: float | None


def row_of(outcome: Outcome) -> Row:
    """Put side by side what everybody says of a call."""
    return Row(
        outcome.trial,
        of_relay(outcome.trial.codec, outcome.to_phone, outcome.from_phone, outcome.leg),
        of_phone(outcome.leg),
        of_tshark(outcome.seen, outcome.seen_round_trip_ms),
    )


@dataclass(slots=True)
class Scene:
    """One call of a round: its line, and its two phones."""

    trial: Trial
    plan: LinePlan
    engine: Engine
    far: Baresip

    async def begin(self) -> None:
        """Call the far end through the relay."""
        await self.engine.ctl("dial", f"sip:{self.far.phone.user}@127.0.0.1:{self.plan.sip_port}")
        await self.engine.event("CALL_CONNECTED", within_s=20)

    async def end(self) -> tuple[Message, Message]:
        """Read the phone's figures, hang up, and read what is kept."""
        (leg,) = (await self.engine.ctl("stats")).result["legs"]
        await self.engine.ctl("hangup")
        await self.engine.event("HANGUP")
        (entry,) = (await self.engine.ctl("history")).result["entries"]
        return leg, entry


def rounds(trials: Sequence[Trial]) -> Iterator[Sequence[Trial]]:
    """Divide the trials, as evenly as may be."""
    count = -(-len(trials) // ROUND)
    return (trials[first::count] for first in range(count))


async def measured(trials: Sequence[Trial], folder: Path, ports: Ports, talk_s: float = TALK_S) -> list[Outcome]:
    """Make the calls, a round after the other."""
    outcomes: list[Outcome] = []
    for number, some in enumerate(rounds(trials)):
        outcomes += await _round(some, folder / f"round-{number}", ports, talk_s)
    return sorted(outcomes, key=lambda outcome: trials.index(outcome.trial))


async def _round(trials: Sequence[Trial], folder: Path, ports: Ports, talk_s: float) -> list[Outcome]:
    folder.mkdir()  # noqa: ASYNC240 - a moment
    peers = Peers(folder, ports)
    try:
        return await _calls(trials, peers, talk_s)
    finally:
        await peers.close()


async def _calls(trials: Sequence[Trial], peers: Peers, talk_s: float) -> list[Outcome]:
    doors = [peers.ports.several(6) for _ in trials]
    far = await asyncio.gather(*(_far_end(peers, trial.codec) for trial in trials))
    plans = [plan(*both) for both in zip(trials, doors, far, strict=True)]
    relay = await peers.started(Relay(plans, peers.folder))
    ears = [door[0] for door in doors]
    tshark = await peers.started(Tshark(range(min(ears), max(ears) + 6), ears, peers.folder))
    some = asyncio.Semaphore(STARTING)
    desks = await asyncio.gather(*(_desk(peers, trial, some) for trial in trials))
    scenes = [Scene(*each) for each in zip(trials, plans, desks, far, strict=True)]
    await asyncio.gather(*(scene.begin() for scene in scenes))
    await asyncio.sleep(talk_s)  # as long as it takes to know
    relay.cut()
    await asyncio.sleep(STILL_S)
    told = await asyncio.gather(*(scene.end() for scene in scenes))
    truths = await relay.truths()
    await tshark.stop()
    streams = {stream.source_port: stream for stream in await tshark.streams()}
    return [
        Outcome(scene.trial, *truth, *figures, streams[scene.plan.near_port], await tshark.round_trip_ms(ear + 3))
        for scene, truth, figures, ear in zip(scenes, truths, told, ears, strict=True)
    ]


def plan(trial: Trial, doors: range, far: Baresip) -> LinePlan:
    """Lay a line whose directions suffer alike, each by chances of its own."""
    return LinePlan(
        sip_port=doors[0],
        near_port=doors[2],
        far_port=doors[4],
        far_sip_port=far.phone.port,
        to_phone=trial.condition,
        from_phone=trial.condition,
        seed=trial.name,
    )


async def _far_end(peers: Peers, codec: str) -> Baresip:
    name, rate, channels = FAR_CODECS[codec]
    return await peers.baresip(FAR_HZ, codecs=name, rate=rate, channels=channels)


async def _desk(peers: Peers, trial: Trial, some: asyncio.Semaphore) -> Engine:
    async with some:
        return await engine_at(peers, DESK_HZ, name=trial.name, audio={"codecs": [trial.codec]})
