"""How calls and the phone itself begin and end: nothing is left over, nothing comes back to life."""

import asyncio
from typing import cast

import pytest

from softphone.core.messages.effects import SendAnswer, SendGoodbye, SendHold, SendReject, SendRinging
from softphone.core.messages.events import HoldConfirmed, Invited, LegConnected, LegEnded, ProvisionalReceived
from softphone.core.values import LegId
from softphone.engine.ports.phone import PhoneUnavailable
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.raw_peer import RawPeer
from tests.adapters.sip.remote_phone import RemotePhone
from tests.adapters.sip.spoken import Spoken, connected, endings
from tests.peers.waiting import staying, until

pytestmark = pytest.mark.e2e


PATIENCE = 200


def inside(phone: Spoken) -> RemotePhone:
    return cast(RemotePhone, phone.phone)


async def quiet(phone: Spoken) -> None:
    """Wait until no call is left in a phone."""
    for question in ("legs", "finished"):
        for _ in range(PATIENCE):
            if not await inside(phone).ask("look", question):
                break
            await asyncio.sleep(0.02)
        else:
            raise AssertionError(f"{question} are left")


async def test_a_call_that_is_over_is_let_go_and_spares_the_next_one(phones: MakePhone) -> None:
    """A finished pj.Call that is freed later hangs up the call that got its number."""
    one, two = await phones("one").start(), await phones("two").start()
    for round_ in range(5):
        mine, theirs = await connected(one, two, f"leg-{round_}")
        one.do(SendGoodbye(mine))
        await two.next(LegEnded)
        await quiet(one)
        await quiet(two)
        assert await inside(one).ask("look", "calls alive") == 0
        assert await inside(two).ask("look", "calls alive") == 0
        assert len(endings(two, theirs)) == 1

    mine, theirs = await connected(one, two, "last")
    await inside(two).ask("look", "collected")
    await staying(lambda: not endings(one, mine) and not endings(two, theirs), "the last call is up", for_s=0.5)


async def test_two_hundred_quick_calls_leave_nothing_behind(phones: MakePhone) -> None:
    one, two = await phones("one").start(), await phones("two").start()
    for round_ in range(200):
        mine = one.call(two.uri, f"leg-{round_}")
        theirs = (await two.next(Invited)).leg
        match round_ % 4:
            case 0:
                two.do(SendReject(theirs, 486))
            case 1:
                one.do(SendGoodbye(mine))
            case 2:
                two.do(SendAnswer(theirs))
                await one.next(LegConnected)
                two.do(SendGoodbye(theirs))
            case _:
                two.do(SendRinging(theirs))
                two.do(SendAnswer(theirs))
                one.do(SendGoodbye(mine))
        await one.next(LegEnded)
        await two.next(LegEnded)

    await quiet(one)
    await quiet(two)
    for phone in (one, two):
        ended = [event.leg for event in phone.told(LegEnded)]
        assert len(ended) == len(set(ended)) == 200
        assert await inside(phone).ask("look", "calls alive") == 0


async def test_thirty_calls_at_once_all_connect_and_end(phones: MakePhone) -> None:
    one, two = await phones("one").start(), await phones("two").start()
    mine = [one.call(two.uri, f"leg-{number}") for number in range(30)]
    for _ in mine:
        two.do(SendAnswer((await two.next(Invited)).leg))
    await until(lambda: len(one.told(LegConnected)) == len(two.told(LegConnected)) == 30, "all are connected")
    for leg in mine:
        one.do(SendGoodbye(leg))

    await until(lambda: len(one.told(LegEnded)) == len(two.told(LegEnded)) == 30, "all are over")


@pytest.mark.parametrize("state", ["idle", "calling", "ringing there", "ringing here", "talking", "held", "ended"])
async def test_the_phone_stops_cleanly_in_every_state(phones: MakePhone, state: str) -> None:
    one, two = await phones("one").start(), await phones("two").start()
    await reach(state, one, two)

    await one.stop()

    assert inside(one).process.exitcode == 0
    if state not in ("idle", "ended"):
        await two.next(LegEnded)


async def reach(state: str, one: Spoken, two: Spoken) -> None:
    """Bring two phones into a state."""
    match state:
        case "calling":
            one.call(two.uri)
            await two.next(Invited)
        case "ringing there":
            one.call(two.uri)
            two.do(SendRinging((await two.next(Invited)).leg))
            await one.next(ProvisionalReceived)
        case "ringing here":
            two.call(one.uri)
            one.do(SendRinging((await one.next(Invited)).leg))
            await two.next(ProvisionalReceived)
        case "talking" | "held" | "ended":
            mine, _ = await connected(one, two)
            one.talk(mine)
            if state == "held":
                one.do(SendHold(mine, is_held=True))
                await one.next(HoldConfirmed)
            if state == "ended":
                one.do(SendGoodbye(mine))
                await one.next(LegEnded)
        case _:
            pass


async def test_a_port_in_use_is_said_in_words(phones: MakePhone) -> None:
    peer = await RawPeer.open()
    phone = phones(sip={"bind": "127.0.0.1", "port": peer.address[1]})

    with pytest.raises(PhoneUnavailable, match="in use"):
        await phone.start()
    await peer.close()


async def test_an_address_that_is_not_ours_is_said_in_words(phones: MakePhone) -> None:
    with pytest.raises(PhoneUnavailable, match=r"198\.51\.100\.1"):
        await phones(sip={"bind": "198.51.100.1"}).start()


async def test_a_call_that_the_stack_lost_is_told_as_over(phones: MakePhone) -> None:
    one, two = await phones("one").start(), await phones("two").start()
    mine, _ = await connected(one, two)
    await inside(one).ask("look", "lose all calls")

    ended = await one.next(LegEnded)
    assert ended.leg == mine
    assert ended.leg == LegId("out")
