"""Whether an engine runs, and lets a client in."""

import asyncio
import time

from softphone import __version__
from softphone.adapters.bridge.client import BridgeClient, ConnectionLost, NoEngine
from softphone.adapters.bridge.runtime_file import RunningEngine
from softphone.protocol.greeting import ClientRole
from softphone.protocol.refusals import Refused
from softphone.protocol.state import State
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

ABOUT = "engine"
HELLO_S = 3.0
STUCK = "stop it (softphone ctl shutdown, or by its pid) and start it again; its log may say more: softphone ctl logs"


def look(patient: Patient) -> Verdicts:
    """Say hello to the running engine, if one runs."""
    if patient.engine is None:
        says = f"no engine is running for this user (nothing in {patient.runtime})"
        yield Verdict(ABOUT, Grade.NOTE, says, "it starts with the desk phone, or with: softphone engine")
        return
    engine = patient.engine
    yield Verdict(ABOUT, Grade.GOOD, f"runs with pid {engine.pid}")
    if engine.version != __version__:
        says = f"it is version {engine.version}, but {__version__} is installed"
        yield Verdict(ABOUT, Grade.WARNING, says, "restart it")
    yield _hello(engine)


def state_of(engine: RunningEngine) -> State:
    """Ask a running engine how everything is; raises what its client raises, after a bounded time."""
    return asyncio.run(_ask(engine))


def _hello(engine: RunningEngine) -> Verdict:
    began = time.perf_counter()
    try:
        state = state_of(engine)
    except (NoEngine, ConnectionLost, Refused, TimeoutError, OSError) as error:
        why = str(error) or f"no answer within {HELLO_S:g} s"
        return Verdict(ABOUT, Grade.BAD, f"its bridge {engine.bridge} cannot be reached: {why}", STUCK)
    took_ms = (time.perf_counter() - began) * 1000
    says = f"its bridge answers ({took_ms:.0f} ms), {len(state.calls)} calls, {state.counters.clients} clients"
    return Verdict(ABOUT, Grade.GOOD, says)


async def _ask(engine: RunningEngine) -> State:
    async with asyncio.timeout(HELLO_S):
        async with await BridgeClient.open_at(engine, ClientRole.DRIVER, instance="doctor") as client:
            return client.welcome.state


CHECK = Check(ABOUT, look)
