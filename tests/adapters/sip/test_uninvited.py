"""What strangers and the uninvited get from the real phone, and that they never ring it."""

import pytest

from softphone.core.messages.events import Invited, LegEnded, StrangerRefused
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.raw_peer import RawPeer, sdp
from tests.adapters.sip.spoken import Spoken
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e


async def test_a_stranger_gets_403_is_told_and_never_rings(phones: MakePhone, peer: RawPeer) -> None:
    phone = await phones(sip={"bind": "0.0.0.0"}).start()  # noqa: S104 - loopback is a stranger to such a phone
    invite = peer.invite(phone.uri.replace("0.0.0.0", "127.0.0.1"), "P-Asserted-Identity: <sip:boss@pbx.example>")  # noqa: S104 - as above
    reply = await peer.next("403 INVITE")
    peer.again(invite, "ACK", reply)

    refused = await phone.next(StrangerRefused)
    assert refused.claimed == "sip:peer@127.0.0.1"
    assert refused.address.startswith("127.0.0.1:")
    assert not phone.told(Invited)
    assert not phone.told(LegEnded)


async def test_a_flood_of_strangers_is_told_within_bounds_and_leaves_the_phone_working(
    phones: MakePhone, peer: RawPeer
) -> None:
    phone = await phones(sip={"bind": "0.0.0.0", "trusted": ["127.0.0.2"], "max_invites_per_min": 10}).start()  # noqa: S104 - as above
    target = phone.uri.replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - as above
    for _ in range(200):
        peer.invite(target)
    await until(lambda: len([one for one in peer.came if one.code == 403]) >= 190, "strangers are refused")
    friend = await RawPeer.open("127.0.0.2")
    friend.invite(target)

    await phone.next(Invited)
    assert len(phone.told(StrangerRefused)) == 10
    await friend.close()


async def test_a_stranger_whose_invite_pjsip_refuses_itself_is_told_all_the_same(
    phones: MakePhone, peer: RawPeer
) -> None:
    phone = await phones(sip={"bind": "0.0.0.0"}).start()  # noqa: S104 - as above
    target = phone.uri.replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - as above
    peer.invite(target, body=sdp().replace("0 101", "97").replace("rtpmap:0 PCMU", "rtpmap:97 strange"))
    await peer.next("488 INVITE")

    assert (await phone.next(StrangerRefused)).claimed == "sip:peer@127.0.0.1"


async def test_a_friend_with_no_codec_in_common_is_refused_and_does_not_ring(phone: Spoken, peer: RawPeer) -> None:
    peer.invite(phone.uri, body=sdp().replace("0 101", "97").replace("rtpmap:0 PCMU", "rtpmap:97 strange"))
    await peer.next("488 INVITE")
    peer.invite(phone.uri)
    await phone.next(Invited)

    assert len(phone.told(Invited)) == 1
    assert not phone.told(StrangerRefused)


async def test_nobody_may_watch_the_phone(phone: Spoken, peer: RawPeer) -> None:
    invite = peer.invite(phone.uri)
    await phone.next(Invited)
    subscribe = invite.partition("\r\nContent-Type")[0].replace("INVITE", "SUBSCRIBE").replace("raw-", "watch-")
    peer.send(
        f"{subscribe}\r\nEvent: presence\r\nExpires: 600\r\nContent-Length: 0\r\n\r\n",
        ("127.0.0.1", int(phone.uri.rpartition(":")[2])),
    )

    assert (await peer.next("403 SUBSCRIBE")).code == 403


async def test_options_are_answered(phone: Spoken, peer: RawPeer) -> None:
    invite = peer.invite(phone.uri).replace("INVITE", "OPTIONS")
    peer.send(invite, ("127.0.0.1", int(phone.uri.rpartition(":")[2])))

    assert (await peer.next("200 OPTIONS")).code == 200
    assert not phone.told(StrangerRefused)
