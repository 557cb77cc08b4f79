"""Between what a request does on the wire and its answer: reloads, broken sockets and engines that are killed.

The far end is frozen before Salesforce asks, so that the phone has done its part and waits, for as long as it takes.
"""

import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers, Sipp, until
from tests.salesforce.phone import Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
CONFIG = {"userName": "agent", "isACWAllowed": "false"}
"""Without after-call work, the next call may come at once."""
STATS = "UPDATE_AUDIO_STATS_COMPLETED"


@dataclass(frozen=True)
class Effect:
    """What Salesforce asks, how that shows while the far end says nothing, and what is told in the end."""

    begin: Callable[[Phone], Awaitable[tuple[Sipp, Callable[[], Awaitable[None]]]]]
    shows: tuple[str, str]
    """A member of the leg, and what it is then."""
    told: tuple[str, ...]
    fails: str
    """What is told of the request when the engine is gone."""
    replayed: tuple[str, ...] = ()
    """What a new page asks for and is told before the far end goes on."""
    told_later: tuple[str, ...] = ()
    """What that page is told then."""


async def accepting(phone: Phone) -> tuple[Sipp, Callable[[], Awaitable[None]]]:
    call = await phone.rings("answered bye_received")
    return call.far, lambda: phone.asks("ACCEPT_CALL", call)


async def holding(phone: Phone) -> tuple[Sipp, Callable[[], Awaitable[None]]]:
    call = await phone.talks("reinvited:recvonly bye_received")
    return call.far, lambda: phone.asks("HOLD", call)


EFFECTS = {
    "accept": Effect(
        accepting, ("phase", "accepting"), ("CALL_CONNECTED",), "INFO", ("CALL_STARTED",), ("CALL_CONNECTED",)
    ),
    "hold": Effect(holding, ("hold", "turning_on"), ("HOLD_TOGGLE",), "ERROR", ("CALL_CONNECTED",), ("HOLD_TOGGLE",)),
}


async def in_between(phone: Phone, effect: Effect) -> Sipp:
    """Salesforce asks, the phone has done its part, and the far end says nothing."""
    far, ask = await effect.begin(phone)
    far.process.signal(signal.SIGSTOP)
    await ask()
    member, value = effect.shows
    while value not in [leg[member] for call in (await phone.engine.status())["calls"] for leg in call["legs"]]:
        pass  # asking takes its time
    return far


async def over(phone: Phone, far: Sipp) -> None:
    """The call ends, and that is told once."""
    await phone.engine.ctl("hangup")
    await phone.salesforce.hears(STATS, "HANGUP")
    await far.done()
    await phone.salesforce.hears_nothing_more()


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=EFFECTS)
async def test_a_request_that_is_under_way_comes_to_its_end(
    peers: Peers, salesforce: Lightning, base: str, effect: Effect
) -> None:
    phone = await phone_at(peers, salesforce, base, CONFIG)

    far = await in_between(phone, effect)
    await phone.loses()
    await salesforce.shows("Phone connected")
    far.process.signal(signal.SIGCONT)
    await salesforce.hears(*effect.told)
    await over(phone, far)

    far = await in_between(phone, effect)
    await phone.reloads()
    await salesforce.hears(*effect.replayed)
    far.process.signal(signal.SIGCONT)
    await salesforce.hears(*effect.told_later)
    await over(phone, far)

    far = await in_between(phone, effect)
    await phone.crashes()
    await salesforce.page.wait_for_function("told.length > 1", timeout=30_000)
    names = await salesforce.names()
    assert sorted(names) == sorted((effect.fails, "HANGUP"))
    far.process.signal(signal.SIGCONT)


async def dialling(phone: Phone, steps: str) -> Sipp:
    """Salesforce dials, and the INVITE is on the wire."""
    far = await phone.called(steps)
    await phone.salesforce.says("DIAL", contact={"phoneNumber": far.uri})
    await until(lambda: far.received("INVITE"), "the INVITE is on the wire")
    return far


@pytest.mark.parametrize("trouble", [Phone.loses, Phone.reloads], ids=["a broken socket", "a reload"])
async def test_a_call_that_is_being_dialled_is_told_once(
    peers: Peers, salesforce: Lightning, base: str, trouble: Callable[[Phone], Awaitable[None]]
) -> None:
    phone = await phone_at(peers, salesforce, base, CONFIG)
    far = await dialling(phone, "offered cancelled")

    await trouble(phone)

    await salesforce.hears("CALL_STARTED")
    await phone.engine.ctl("hangup")
    await salesforce.hears("HANGUP")
    await far.done()
    await salesforce.hears_nothing_more()


async def test_a_call_that_was_being_dialled_when_the_engine_was_killed_has_failed(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    far = await dialling(phone, "offered wait:15000")

    await phone.crashes()

    await salesforce.hears("CALL_FAILED", "ERROR")
    await salesforce.hears_nothing_more()
    assert len({message.header("Call-ID") for message in far.received("INVITE")}) == 1
