"""A mode with an address of its own: what is left of the calls when they end, whichever of them ends first."""

import pytest

from softphone.core.messages.effects import SendGoodbye, SendMode
from softphone.core.messages.events import LegConnected, LegEnded
from softphone.core.messages.supervision_events import ModeConfirmed, ModeRefused
from softphone.core.values import CallId, LegId, Mode
from tests.adapters.sip.raw_dialog import RawDialog
from tests.adapters.sip.raw_peer import Message, RawPeer, sdp
from tests.adapters.sip.spoken import Spoken, endings
from tests.adapters.sip.test_lives import inside, quiet

pytestmark = pytest.mark.e2e


async def redialling(phone: Spoken, peer: RawPeer, other: RawPeer) -> tuple[LegId, RawDialog, Message]:
    """Let the phone listen at one address and call another one in order to be heard."""
    leg = phone.call(peer.uri)
    invite = await peer.next("INVITE")
    peer.reply(invite, "200 OK", body=sdp())
    await peer.next("ACK")
    await phone.next(LegConnected)
    phone.do(SendMode(leg, Mode.BARGE, CallId("key"), other.uri))
    return leg, RawDialog.called(peer, invite), await other.next("INVITE")


async def nothing_is_left(phone: Spoken, leg: LegId) -> None:
    await quiet(phone)
    assert await inside(phone).ask("look", "calls alive") == 0
    assert len(endings(phone, leg)) == 1


async def test_the_new_call_is_taken_back_when_the_leg_ends(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, old, invite = await redialling(phone, peer, other)
    other.reply(invite, "180 Ringing")
    old.ask("BYE")
    await phone.next(LegEnded)
    other.reply(await other.next("CANCEL"), "200 OK")
    other.reply(invite, "487 Request Terminated")
    await other.next("ACK")

    await nothing_is_left(phone, leg)
    assert not phone.told(ModeConfirmed)
    assert not phone.told(ModeRefused)


async def test_an_answer_that_crosses_the_end_of_the_leg_gets_a_goodbye(
    phone: Spoken, peer: RawPeer, other: RawPeer
) -> None:
    leg, old, invite = await redialling(phone, peer, other)
    old.ask("BYE")
    await phone.next(LegEnded)
    other.reply(invite, "200 OK", body=sdp(40002))
    other.reply(await other.next("BYE"), "200 OK")

    await nothing_is_left(phone, leg)
    assert not phone.told(ModeConfirmed)


async def test_a_call_that_took_over_is_let_go_when_it_ends(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, _, invite = await redialling(phone, peer, other)
    other.reply(invite, "200 OK", body=sdp(40002))
    await phone.next(ModeConfirmed)
    peer.reply(await peer.next("BYE"), "200 OK")
    phone.do(SendGoodbye(leg))
    other.reply(await other.next("BYE"), "200 OK")
    await phone.next(LegEnded)

    await nothing_is_left(phone, leg)
