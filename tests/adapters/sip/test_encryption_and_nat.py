"""Encrypted sound, IPv6, ICE, and the SIP extensions that phones agree on."""

import asyncio
import socket
from typing import Any

import pytest

from softphone.adapters.network.routes import ANYWHERE, address_towards
from softphone.core.messages.effects import SendAnswer, SendRinging
from softphone.core.messages.events import Invited, LegConnected, LegEnded, MediaChanged, ProvisionalReceived
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.raw_peer import RawPeer, has_ipv6, sdp
from tests.adapters.sip.spoken import Spoken, connected
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e
OUTSIDE = address_towards(ANYWHERE[0])
"""An address that is not loopback's, whose ways ICE leaves out; the tests' own network has one."""


def account(**more: Any) -> dict[str, Any]:
    return {"account": [{"name": "desk", "uri": "sip:desk@127.0.0.1", **more}]}


async def two(phones: MakePhone, one: dict[str, Any], other: dict[str, Any]) -> tuple[Spoken, Spoken]:
    return await phones("one", **one).start(), await phones("two", **other).start()


@pytest.mark.parametrize("keying", ["sdes", "dtls"])
async def test_sound_is_encrypted_and_the_suite_is_told(phones: MakePhone, keying: str) -> None:
    secure = account(srtp="mandatory", srtp_keying=[keying])
    one, other = await two(phones, secure, secure)
    await connected(one, other)

    for phone in (one, other):
        await until(lambda phone=phone: phone.told(MediaChanged)[-1].media.encryption, "the suite is told")  # type: ignore[misc]
        assert "AES" in phone.told(MediaChanged)[-1].media.encryption


@pytest.mark.parametrize(("mine", "theirs"), [("optional", "off"), ("off", "optional")])
async def test_optional_encryption_gives_way(phones: MakePhone, mine: str, theirs: str) -> None:
    one, other = await two(phones, account(srtp=mine), account(srtp=theirs))
    await connected(one, other)

    assert one.told(MediaChanged)[-1].media.encryption == ""


async def test_mandatory_encryption_does_not(phones: MakePhone) -> None:
    one, other = await two(phones, account(srtp="mandatory"), account(srtp="off"))
    one.call(other.uri)

    assert (await one.next(LegEnded)).code == 488
    assert not one.told(LegConnected)


async def test_a_call_runs_over_ipv6(phones: MakePhone) -> None:
    if not has_ipv6():
        pytest.skip("this machine has no IPv6")
    six = {"sip": {"bind": "[::1]"}, "account": [{"name": "desk", "uri": "sip:desk@[::1]"}]}
    one, other = await two(phones, six, six)
    assert "@[::1]:" in one.uri
    await connected(one, other)

    assert one.told(MediaChanged)[-1].media.remote_address.startswith("[::1]:")


@pytest.mark.skipif(OUTSIDE is None, reason="ICE needs an address besides loopback's")
async def test_ice_finds_a_way_and_its_state_is_known(phones: MakePhone) -> None:
    there = {"sip": {"bind": OUTSIDE, "trusted": [OUTSIDE]}, **account(uri=f"sip:desk@{OUTSIDE}", ice=True)}
    one, other = await two(phones, there, there)
    mine, _ = await connected(one, other)

    await until(lambda: one.readings, "a look at the leg")
    looked = one.readings[0]
    assert looked.leg == mine
    assert looked.transport.ice_state in ("Negotiation In Progress", "Negotiation Success")


@pytest.mark.parametrize(("prack", "required"), [("optional", False), ("required", True), ("off", False)])
async def test_provisional_answers_are_reliable_where_the_account_wants_it(
    phones: MakePhone, prack: str, required: bool
) -> None:
    phone = await phones(**account(prack=prack)).start()
    peer = await RawPeer.open()
    phone.call(peer.uri)
    invite = await peer.next("INVITE")

    assert ("100rel" in invite.headers.first("require")) is required
    peer.reply(invite, "180 Ringing", "Require: 100rel", "RSeq: 1")
    if prack != "off":
        assert (await peer.next("PRACK")).headers.first("rack") == "1 " + invite.headers.first("cseq")
    assert (await phone.next(ProvisionalReceived)).code == 180
    await peer.close()


@pytest.mark.parametrize(("timers", "says"), [("optional", True), ("off", False)])
async def test_session_timers_follow_the_account(phones: MakePhone, timers: str, says: bool) -> None:
    phone = await phones(**account(session_timers=timers, session_expires_s=900)).start()
    peer = await RawPeer.open()
    phone.call(peer.uri)
    invite = await peer.next("INVITE")

    assert (invite.headers.first("session-expires").startswith("900")) is says
    assert ("timer" in invite.headers.first("supported")) is says
    await peer.close()


async def test_an_account_offers_its_own_codecs_and_no_others(phones: MakePhone) -> None:
    phone = await phones(**account(codecs=["pcma"], srtp="off")).start()
    peer = await RawPeer.open()
    phone.call(peer.uri)
    invite = await peer.next("INVITE")

    assert "RTP/AVP 8 " in invite.body
    assert "opus" not in invite.body.lower()
    peer.reply(invite, "200 OK", body=sdp().replace(" 0 101", " 8 101").replace("0 PCMU", "8 PCMA"))
    await phone.next(LegConnected)
    assert phone.told(MediaChanged)[-1].media.codec == "PCMA"
    await peer.close()


async def test_early_media_of_the_peer_is_there_before_the_answer(phones: MakePhone) -> None:
    phone = await phones(**account(srtp="off")).start()
    peer = await RawPeer.open()
    phone.call(peer.uri)
    invite = await peer.next("INVITE")
    peer.reply(invite, "183 Session Progress", body=sdp())

    assert (await phone.next(MediaChanged)).media.codec == "PCMU"
    assert (await phone.next(ProvisionalReceived)).has_early_media
    peer.reply(invite, "200 OK", body=sdp())
    await phone.next(LegConnected)
    await peer.close()


async def test_an_invite_without_an_offer_is_answered_with_one(phones: MakePhone) -> None:
    phone = await phones(**account(srtp="off")).start()
    peer = await RawPeer.open()
    invite = peer.invite(phone.uri, body="")
    leg = (await phone.next(Invited)).leg
    phone.do(SendRinging(leg))
    phone.do(SendAnswer(leg))
    reply = await peer.next("200 INVITE")

    assert "m=audio" in reply.body
    assert reply.body.count("m=") == 1
    peer.again(invite, "ACK", reply, body=sdp())
    await phone.next(LegConnected)
    await peer.close()


async def test_a_late_answer_that_has_nothing_in_common_with_our_offer_connects_nobody(phones: MakePhone) -> None:
    phone = await phones(**account(srtp="off")).start()
    peer = await RawPeer.open()
    invite = peer.invite(phone.uri, body="")
    leg = (await phone.next(Invited)).leg
    phone.do(SendRinging(leg))
    phone.do(SendAnswer(leg))
    reply = await peer.next("200 INVITE")

    peer.again(invite, "ACK", reply, body=sdp().replace(" 0 101", " 18").replace("0 PCMU", "18 G729"))

    peer.reply(await peer.next("BYE"), "200 OK")
    assert (await phone.next(LegEnded)).code == 415
    assert phone.told(LegConnected) == []
    await peer.close()


@pytest.mark.parametrize("dscp", [46, 0])
async def test_sound_packets_carry_the_configured_priority(phones: MakePhone, dscp: int) -> None:
    phone = await phones(rtp={"dscp": dscp}, **account(srtp="off")).start()
    peer = await RawPeer.open()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sound:
        sound.bind(("127.0.0.1", 0))
        sound.setsockopt(socket.IPPROTO_IP, socket.IP_RECVTOS, 1)
        sound.settimeout(5)
        phone.call(peer.uri)
        invite = await peer.next("INVITE")
        peer.reply(invite, "200 OK", body=sdp(sound.getsockname()[1]))
        await phone.next(LegConnected)
        _, ancillary, _, _ = await asyncio.to_thread(sound.recvmsg, 2000, 100)

    assert [data[0] >> 2 for _, kind, data in ancillary if kind == socket.IP_TOS] == [dscp]
    await peer.close()
