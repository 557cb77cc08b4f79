"""Codes are dialled one after another, beside the calls; what the PBX does not take is told."""

from softphone.core.messages.effects import SendGoodbye, SendInvite, SipEffect
from softphone.core.messages.events import Event, LegConnected, LegEnded
from softphone.core.values import AccountName, LegId
from softphone.engine.telephony.code_dialler import MOST_WAITING, CodeDialler
from tests.peers.waiting import until

DESK = AccountName("desk")


class Network:
    """A PBX that does what the test says."""

    def __init__(self) -> None:
        self.effects: list[SipEffect] = []
        self.trouble: list[str] = []
        self.dialler = CodeDialler(self.effects.append, self.trouble.append, stays_s=0.01)

    @property
    def dialled(self) -> list[str]:
        return [effect.target for effect in self.effects if isinstance(effect, SendInvite)]

    def leg(self) -> LegId:
        return [effect.leg for effect in self.effects if isinstance(effect, SendInvite)][-1]

    def says(self, event: Event) -> None:
        assert self.dialler.is_about(event)
        self.dialler.follow(event)


async def test_one_after_another() -> None:
    network = Network()
    network.dialler.dial(DESK, "sip:*45@pbx")
    network.dialler.dial(DESK, "sip:*48@pbx")
    assert network.dialled == ["sip:*45@pbx"]

    network.says(LegConnected(network.leg()))
    network.says(LegEnded(network.leg()))

    assert network.dialled == ["sip:*45@pbx", "sip:*48@pbx"]
    assert network.trouble == []
    network.dialler.stop()


async def test_a_pbx_that_does_not_hang_up_is_left() -> None:
    network = Network()
    network.dialler.dial(DESK, "sip:*45@pbx")
    network.says(LegConnected(network.leg()))
    await until(lambda: SendGoodbye(network.leg()) in network.effects, "the phone hangs up")

    network.says(LegEnded(network.leg()))
    assert network.trouble == []


async def test_what_is_refused_is_told_and_the_next_is_dialled() -> None:
    network = Network()
    network.dialler.dial(DESK, "sip:*45@pbx")
    network.dialler.dial(DESK, "sip:*48@pbx")
    network.says(LegEnded(network.leg(), 404, "Not Found"))

    assert network.trouble == ["the code sip:*45@pbx was not taken: the PBX said 404 Not Found"]
    assert len(network.dialled) == 2
    assert not network.dialler.is_about(LegEnded(LegId("another")))
    network.dialler.stop()


async def test_codes_do_not_pile_up() -> None:
    network = Network()
    for place in range(50):
        network.dialler.dial(DESK, f"sip:{place}@pbx")
    while True:
        leg = network.leg()
        network.says(LegEnded(leg, 404))
        if network.leg() == leg:
            break

    assert len(network.dialled) == MOST_WAITING + 1
