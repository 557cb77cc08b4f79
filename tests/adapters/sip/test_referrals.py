"""Transfers that others ask the phone for (REFER): what becomes of the leg, and what the wire sees of it."""

import asyncio

import pytest

from softphone.core.messages.effects import SendGoodbye, SendHold, SendTones
from softphone.core.messages.events import (
    HoldConfirmed,
    LegConnected,
    LegEnded,
    MediaChanged,
    PeerReplaced,
    ReferralRefused,
)
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.moved import moved, taken
from tests.adapters.sip.raw_dialog import RawDialog
from tests.adapters.sip.raw_peer import RawPeer, sdp
from tests.adapters.sip.spoken import Spoken
from tests.adapters.sip.test_lives import inside, quiet
from tests.peers.ports import Ports
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e
OVER_TCP = {"name": "desk", "uri": "sip:agent@127.0.0.1", "transport": "tcp"}


async def test_an_obeyed_transfer_puts_the_new_peer_behind_the_same_leg(
    phone: Spoken, peer: RawPeer, other: RawPeer
) -> None:
    leg, old = await taken(phone, peer)
    old.refer(f'"Two" <{other.uri}>', "Referred-By: <sip:boss@127.0.0.1>")
    await peer.next("202 REFER")
    peer.reply(await peer.next("NOTIFY"), "200 OK")
    invite = await other.next("INVITE")
    assert invite.headers.first("referred-by") == "<sip:boss@127.0.0.1>"
    assert invite.body.count("m=") == 1
    assert not phone.told(PeerReplaced)
    other.reply(invite, "200 OK", body=sdp(40002))
    await other.next("ACK")

    replaced = await phone.next(PeerReplaced)
    assert (replaced.leg, replaced.peer.uri, replaced.peer.name) == (leg, other.uri, "Two")
    assert (await phone.next(MediaChanged)).media.remote_address.endswith(":40002")
    report = await peer.next("NOTIFY")
    assert report.body.startswith("SIP/2.0 200")
    assert report.headers.first("subscription-state").startswith("terminated")
    peer.reply(await peer.next("BYE"), "200 OK")
    assert not phone.told(LegEnded)
    assert len(phone.told(LegConnected)) == 1


async def test_the_leg_lives_and_ends_with_the_new_peer(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, old, new, _ = await moved(phone, peer, other)
    peer.reply(await peer.next("BYE"), "200 OK")
    old.ask("BYE")
    phone.do(SendTones(leg, "5"))
    await until(lambda: phone.readings[-1].reading.stream == 1, "the new peer's stream is looked at as a new one")
    assert {looked.leg for looked in phone.readings} == {leg}
    new.ask("BYE")

    ended = await phone.next(LegEnded)
    assert (ended.leg, ended.cause) == (leg, None)
    await quiet(phone)
    assert await inside(phone).ask("look", "calls alive") == 0
    assert len(phone.told(LegEnded)) == 1


async def test_our_goodbye_goes_to_the_new_peer(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, *_ = await moved(phone, peer, other)
    phone.do(SendGoodbye(leg))

    other.reply(await other.next("BYE"), "200 OK")
    assert (await phone.next(LegEnded)).leg == leg


async def test_many_moves_leave_nothing_behind(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    for round_ in range(15):
        leg, old = await taken(phone, peer)
        old.refer(f"<{other.uri}>")
        invite = await other.next("INVITE")
        match round_ % 3:
            case 0:
                other.reply(invite, "200 OK", body=sdp(40002))
                await phone.next(PeerReplaced)
                peer.reply(await peer.next("BYE"), "200 OK")
            case 1:
                other.reply(invite, "486 Busy Here")
                await phone.next(ReferralRefused)
            case _:
                old.ask("BYE")
                await peer.next("200 BYE")
                other.reply(invite, "200 OK", body=sdp(40002))
                await phone.next(PeerReplaced)
        phone.do(SendGoodbye(leg))
        here = peer if round_ % 3 == 1 else other
        here.reply(await here.next("BYE"), "200 OK")
        assert (await phone.next(LegEnded)).leg == leg
        await quiet(phone)
        assert await inside(phone).ask("look", "calls alive") == 0
    assert len(phone.told(LegEnded)) == 15


async def test_a_peer_that_hangs_up_at_once_leaves_its_leg_to_the_new_call(
    phone: Spoken, peer: RawPeer, other: RawPeer
) -> None:
    leg, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    await peer.next("202 REFER")
    invite = await other.next("INVITE")
    old.ask("BYE")
    await peer.next("200 BYE")
    other.reply(invite, "200 OK", body=sdp(40002))
    await other.next("ACK")

    assert (await phone.next(PeerReplaced)).leg == leg
    assert not phone.told(LegEnded)
    RawDialog.called(other, invite).ask("BYE")
    assert (await phone.next(LegEnded)).leg == leg


async def test_a_new_call_that_fails_after_the_peer_hung_up_ends_the_leg(
    phone: Spoken, peer: RawPeer, other: RawPeer
) -> None:
    leg, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    invite = await other.next("INVITE")
    old.ask("BYE")
    await peer.next("200 BYE")
    other.reply(invite, "486 Busy Here")

    ended = await phone.next(LegEnded)
    assert (ended.leg, ended.code) == (leg, 486)
    await quiet(phone)


async def test_our_goodbye_during_a_transfer_ends_both_calls(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    invite = await other.next("INVITE")
    other.reply(invite, "180 Ringing")
    phone.do(SendGoodbye(leg))

    await peer.next("BYE")
    other.reply(await other.next("CANCEL"), "200 OK")
    other.reply(invite, "487 Request Terminated")
    assert (await phone.next(LegEnded)).leg == leg
    await quiet(phone)
    assert await inside(phone).ask("look", "calls alive") == 0
    assert not phone.told(ReferralRefused)


async def test_a_phone_that_stops_during_a_transfer_ends_both_calls(
    phone: Spoken, peer: RawPeer, other: RawPeer
) -> None:
    leg, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    invite = await other.next("INVITE")
    other.reply(invite, "180 Ringing")
    await until(lambda: sum(one.method == "NOTIFY" for one in peer.came) > 1, "the phone knows that it rings there")
    stopping = asyncio.create_task(phone.stop())

    peer.reply(await peer.next("BYE"), "200 OK")
    other.reply(await other.next("CANCEL"), "200 OK")
    other.reply(invite, "487 Request Terminated")
    await stopping
    assert inside(phone).process.exitcode == 0
    assert [event.leg for event in phone.told(LegEnded)] == [leg]


async def test_a_phone_stops_in_peace_after_a_transfer(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, *_ = await moved(phone, peer, other)
    await phone.stop()

    assert inside(phone).process.exitcode == 0
    assert [event.leg for event in phone.told(LegEnded)] == [leg]


async def test_a_leg_on_hold_is_held_with_the_new_peer_too(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, old = await taken(phone, peer)
    phone.do(SendHold(leg, is_held=True))
    peer.reply(await peer.next("INVITE"), "200 OK", body=sdp(direction="recvonly"))
    assert (await phone.next(HoldConfirmed)).is_held
    old.refer(f"<{other.uri}>")
    other.reply(await other.next("INVITE"), "200 OK", body=sdp(40002))
    again = await other.next("INVITE")
    assert "a=sendonly" in again.body
    other.reply(again, "200 OK", body=sdp(40002, direction="recvonly"))
    await other.next("ACK")

    phone.do(SendHold(leg, is_held=False))
    resumed = await other.next("INVITE")
    assert "a=sendrecv" in resumed.body
    other.reply(resumed, "200 OK", body=sdp(40002))
    assert not (await phone.next(HoldConfirmed)).is_held
    assert len(phone.told(HoldConfirmed)) == 2


@pytest.mark.parametrize("names", ["", ";transport=tcp"])
async def test_an_account_over_tcp_calls_the_new_peer_over_tcp(
    phones: MakePhone, ports: Ports, peer: RawPeer, names: str
) -> None:
    asked: asyncio.Queue[str] = asyncio.Queue()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.put_nowait((await reader.readline()).decode())
        writer.close()

    phone = await phones(account=[OVER_TCP], sip={"trusted": ["127.0.0.1"], "port": ports.several(1)[0]}).start()
    async with await asyncio.start_server(listen, "127.0.0.1", 0) as target:
        _, old = await taken(phone, peer)

        old.refer(f"<sip:other@127.0.0.1:{target.sockets[0].getsockname()[1]}{names}>")

        assert (await asyncio.wait_for(asked.get(), 5)).startswith("INVITE sip:other@127.0.0.1")


async def test_a_call_that_came_over_udp_ends_over_udp_after_another_was_moved_over_tcp(
    phones: MakePhone, ports: Ports, peer: RawPeer, other: RawPeer
) -> None:
    phone = await phones(account=[OVER_TCP], sip={"trusted": ["127.0.0.1"], "port": ports.several(1)[0]}).start()
    _, old = await taken(phone, peer)
    old.refer("<sip:nobody@127.0.0.1:1>")
    await phone.next(ReferralRefused)

    second, _ = await taken(phone, other)
    phone.do(SendGoodbye(second))

    other.reply(await other.next("BYE"), "200 OK")
    assert (await phone.next(LegEnded)).leg == second
