"""What calls cost: one beside baresip's, and 32 at once."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from softphone.protocol.commands import AnswerCall
from softphone.protocol.enquiries import Stats
from softphone.protocol.figures import Figures
from tests.bench import baresip
from tests.bench.engine import TREE, EventClock, Running, client_of, engine
from tests.bench.figure import Bench, Figure
from tests.bench.message import HOST, offer
from tests.bench.process_cost import cost_of
from tests.bench.wire import Call, Wire, a_wire
from tests.peers.process import PeerProcess
from tests.peers.rtp import RtpEnd
from tests.peers.tones import tone_wav

TALK_S, SETTLE_S = 20, 2.0
RATIO = 1.6
MANY, MANY_SHARE = 32, 0.2
SPOKEN_HZ, HEARD_HZ = 440, 880


async def measure_one(bench: Bench) -> list[Figure]:
    """Compare one PCMU call, spoken from a file and heard by nobody, with baresip's."""
    seconds = bench.rounds(TALK_S, 5)
    async with engine(bench, "one-call", audio=speaking(bench)) as running, client_of(running) as clock:
        ours = await _share(bench, running.process.pid, running.sip, seconds, clock)
    async with baresip.baresip(bench, "one-call-baresip", answers=True) as phone:
        theirs = await _share(bench, phone.process.pid, phone.uri, seconds, None)
    ratio = ours / theirs
    measured = f"{ours * 100:.2f} % of a core, {ratio:.2f} times baresip's"
    beside = f"baresip {theirs * 100:.2f} % of a core"
    return [Figure("one call", f"at most {RATIO} times baresip's CPU", measured, ratio <= RATIO, beside)]


async def measure_many(bench: Bench) -> list[Figure]:
    """Have 32 calls up at once: an agent talks to one of them, the others are on hold."""
    seconds = bench.rounds(TALK_S, 5)
    more = {"calls": {"waiting": "on", "max_calls": 40}, "audio": speaking(bench)}
    with a_wire(bench.ports) as wire:
        async with engine(bench, "many", **more) as running, client_of(running) as clock:
            company = await _gather(bench, wire, running, clock)
            await asyncio.sleep(SETTLE_S)
            for member in company:
                member.rtp.forget()
            before = running.cost()
            await asyncio.sleep(seconds)
            share = running.cost().share_since(before)
            legs = await clock.phone.ask(Stats(), Figures)
            resident = running.cost().resident_bytes
            verdict = _verdict(company, legs, clock, seconds)
            await disperse(company)
    measured = f"{share * 100:.1f} % of a core, {resident / 1e6:.0f} MB; {verdict.says}"
    reach = f"all with audio, no dropped event, at most {MANY_SHARE:.0%} of a core"
    return [Figure("32 calls", reach, measured, share <= MANY_SHARE and verdict.is_good)]


async def measure_talking(bench: Bench) -> list[Figure]:
    """Have the engine's SIP adapter alone carry 32 calls that all talk, which one agent never does."""
    seconds, port = bench.rounds(TALK_S, 5), bench.ports.one()
    async with _talker(bench, port) as process:
        with a_wire(bench.ports) as wire:
            company = [await join(bench, wire, f"sip:party@{HOST}:{port}", None) for _ in range(MANY)]
            await asyncio.sleep(SETTLE_S)
            for member in company:
                member.rtp.forget()
            before = cost_of(process.pid)
            await asyncio.sleep(seconds)
            share = cost_of(process.pid).share_since(before)
            heard = sum(member.rtp.heard().hears(SPOKEN_HZ, for_s=seconds * 0.9) for member in company)
            await disperse(company)
    measured = f"{share * 100:.1f} % of a core; {heard} of {MANY} far ends hear the voice all the time"
    is_reached = share <= MANY_SHARE and heard == MANY
    return [Figure("32 talking", f"all with audio, at most {MANY_SHARE:.0%} of a core", measured, is_reached)]


@asynccontextmanager
async def _talker(bench: Bench, port: int) -> AsyncIterator[PeerProcess]:
    """Run a simulated party that answers everybody and speaks a tone."""
    options = ("--port", str(port), "--at-once", str(MANY), "--answer-after", "0", "--codec", "pcmu")
    command = [
        sys.executable,
        "-m",
        "softphone",
        "simulate",
        "customer",
        "--json",
        "--say",
        f"tone {SPOKEN_HZ}",
        *options,
    ]
    process = PeerProcess("talking", command, bench.own("talking"), PYTHONPATH=str(TREE))
    try:
        await process.ready(lambda: '"ready"' in process.output(), "is ready")
        yield process
    finally:
        await process.stop()


@dataclass(slots=True)
class Member:
    """One of many calls, with its own end of the audio."""

    call: Call
    rtp: RtpEnd
    serving: "asyncio.Task[None]"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether everybody was served."""

    says: str
    is_good: bool


def speaking(bench: Bench) -> dict[str, object]:
    """Settings of an agent who speaks a tone."""
    return {"input": f"file:{tone_wav(bench.folder, SPOKEN_HZ)}"}


async def _share(bench: Bench, pid: int, target: str, seconds: float, clock: EventClock | None) -> float:
    """Keep one call up for a while, and give the share of a core that it took."""
    rtp = await RtpEnd.open(bench.ports.one())
    with a_wire(bench.ports) as wire:
        call = wire.call(target)
        await _connect(call, rtp, clock)
        await asyncio.sleep(SETTLE_S)
        before = cost_of(pid)
        await asyncio.sleep(seconds)
        share = cost_of(pid).share_since(before)
        assert rtp.heard().hears(SPOKEN_HZ, for_s=seconds / 2), "nothing was heard of the phone"
        call.bye()
        await call.response("BYE")
    await rtp.close()
    return share


async def _gather(bench: Bench, wire: Wire, running: Running, clock: EventClock) -> list[Member]:
    """Call 32 times, and let the client answer each."""
    return [await join(bench, wire, running.sip, clock) for _ in range(MANY)]


async def join(bench: Bench, wire: Wire, target: str, clock: EventClock | None) -> Member:
    """Let somebody call, be answered, and speak."""
    rtp = await RtpEnd.open(bench.ports.one())
    call = wire.call(target)
    await _connect(call, rtp, clock)
    return Member(call, rtp, asyncio.create_task(_serve(call, rtp)))


async def _connect(call: Call, rtp: RtpEnd, clock: EventClock | None) -> None:
    """Call, have it answered (by a client, or by a phone that does so by itself), and begin to speak."""
    call.invite(sdp=offer(rtp.port))
    if clock is None:
        ok = await call.response("INVITE")
        call.ack(ok)
    else:
        _, event = await clock.event("CALL_STARTED")
        _, answering = clock.command(AnswerCall(call_id=event.call_id))
        ok = await call.response("INVITE")
        call.ack(ok)
        await answering
    rtp.aim(_rtp_port(ok.body))
    rtp.say(HEARD_HZ)


async def _serve(call: Call, rtp: RtpEnd) -> None:
    """Agree to being held."""
    while True:
        message = await call.inbox.get()
        if message.code == 0 and message.method == "INVITE":
            direction = "a=recvonly" if "a=sendonly" in message.body else "a=sendrecv"
            call.answer(message, 200, "OK", offer(rtp.port).replace("a=sendrecv", direction))
        elif message.code == 0 and message.method == "BYE":
            call.answer(message, 200, "OK")


def _verdict(company: list[Member], legs: Figures, clock: EventClock, seconds: float) -> Verdict:
    """Judge whether every far end got a steady stream, and the client every event."""
    least = seconds * 50 * 0.95
    streams = sum(len(member.rtp.packets) >= least for member in company)
    talking = sum(member.rtp.heard().hears(SPOKEN_HZ, for_s=seconds / 2) for member in company)
    seqs = [event.seq for _, event in clock.heard]
    has_gaps = seqs != sorted(set(seqs)) or (bool(seqs) and seqs[-1] - seqs[0] + 1 != len(seqs))
    connected = sum(event.__struct_config__.tag == "CALL_CONNECTED" for _, event in clock.heard)
    counted = f"{connected} connected, {len(legs.legs)} with statistics"
    says = f"{streams} steady streams, {talking} of them the agent's voice, {counted}"
    is_good = streams == connected == MANY and talking >= 1 and not has_gaps
    return Verdict(says + (", EVENTS MISSING" if has_gaps else ", no event missing"), is_good)


async def disperse(company: list[Member]) -> None:
    """Say goodbye to everybody."""
    for member in company:
        member.serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await member.serving
        member.call.bye()
        await member.rtp.close()


def _rtp_port(sdp: str) -> int:
    return int(next(line for line in sdp.splitlines() if line.startswith("m=audio ")).split()[1])
