"""Reloads, broken sockets and engines that are killed, in every state of a call: nothing doubled, nothing missing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


@dataclass(frozen=True)
class State:
    """How a call gets there, what a new page is told of it then, and what is told when the far end is gone."""

    begin: Callable[[Phone], Awaitable[object]]
    replay: tuple[str, ...]
    shows: dict[str, Any] = field(default_factory=dict)
    ends: tuple[str, ...] = ENDED
    lost: tuple[str, ...] = ENDED
    """What is told after the engine was killed."""


async def ringing(phone: Phone) -> None:
    await phone.rings("wait:20000 cancel")


async def dialled(phone: Phone) -> None:
    far = await phone.called("offered ring cancelled")
    await phone.salesforce.says("DIAL", contact={"phoneNumber": far.uri})
    await phone.salesforce.hears("CALL_STARTED")


async def connected(phone: Phone) -> None:
    await phone.talks("bye_received")


async def muted(phone: Phone) -> None:
    call = await phone.talks("bye_received")
    await phone.asks("MUTE", call)
    await phone.salesforce.hears("MUTE_TOGGLE")


async def held(phone: Phone) -> None:
    call = await phone.talks("reinvited:recvonly bye_received")
    await phone.asks("HOLD", call)
    await phone.salesforce.hears("HOLD_TOGGLE")


async def paused(phone: Phone) -> None:
    call = await phone.talks("bye_received")
    await phone.asks("PAUSE_RECORDING", call)
    await phone.salesforce.hears("RECORDING_TOGGLE")


async def wrapping_up(phone: Phone) -> None:
    call = await phone.talks("bye_received")
    await phone.asks("END_CALL", call)
    await phone.salesforce.hears(*ENDED)


STATES = {
    "ringing": State(ringing, ("CALL_STARTED",), ends=("HANGUP",), lost=("HANGUP",)),
    "dialled": State(dialled, ("CALL_STARTED",), ends=("HANGUP",), lost=("HANGUP",)),
    "connected": State(connected, ("CALL_CONNECTED",)),
    "muted": State(muted, ("CALL_CONNECTED",), {"isMuted": True}),
    "held": State(held, ("CALL_CONNECTED",), {"isOnHold": True}),
    "recording paused": State(paused, ("CALL_CONNECTED",), {"isRecordingPaused": True}),
    "after the call": State(wrapping_up, (), ends=(), lost=()),
}
EVERY = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


async def in_state(peers: Peers, salesforce: Lightning, base: str, state: State) -> Phone:
    """Bring a phone into a state."""
    phone = await phone_at(peers, salesforce, base, recording={"enabled": True})
    await state.begin(phone)
    return phone


async def over(phone: Phone, state: State) -> None:
    """The agent ends the call at the desk: Salesforce is told that once, however it got there."""
    if state.ends:
        await phone.engine.ctl("decline" if state is STATES["ringing"] else "hangup")
    await phone.salesforce.hears(*state.ends)
    await phone.salesforce.hears_nothing_more()


@EVERY
async def test_a_reload_in_every_state(peers: Peers, salesforce: Lightning, base: str, state: State) -> None:
    phone = await in_state(peers, salesforce, base, state)

    await phone.reloads()

    replayed = await salesforce.hears(*state.replay)
    for event in replayed:
        assert state.shows.items() <= event["payload"]["callInfo"].items()
    await over(phone, state)


@EVERY
async def test_a_broken_socket_in_every_state(peers: Peers, salesforce: Lightning, base: str, state: State) -> None:
    phone = await in_state(peers, salesforce, base, state)

    await phone.loses()
    await salesforce.shows("Phone connected")

    await salesforce.hears_nothing_more()
    await over(phone, state)


@EVERY
async def test_what_happens_while_the_socket_is_broken_is_told_afterwards(
    peers: Peers, salesforce: Lightning, base: str, state: State
) -> None:
    phone = await in_state(peers, salesforce, base, state)

    await salesforce.loses_the_phone()

    await over(phone, state)


async def test_a_call_that_ends_while_the_page_is_away_in_every_state(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    without_work = {"userName": "agent", "isACWAllowed": "false"}
    phone = await phone_at(peers, salesforce, base, without_work, recording={"enabled": True})

    for name in ("ringing", "connected", "muted", "held", "recording paused", "dialled"):
        await STATES[name].begin(phone)
        await salesforce.page.goto("about:blank")
        await phone.engine.ctl("decline" if name == "ringing" else "hangup")
        await salesforce.page.goto(salesforce.origin)
        await phone.opens("HANGUP")
        await salesforce.hears_nothing_more()


@EVERY
async def test_an_engine_that_is_killed_in_every_state(
    peers: Peers, salesforce: Lightning, base: str, state: State
) -> None:
    phone = await in_state(peers, salesforce, base, state)

    await phone.crashes()

    if state.lost:
        await salesforce.page.wait_for_function("told.some(({ type }) => type === 'HANGUP')", timeout=30_000)
    names = await salesforce.names()
    assert names.count("HANGUP") == state.lost.count("HANGUP")
    assert set(names) <= set(state.lost)
