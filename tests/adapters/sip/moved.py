"""Calls between a raw peer and the phone, and how a peer has one moved to another peer."""

from typing import NamedTuple

from softphone.core.messages.effects import SendAnswer
from softphone.core.messages.events import (
    Invited,
    LegConnected,
    PeerReplaced,
)
from softphone.core.values import LegId
from tests.adapters.sip.raw_dialog import RawDialog
from tests.adapters.sip.raw_peer import Message, RawPeer, sdp
from tests.adapters.sip.spoken import Spoken
from tests.peers.waiting import until


async def taken(phone: Spoken, peer: RawPeer) -> tuple[LegId, RawDialog]:
    """Let the peer call the phone, and the phone answer."""
    invite = peer.invite(phone.uri)
    leg = (await phone.next(Invited)).leg
    phone.do(SendAnswer(leg))
    reply = await peer.next("200 INVITE")
    peer.again(invite, "ACK", reply)
    await phone.next(LegConnected)
    return leg, RawDialog.calling(peer, invite, reply)


class Moved(NamedTuple):
    """A leg that was referred from one peer to another."""

    leg: LegId
    old: RawDialog
    new: RawDialog
    invite: Message


async def moved(phone: Spoken, peer: RawPeer, other: RawPeer) -> Moved:
    """Let the peer refer its call to the other one, which answers."""
    leg, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    await peer.next("202 REFER")
    invite = await other.next("INVITE")
    other.reply(invite, "200 OK", body=sdp(40002))
    await other.next("ACK")
    await phone.next(PeerReplaced)
    return Moved(leg, old, RawDialog.called(other, invite), invite)


async def refused(peer: RawPeer) -> int:
    """The final answer to a REFER."""
    found = await until(
        lambda: [one for one in peer.came if one.method == "REFER" and one.code >= 200], "REFER is answered"
    )
    return found[-1].code
