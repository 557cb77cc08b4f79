"""Supervision hosted by the agent's phone, through a PBX: who hears whom in every mode, by a tone for each party."""

import signal
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ, Call, answered
from tests.e2e.engine import Engine
from tests.e2e.pbx import account, registered_at
from tests.e2e.sounds import is_in, lately
from tests.peers import Asterisk, Peers, until

pytestmark = pytest.mark.e2e

BOSS_HZ, CHIEF_HZ = 660, 1150
KEY = "call-1"
NARROW = {"codecs": ["pcmu"]}


@dataclass(slots=True)
class Scene:
    """An agent who talks with a customer, and a supervisor's phone."""

    pbx: Asterisk
    agent: Engine
    boss: Engine
    call: Call

    def customer_hears(self, hz: float, since: int) -> bool:
        """Whether a tone is in what the customer has got since a packet."""
        heard = self.call.ear.heard()
        return is_in(heard.between(since * 0.02), hz)

    def now(self) -> int:
        """Where the customer's stream is."""
        return len(self.call.ear.packets)

    async def goes_on(self, seconds: float = 1.0) -> int:
        """Let time pass, as the customer's stream tells it; answers where it was before."""
        before = self.now()
        await until(lambda: self.now() >= before + seconds * 50, "the customer's stream flows")
        return before


async def supervisor_at(peers: Peers, pbx: Asterisk, user: str, hz: float, **more: Any) -> Engine:
    """Start a supervisor's phone at the PBX."""
    supervision = {
        "is_supervisor": True,
        "way": "agent",
        "target": "sip:{agent}@{domain}",
        "key_header": "X-Vendor-Call-Key",
        **more,
    }
    return await registered_at(peers, account(pbx, user), says_hz=hz, name=user, supervision=supervision, audio=NARROW)


async def scene_of(peers: Peers, *, hosting: dict[str, Any] | None = None, **more: Any) -> Scene:
    """Let an agent talk with a customer."""
    pbx = await peers.asterisk()
    hosts = {
        "way": "agent",
        "hosts": True,
        "supervisors": [f"sip:3001@127.0.0.1:{pbx.ports.sip}", "sip:3001@127.0.0.1"],
    }
    agent = await registered_at(
        peers, account(pbx), says_hz=DESK_HZ, name="agent", supervision={**hosts, **(hosting or {})}, audio=NARROW
    )
    boss = await supervisor_at(peers, pbx, "supervisor", BOSS_HZ, **more)
    call = await answered(agent, peers, "bye_received", headers=[f"X-Vendor-Call-Key: {KEY}"])
    assert call.id == KEY
    return Scene(pbx, agent, boss, call)


async def supervised(peers: Peers, **more: Any) -> Scene:
    """The supervisor listens."""
    scene = await scene_of(peers, **more)
    await scene.boss.ctl("supervise", KEY, "--agent", "1001")
    await scene.boss.event("CALL_CONNECTED", callId=KEY)
    return scene


@pytest.mark.parametrize("switch_by", ["digits", "info"])
async def test_every_pair_hears_what_the_mode_says(peers: Peers, switch_by: str) -> None:
    scene = await supervised(peers, switch_by=switch_by)
    agent, boss = scene.agent, scene.boss
    await until(lambda: is_in(lately(boss), DESK_HZ) and is_in(lately(boss), FAR_HZ), "the supervisor hears both")
    await scene.goes_on()
    assert not scene.customer_hears(BOSS_HZ, 0)
    assert not is_in(lately(agent), BOSS_HZ)
    assert (await agent.status())["calls"][0]["supervisors"] == []

    before = scene.now()
    await boss.ctl("whisper")
    await until(lambda: is_in(lately(agent), BOSS_HZ) and is_in(lately(agent), FAR_HZ), "the agent hears the whisper")
    await scene.goes_on()
    assert not scene.customer_hears(BOSS_HZ, before)

    await boss.ctl("barge")
    told = await agent.event("SUPERVISOR_PRESENT", mode="barge")
    assert told["payload"]["name"]
    since = scene.now()
    await until(lambda: scene.customer_hears(BOSS_HZ, since), "the customer hears the barge")
    assert scene.customer_hears(DESK_HZ, since)

    await boss.ctl("listen")
    since = scene.now()
    await scene.goes_on()
    assert not scene.customer_hears(BOSS_HZ, since)
    await until(lambda: not is_in(lately(agent), BOSS_HZ), "the agent hears the supervisor no more")
    await until(lambda: is_in(lately(boss), DESK_HZ) and is_in(lately(boss), FAR_HZ), "the supervisor hears both")


async def test_the_supervisor_s_crash_is_heard_by_nobody(peers: Peers) -> None:
    scene = await supervised(peers)
    await scene.boss.ctl("barge")
    await scene.agent.event("SUPERVISOR_PRESENT", mode="barge")
    scene.boss.process.signal(signal.SIGKILL)
    await scene.boss.process.ended()
    since = scene.now()
    await scene.goes_on(2)

    assert scene.customer_hears(DESK_HZ, since)
    (call,) = (await scene.agent.status())["calls"]
    assert call["phase"] == "connected"
    await scene.call.is_heard_both_ways()


async def test_holding_and_muting_supervisors_disturb_nobody(peers: Peers) -> None:
    scene = await supervised(peers)
    await scene.boss.ctl("barge")
    await scene.agent.event("SUPERVISOR_PRESENT", mode="barge")
    await scene.boss.ctl("mute")
    since = scene.now() + 25
    await scene.goes_on()
    assert not scene.customer_hears(BOSS_HZ, since)
    await scene.boss.ctl("hold")
    since = scene.now()
    await scene.goes_on()
    assert not any(scene.customer_hears(hz, since) for hz in (BOSS_HZ, 1300))
    await scene.boss.ctl("resume")
    await scene.boss.ctl("unmute")
    since = scene.now()

    await until(lambda: scene.customer_hears(BOSS_HZ, since), "the customer hears the supervisor again")


async def test_when_the_supervised_call_ends_so_does_supervision(peers: Peers) -> None:
    scene = await supervised(peers)
    await scene.agent.ctl("hangup")
    ended = await scene.boss.event("HANGUP", callId=KEY)

    assert ended["payload"]["ending"]["by"] == "remote"
    assert [event["type"] for event in scene.boss.told()].count("HANGUP") == 1
    await scene.agent.event("HANGUP", callId=KEY)


async def test_who_is_not_listed_gets_403_and_is_shown(peers: Peers) -> None:
    scene = await scene_of(peers, hosting={"supervisors": ["sip:somebody-else@127.0.0.1"]})
    await scene.boss.ctl("supervise", KEY, "--agent", "1001")
    await scene.boss.event("HANGUP", callId=KEY)
    shown = await scene.agent.event("CALL_REFUSED")

    assert (shown["payload"]["code"], len((await scene.agent.status())["calls"])) == (403, 1)
    await scene.call.is_heard_both_ways()


async def test_an_unknown_key_leads_nowhere(peers: Peers) -> None:
    scene = await scene_of(peers)
    await scene.boss.ctl("supervise", "no-such-call", "--agent", "1001")
    await scene.boss.event("HANGUP", callId="no-such-call")
    shown = await scene.agent.event("CALL_REFUSED")

    assert shown["payload"]["code"] == 404
