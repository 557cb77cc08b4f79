"""Supervision mixed by the PBX: Asterisk's ChanSpy, switched by digits, proven by a tone for each party."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ
from tests.e2e.engine import Engine
from tests.e2e.pbx import account, registered_at
from tests.e2e.sounds import is_in, lately
from tests.peers import Asterisk, Peers, Sound, until

pytestmark = pytest.mark.e2e

BOSS_HZ = 1150
KEY = "call-1"
NARROW = {"codecs": ["pcmu"]}


@dataclass(slots=True)
class Scene:
    """An agent who talks with a customer, and a supervisor; three phones at one PBX."""

    pbx: Asterisk
    agent: Engine
    customer: Engine
    boss: Engine

    async def goes_on(self, seconds: float = 1.5) -> Sound:
        """Let the call go on for so long; gives what the customer hears meanwhile."""
        before_s = self.customer.heard().seconds
        await until(lambda: self.customer.heard().seconds >= before_s + seconds, "the call goes on")
        return self.customer.heard().between(before_s)


async def supervised(peers: Peers, **more: Any) -> Scene:
    """The supervisor listens."""
    pbx = await peers.asterisk()
    agent = await registered_at(peers, account(pbx), says_hz=DESK_HZ, name="agent", audio=NARROW)
    customer = await registered_at(peers, account(pbx, "agent2"), says_hz=FAR_HZ, name="customer", audio=NARROW)
    settings = {"is_supervisor": True, "way": "pbx", "target": "sip:99{agent}@{domain}", **more}
    boss = await registered_at(
        peers, account(pbx, "supervisor"), says_hz=BOSS_HZ, name="boss", supervision=settings, audio=NARROW
    )
    await agent.ctl("dial", "1002")
    await customer.event("CALL_STARTED")
    await customer.ctl("answer")
    await agent.event("CALL_CONNECTED")
    await agent.hears(FAR_HZ)
    await boss.ctl("supervise", KEY, "--agent", "01")
    await boss.event("CALL_CONNECTED", callId=KEY)
    return Scene(pbx, agent, customer, boss)


@pytest.mark.parametrize("switch_by", ["digits", "info"])
async def test_listen_whisper_barge_and_leave(peers: Peers, switch_by: str) -> None:
    scene = await supervised(peers, switch_by=switch_by)
    agent, boss = scene.agent, scene.boss
    await until(lambda: is_in(lately(boss), DESK_HZ) and is_in(lately(boss), FAR_HZ), "the supervisor hears both")
    assert not is_in(await scene.goes_on(), BOSS_HZ)
    assert not is_in(lately(agent), BOSS_HZ)

    await boss.ctl("whisper")
    await until(lambda: is_in(lately(agent), BOSS_HZ), "the agent hears the whisper")
    assert not is_in(await scene.goes_on(), BOSS_HZ)

    await boss.ctl("barge")
    await until(lambda: is_in(lately(scene.customer), BOSS_HZ), "the customer hears the barge")
    assert is_in(lately(agent), BOSS_HZ)

    await boss.ctl("listen")
    await until(lambda: not is_in(lately(scene.customer), BOSS_HZ), "the customer hears the supervisor no more")
    assert not is_in(await scene.goes_on(), BOSS_HZ)
    await until(lambda: not is_in(lately(agent), BOSS_HZ), "the agent hears the supervisor no more")

    await boss.ctl("unsupervise")
    await boss.event("HANGUP", callId=KEY)
    assert is_in(await scene.goes_on(), DESK_HZ)


async def test_the_supervised_call_ends_first(peers: Peers) -> None:
    scene = await supervised(peers)
    await scene.boss.ctl("barge")
    await scene.agent.ctl("hangup")
    await scene.agent.event("HANGUP")
    await scene.boss.event("HANGUP", callId=KEY)

    assert [event["type"] for event in scene.boss.told()].count("HANGUP") == 1


async def test_the_call_is_transferred_while_it_is_supervised(peers: Peers) -> None:
    scene = await supervised(peers)
    await scene.agent.ctl("transfer", "9600")
    ended = await scene.agent.event("HANGUP")
    await scene.boss.event("HANGUP", callId=KEY)

    assert ended["payload"]["ending"]["reason"] == "transferred"
