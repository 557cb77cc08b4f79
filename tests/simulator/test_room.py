"""A room starts its people as processes, lets customers call now and then, and takes everybody along when it leaves."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from hypothesis import given, strategies as st

from softphone.settings.sections.calls import HeadersSettings
from softphone.settings.sections.simulator import SimulatorSettings
from softphone.simulator.cast import customer
from softphone.simulator.crowd import Crowd
from softphone.simulator.members import calling_member, waiting_members
from softphone.simulator.report import ReportLine
from softphone.simulator.room import Room
from tests.peers.waiting import until

PHONE = "sip:agent@127.0.0.1:5060"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

ACTOR = """
import json, sys
name = sys.argv[sys.argv.index("--name") + 1]
say = lambda what: print(json.dumps({"at": "2026-01-01T00:00:00Z", "party": name, "what": what}), flush=True)
print("no report")
say("calls" if "--call" in sys.argv else "waits")
if "--call" not in sys.argv:
    sys.stdin.read()
    say("leaves")
"""
STUBBORN = ACTOR + "\nimport signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)\n"


def actor(folder: Path, source: str = ACTOR) -> list[str]:
    path = folder / "actor.py"
    path.write_text(source)
    return [sys.executable, str(path)]


@asynccontextmanager
async def running(room: Room) -> AsyncIterator[None]:
    task = asyncio.create_task(room.run())
    try:
        yield
    finally:
        room.leave()
        await asyncio.wait_for(task, 30)


async def test_everybody_comes_and_customers_call_again_and_again(tmp_path: Path) -> None:
    told: list[ReportLine] = []
    crowd = Crowd(actor(tmp_path), told.append)
    plan = SimulatorSettings(customers=5, colleagues=1, first_call_after_s=0, pause_s=0)

    async with running(Room(PHONE, plan, HeadersSettings(), crowd, Random(1))):
        await until(lambda: [line.what for line in told].count("calls") >= 6, "somebody calls again")
        assert crowd.size <= 8

    whats = [line.what for line in told]
    assert whats.count("waits") == whats.count("leaves") == 3
    assert crowd.size == 0


async def test_those_who_do_not_leave_are_made_to(tmp_path: Path) -> None:
    told: list[ReportLine] = []
    crowd = Crowd(actor(tmp_path, STUBBORN), told.append, farewell_s=0.2)
    await crowd.start(["--name", "Stubborn"], ended=lambda: None)
    await until(lambda: told, "the actor is there")

    await crowd.stop()

    assert crowd.size == 0


@given(st.integers())
def test_a_customer_calls_with_all_that_a_queue_tells(seed: int) -> None:
    person = customer(Random(seed))
    member = calling_member(person, PHONE, SimulatorSettings(), HeadersSettings(), NOW, Random(seed))

    said = dict(zip(member.arguments[::2], member.arguments[1::2], strict=True))
    headers = [value for name, value in zip(member.arguments[::2], member.arguments[1::2], strict=True)
               if name == "--header"]  # fmt: skip
    assert person.queue is not None
    assert said["--call"] == PHONE
    assert said["--name"] == person.name
    assert f"X-Queue-Name: {person.queue.name}" in headers
    assert any(header.startswith("X-Queue-Timestamp: 2026-01-02T03:0") for header in headers)


def test_colleagues_a_third_party_and_a_supervisor_wait_to_be_called() -> None:
    members = list(waiting_members(SimulatorSettings(colleagues=2)))

    assert [member.title for member in members] == ["colleague", "colleague", "third party", "supervisor"]
    assert all("--call" not in member.arguments for member in members)
