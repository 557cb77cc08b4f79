"""Several supervisors at one call, played by sipp: who hears whom, and who is turned away. The call never minds."""

from dataclasses import dataclass

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ, Call, answered
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.e2e.sounds import is_steady_in, lately
from tests.peers import Peers, RtpEnd, Sipp, until

pytestmark = pytest.mark.e2e

KEY = "call-1"
HOSTING = {"way": "agent", "hosts": True, "supervisors": [f"sip:300{number}@pbx" for number in range(1, 6)]}


@dataclass(slots=True)
class Supervisor:
    """A sipp that listens, and its RTP end with a tone of its own."""

    sipp: Sipp
    ear: RtpEnd
    hz: float

    def hears(self, hz: float) -> bool:
        """Whether a tone is in what it has got lately."""
        return is_steady_in(self.ear.heard().between(-0.8), hz)


async def agent_at(peers: Peers, after: str = "bye_received", **more: object) -> tuple[Engine, Call]:
    """Let an agent talk with a customer."""
    agent = await engine_at(peers, DESK_HZ, name="agent", supervision={**HOSTING, **more}, audio={"codecs": ["pcmu"]})
    call = await answered(agent, peers, after, headers=[f"X-Vendor-Call-Key: {KEY}"])
    return agent, call


def headers(user: str, *, key: str = KEY, is_asserted: bool = True) -> list[str]:
    """What a PBX says of a supervisor's INVITE."""
    said = [f"X-Vendor-Call-Key: {key}", "X-Call-Type: supervisor"]
    return [*said, f"P-Asserted-Identity: <sip:{user}@pbx>"] if is_asserted else said


async def listens(agent: Engine, peers: Peers, user: str, hz: float, after: str = "bye_received") -> Supervisor:
    """Let a supervisor in."""
    ear = await peers.rtp(says_hz=hz)
    sipp = await peers.sipp(f"invite answered {after}", agent.uri, media_port=ear.port, headers=headers(user))
    supervisor = Supervisor(sipp, ear, hz)
    await until(lambda: supervisor.hears(FAR_HZ) and supervisor.hears(DESK_HZ), "the supervisor hears the call")
    return supervisor


async def test_three_supervisors_each_in_a_mode_of_their_own(peers: Peers) -> None:
    agent, call = await agent_at(peers)
    listener = await listens(agent, peers, "3001", 530)
    whisperer = await listens(agent, peers, "3002", 1200)
    barger = await listens(agent, peers, "3003", 1600)
    whisperer.ear.press("5")
    await agent.event("SUPERVISOR_PRESENT", mode="whisper")
    barger.ear.press("6")
    await agent.event("SUPERVISOR_PRESENT", mode="barge")

    def customer_hears(hz: float) -> bool:
        return is_steady_in(call.ear.heard().between(-0.8), hz)

    await until(lambda: customer_hears(1600) and is_steady_in(lately(agent), 1600), "the barge is heard")
    await until(lambda: is_steady_in(lately(agent), 1200), "the whisper is heard by the agent")
    await until(lambda: listener.hears(1600) and whisperer.hears(1600), "the barge is heard by the other supervisors")
    assert not customer_hears(1200)
    assert not customer_hears(530)
    assert not is_steady_in(lately(agent), 530)
    assert not any(other.hears(1200) for other in (listener, barger))
    assert not any(other.hears(530) for other in (whisperer, barger))

    seen = (await agent.status())["calls"][0]
    assert sorted(one["mode"] for one in seen["supervisors"]) == ["barge", "whisper"]
    assert len(seen["legs"]) == 1
    await agent.ctl("hangup")
    for supervisor in (listener, whisperer, barger):
        await supervisor.sipp.done()


async def test_supervisors_who_come_and_go_change_nothing(peers: Peers) -> None:
    agent, call = await agent_at(peers, "reinvited reinvited bye_received")
    await (await listens(agent, peers, "3001", 530, "wait:4000 bye")).sipp.done()
    again = await listens(agent, peers, "3001", 530)
    await agent.ctl("hold")
    await agent.ctl("resume")
    await until(lambda: again.hears(FAR_HZ) and again.hears(DESK_HZ), "the supervisor hears the call again")
    await call.is_heard_both_ways()
    await agent.ctl("hangup")
    await again.sipp.done()

    assert "SUPERVISOR_PRESENT" not in [event["type"] for event in agent.told()]


async def test_a_call_that_is_transferred_away_takes_no_supervisor_along(peers: Peers) -> None:
    agent, call = await agent_at(peers, "referred:202 notice:180 outcome:200 bye_received")
    barger = await listens(agent, peers, "3001", 1600)
    barger.ear.press("6")
    await agent.event("SUPERVISOR_PRESENT", mode="barge")
    await agent.ctl("transfer", "sip:somebody@127.0.0.1")
    await barger.sipp.done()
    ended = await call.is_over()

    assert ended["payload"]["ending"]["reason"] == "transferred"
    assert [event["type"] for event in agent.told()].count("SUPERVISOR_GONE") == 1
    assert (await agent.status())["calls"] == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (headers("3009"), 403),
        (headers("3001", is_asserted=False), 403),
        (headers("3001", key="another-agent-s-call"), 404),
        (headers("3001", key="not a key"), 404),
        (headers("3001", key="k" * 200), 404),
        ([*headers("3009"), "P-Asserted-Identity: nonsense"], 403),
    ],
    ids=["stranger", "not asserted", "other key", "no key", "long key", "nonsense"],
)
async def test_who_may_not_listen_is_turned_away_and_shown(peers: Peers, said: list[str], code: int) -> None:
    agent, call = await agent_at(peers)
    stranger = await peers.sipp(f"invite refused:{code}", agent.uri, headers=said)
    await stranger.done()
    shown = await agent.event("CALL_REFUSED")

    assert shown["payload"]["code"] == code
    await call.is_heard_both_ways()


async def test_two_invites_with_one_key_are_one_supervisor(peers: Peers) -> None:
    agent, call = await agent_at(peers, max_supervisors=2)
    await listens(agent, peers, "3001", 530)
    await (await peers.sipp("invite refused:486", agent.uri, headers=headers("3001"))).done()
    await listens(agent, peers, "3002", 1200)
    await (await peers.sipp("invite refused:486", agent.uri, headers=headers("3003"))).done()

    await call.is_heard_both_ways()
