"""INVITEs that want the place of a call's peer (Replaces): whose is obeyed, and what becomes of the leg."""

import pytest

from softphone.core.messages.effects import SendGoodbye, SendRinging
from softphone.core.messages.events import (
    Invited,
    LegConnected,
    LegEnded,
    MediaChanged,
    PeerReplaced,
    ReferralRefused,
    StrangerRefused,
)
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.moved import taken
from tests.adapters.sip.raw_dialog import RawDialog
from tests.adapters.sip.raw_peer import RawPeer, sdp
from tests.adapters.sip.spoken import Spoken
from tests.adapters.sip.test_lives import inside, quiet
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e


async def test_the_replaces_of_a_target_goes_into_the_new_invite(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    _, old = await taken(phone, peer)
    old.refer(f"<{other.uri}?Replaces=abc%40x%3Bto-tag%3D1%3Bfrom-tag%3D2&Require=replaces>")

    invite = await other.next("INVITE")
    assert invite.headers.first("replaces") == "abc@x;to-tag=1;from-tag=2"
    assert "replaces" in invite.headers.listed("require")
    other.reply(invite, "481 Call/Transaction Does Not Exist")
    assert "481" in (await phone.next(ReferralRefused)).why


async def test_an_invite_takes_the_place_of_the_call_it_names(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, old = await taken(phone, peer)
    identity = 'P-Asserted-Identity: "Ann" <sip:+4930@pbx.example>'
    invite = other.invite(phone.uri, f"Replaces: {old.replaces}", "Require: replaces", identity, body=sdp(40002))
    reply = await other.next("200 INVITE")
    other.again(invite, "ACK", reply)

    replaced = await phone.next(PeerReplaced)
    assert (replaced.leg, replaced.peer.name, replaced.peer.number) == (leg, "Ann", "+4930")
    peer.reply(await peer.next("BYE"), "200 OK")
    assert phone.told(MediaChanged)[-1].media.remote_address.endswith(":40002")
    assert len(phone.told(Invited)) == len(phone.told(LegConnected)) == 1
    assert not phone.told(LegEnded)
    RawDialog.calling(other, invite, reply).ask("BYE")
    assert (await phone.next(LegEnded)).leg == leg
    await quiet(phone)
    assert await inside(phone).ask("look", "calls alive") == 0


async def test_an_invite_takes_the_place_of_a_call_of_ours_that_rings(
    phone: Spoken, peer: RawPeer, other: RawPeer
) -> None:
    leg = phone.call(peer.uri)
    ringing = await peer.next("INVITE")
    peer.reply(ringing, "180 Ringing")
    await until(lambda: phone.events, "it rings there")
    invite = other.invite(phone.uri, f"Replaces: {RawDialog.called(peer, ringing).replaces};early-only")
    reply = await other.next("200 INVITE")
    other.again(invite, "ACK", reply)

    assert (await phone.next(PeerReplaced)).leg == leg
    assert (await phone.next(LegConnected)).leg == leg
    peer.reply(await peer.next("CANCEL"), "200 OK")
    peer.reply(ringing, "487 Request Terminated")
    assert not phone.told(LegEnded)


async def test_a_call_that_rings_here_cannot_be_replaced(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    invite = peer.invite(phone.uri)
    phone.do(SendRinging((await phone.next(Invited)).leg))
    dialog = RawDialog.calling(peer, invite, await peer.next("180 INVITE"))
    other.invite(phone.uri, f"Replaces: {dialog.replaces}")

    await other.next("481 INVITE")
    assert not phone.told(PeerReplaced)


@pytest.mark.parametrize(
    ("replaces", "code"),
    [("nobody@nowhere;to-tag=1;from-tag=2", 481), ("{known};early-only", 486), ("", 481)],
)
async def test_an_invite_that_replaces_what_it_may_not_is_refused(
    phone: Spoken, peer: RawPeer, other: RawPeer, replaces: str, code: int
) -> None:
    _, old = await taken(phone, peer)
    other.invite(phone.uri, f"Replaces: {replaces.format(known=old.replaces)}")

    await until(lambda: [one for one in other.came if one.code == code], f"it is refused with {code}")
    assert len(phone.told(Invited)) == 1
    assert not phone.told(LegEnded)


async def test_a_strangers_invite_replaces_nothing(phones: MakePhone) -> None:
    phone = await phones(sip={"bind": "0.0.0.0", "trusted": ["127.0.0.2"]}).start()  # noqa: S104 - as above
    phone.uri = phone.uri.replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - as above
    friend, stranger = await RawPeer.open("127.0.0.2"), await RawPeer.open()
    leg, dialog = await taken(phone, friend)
    stranger.invite(phone.uri, f"Replaces: {dialog.replaces}")

    assert (await phone.next(ReferralRefused)).leg == leg
    assert (await phone.next(StrangerRefused)).address.startswith("127.0.0.1")
    await stranger.next("403 INVITE")
    await friend.close()
    await stranger.close()


async def test_an_invite_whose_codecs_do_not_fit_replaces_nothing(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, old = await taken(phone, peer)
    strange = sdp().replace("RTP/AVP 0 101", "RTP/AVP 99").replace("rtpmap:0 PCMU", "rtpmap:99 X-NONE")
    other.invite(phone.uri, f"Replaces: {old.replaces}", body=strange)

    await until(lambda: [one for one in other.came if one.code >= 400], "it is refused")
    assert not phone.told(LegEnded)
    phone.do(SendGoodbye(leg))
    await peer.next("BYE")
    assert (await phone.next(LegEnded)).leg == leg
    await quiet(phone)
