"""A supervisor's network goes away, at either phone: nobody in the call notices, and both phones tell the end once."""

from typing import Any

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ
from tests.e2e.desks import desk, engine_at
from tests.e2e.engine import Engine
from tests.e2e.sounds import is_in, is_steady_in, lately
from tests.e2e.test_hosting_many import HOSTING, headers
from tests.peers import Peers, until
from tests.peers.namespaces import PHONE, REGISTRAR, FarNetwork, Network

pytestmark = pytest.mark.e2e

BOSS_HZ = 1150
LOST_WITHIN_S = 75.0
"""Ten seconds of patience, the 32 s that SIP waits for an answer, and a busy machine."""


@pytest.fixture
async def networks(peers: Peers) -> tuple[Network, FarNetwork]:
    """The supervisor's network, and the one of everybody else."""
    near = await peers.started(Network(peers.folder))
    far = await peers.started(FarNetwork(near, peers.folder))
    near.connect_to(far)
    return near, far


async def phone_in(network: Network, peers: Peers, name: str, says_hz: float, address: str, **settings: Any) -> Engine:
    """Start an engine in a network, where everybody is trusted."""
    sip = {"bind": address, "trusted": ["10.99.0.0/24"]}
    quick = {"no_audio_after_s": 1}
    found = desk(peers, name, says_hz, sip=sip, audio={"codecs": ["pcmu"]}, rtp=quick, **settings)
    found.prefix = network.prefix
    return await peers.started(Engine(found))


async def goes_on(engine: Engine, seconds: float = 1.5) -> float:
    """Let time pass, as a phone's loudspeaker tells it; answers where it was before."""
    before = engine.heard().seconds
    await until(lambda: engine.heard().seconds >= before + seconds, "time passes")
    return before


def times(engine: Engine, kind: str) -> int:
    """How often something was told."""
    return [event["type"] for event in engine.told()].count(kind)


async def test_the_supervisor_s_phone_tells_the_end_once_and_can_begin_anew(
    peers: Peers, networks: tuple[Network, FarNetwork]
) -> None:
    near, far = networks
    spy = {"is_supervisor": True, "way": "pbx", "target": "sip:spy@{domain}", "send_notices": False}
    boss = await phone_in(near, peers, "boss", BOSS_HZ, PHONE, supervision=spy)
    pbx = await phone_in(far, peers, "pbx", FAR_HZ, REGISTRAR, calls={"waiting": "on"})
    await boss.ctl("supervise", "call-1", "--target", pbx.uri)
    await pbx.event("CALL_STARTED")
    await pbx.ctl("answer")
    await boss.hears(FAR_HZ)
    await boss.ctl("whisper")
    await pbx.hears(BOSS_HZ)

    near.run("ip link set desk0 down")
    ended = await boss.event("HANGUP", callId="call-1", within_s=LOST_WITHIN_S)
    near.run("ip link set desk0 up")

    assert ended["payload"]["ending"]["reason"] == "lost"
    assert (times(boss, "HANGUP"), (await boss.status())["calls"]) == (1, [])
    await boss.ctl("supervise", "call-2", "--target", pbx.uri)
    await pbx.event("CALL_STARTED", callId="call-2")


async def test_the_agent_s_phone_lets_the_supervisor_go_and_nobody_in_the_call_notices(
    peers: Peers, networks: tuple[Network, FarNetwork]
) -> None:
    near, far = networks
    agent = await phone_in(far, peers, "agent", DESK_HZ, REGISTRAR, supervision=HOSTING)
    customer = await phone_in(far, peers, "customer", FAR_HZ, REGISTRAR)
    await customer.ctl("dial", agent.uri)
    key = (await agent.event("CALL_STARTED"))["callId"]
    await agent.ctl("answer")
    tone = f"{peers.ulaw_tone(BOSS_HZ)},-1,0,PCMU/8000"
    said = {"headers": headers("3001", key=key), "host": PHONE, "prefix": near.prefix, "limit_s": 120}
    await peers.sipp("invite answered speak info:6 bye_received", agent.uri, stream=tone, **said)
    await agent.event("SUPERVISOR_PRESENT", mode="barge")
    await until(lambda: is_steady_in(lately(customer), BOSS_HZ), "the customer hears the barge")

    near.run("ip link set desk0 down")
    await until(lambda: not is_in(lately(customer), BOSS_HZ), "the customer hears the supervisor no more")
    since = await goes_on(customer)
    await agent.event("SUPERVISOR_GONE", within_s=LOST_WITHIN_S)
    meanwhile = customer.heard().between(since)

    assert is_steady_in(meanwhile, DESK_HZ)
    assert not is_in(meanwhile, BOSS_HZ)
    assert times(agent, "SUPERVISOR_GONE") == 1
    (call,) = (await agent.status())["calls"]
    assert (call["phase"], call["supervisors"]) == ("connected", [])
    assert is_steady_in(lately(agent), FAR_HZ)


@pytest.mark.parametrize("answer", [200, 481])
async def test_a_silent_pbx_that_knows_the_call_keeps_the_supervisor(peers: Peers, answer: int) -> None:
    """It may have nothing to send; one that was restarted does not know the call any more."""
    after = "bye_received" if answer == 200 else ""
    pbx = await peers.sipp(f"offered ring answer asked:{answer} {after}", limit_s=60)
    spy = {"is_supervisor": True, "way": "pbx", "target": pbx.uri}
    boss = await engine_at(peers, BOSS_HZ, supervision=spy, rtp={"no_audio_after_s": 1})
    await boss.ctl("supervise", "call-1")
    await until(lambda: pbx.received("OPTIONS"), "the PBX is asked", within_s=30)
    if answer == 200:
        (call,) = (await boss.status())["calls"]
        assert (call["phase"], call["legs"][0]["isAudioMissing"]) == ("connected", True)
        await boss.ctl("unsupervise")
    ended = await boss.event("HANGUP", callId="call-1")
    await pbx.done()

    assert ended["payload"]["ending"]["reason"] == ("hung_up" if answer == 200 else "lost")
