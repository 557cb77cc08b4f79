"""Who hears whom among three, by a tone for each: after every swap, merge and split exactly those who should."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ, Call, answered
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.e2e.sounds import is_in, lately
from tests.peers import Peers, RtpEnd, Sound, until

pytestmark = pytest.mark.e2e

CAROL_HZ = 1150
TONES = {"desk": DESK_HZ, "bob": FAR_HZ, "carol": CAROL_HZ}
HELD, RESUMED = "reinvited:recvonly", "reinvited:sendrecv"
LISTENING_S = 0.8
Heard = Mapping[str, set[str]]
WITH_BOB: Heard = {"desk": {"bob"}, "bob": {"desk"}, "carol": set()}
WITH_CAROL: Heard = {"desk": {"carol"}, "bob": set(), "carol": {"desk"}}
ALL: Heard = {"desk": {"bob", "carol"}, "bob": {"desk", "carol"}, "carol": {"desk", "bob"}}


@dataclass(slots=True)
class Three:
    """The desk, Bob who called, and Carol who was called; a party on hold goes on speaking, to no avail."""

    engine: Engine
    call: Call
    carol: RtpEnd

    async def hear(self, expected: Heard, *, talking: RtpEnd) -> None:
        """Wait until each hears exactly these, and see that it stays so."""
        for end in (self.call.ear, self.carol):
            end.forget()
        await until(lambda: self._now() == expected, f"everybody hears {expected}")
        before = len(talking.packets)
        await until(lambda: len(talking.packets) >= before + 75, "somebody hears on")
        assert self._now() == expected

    def _now(self) -> Heard:
        return {
            "desk": _voices(lately(self.engine, LISTENING_S), "desk"),
            "bob": _voices(self.call.ear.heard().between(-LISTENING_S), "bob"),
            "carol": _voices(self.carol.heard().between(-LISTENING_S), "carol"),
        }


def _voices(sound: Sound, listener: str) -> set[str]:
    return {name for name, hz in TONES.items() if name != listener and is_in(sound, hz)}


async def consulting(peers: Peers, bob: str, carol: str) -> Three:
    """The agent talks with Carol while Bob waits."""
    engine = await engine_at(peers)
    call = await answered(engine, peers, f"{HELD} {bob} bye_received")
    ear = await peers.rtp(says_hz=CAROL_HZ)
    called = await peers.sipp(f"offered ring answer {carol} bye_received", media_port=ear.port)
    await engine.ctl("consult", called.uri)
    await engine.event("PARTICIPANT_CONNECTED", callId=call.id)
    return Three(engine, call, ear)


async def test_who_hears_whom_when_two_are_swapped_merged_and_split(peers: Peers) -> None:
    three = await consulting(peers, f"{RESUMED} {HELD} {RESUMED}", f"{HELD} {RESUMED} {HELD}")
    bob, carol = three.call.ear, three.carol

    await three.hear(WITH_CAROL, talking=carol)
    await three.engine.ctl("swap")
    await three.hear(WITH_BOB, talking=bob)
    await three.engine.ctl("swap")
    await three.hear(WITH_CAROL, talking=carol)
    await three.engine.ctl("merge")
    await three.hear(ALL, talking=bob)
    await three.engine.ctl("split")
    await three.hear(WITH_BOB, talking=bob)
    await three.engine.ctl("hangup")
    await three.call.is_over()


async def test_a_muted_agent_is_heard_by_neither_and_the_two_hear_each_other(peers: Peers) -> None:
    three = await consulting(peers, RESUMED, "")
    await three.engine.ctl("merge")

    await three.engine.ctl("mute")
    await three.hear({**ALL, "bob": {"carol"}, "carol": {"bob"}}, talking=three.carol)
    await three.engine.ctl("unmute")
    await three.hear(ALL, talking=three.carol)
    await three.engine.ctl("hangup")
    await three.call.is_over()
