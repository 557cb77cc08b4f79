"""Transfers that others ask the phone for, and that come to nothing: who is told what, and that the call stays."""

import pytest

from softphone.core.messages.effects import SendGoodbye
from softphone.core.messages.events import (
    LegConnected,
    LegEnded,
    LegRedirected,
    PeerReplaced,
    ReferralRefused,
)
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.moved import refused, taken
from tests.adapters.sip.raw_dialog import RawDialog
from tests.adapters.sip.raw_peer import RawPeer, sdp
from tests.adapters.sip.spoken import Spoken
from tests.adapters.sip.test_lives import quiet
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e


async def test_a_transfer_that_fails_leaves_the_call_as_it_was(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    leg, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    peer.reply(await peer.next("NOTIFY"), "200 OK")
    other.reply(await other.next("INVITE"), "486 Busy Here")

    told = await phone.next(ReferralRefused)
    assert (told.leg, told.target) == (leg, other.uri)
    assert "486" in told.why
    assert (await peer.next("NOTIFY")).body.startswith("SIP/2.0 486")
    phone.do(SendGoodbye(leg))
    await peer.next("BYE")
    assert not phone.told(PeerReplaced)


async def test_a_target_that_sends_us_on_is_reported_to_whoever_named_it(
    phone: Spoken, peer: RawPeer, other: RawPeer
) -> None:
    _, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    peer.reply(await peer.next("NOTIFY"), "200 OK")
    other.reply(await other.next("INVITE"), "302 Moved Temporarily", f"Contact: <{peer.uri}>")

    assert "302" in (await phone.next(ReferralRefused)).why
    assert (await peer.next("NOTIFY")).body.startswith("SIP/2.0 302")
    assert not phone.told(LegRedirected)


async def test_a_target_that_cannot_even_be_called_is_noticed(phone: Spoken, peer: RawPeer) -> None:
    leg, old = await taken(phone, peer)
    old.refer("<sip:x@127.0.0.1:9;transport=tls>")

    assert (await phone.next(ReferralRefused)).leg == leg
    await until(lambda: any("terminated" in one.headers.first("subscription-state") for one in peer.came), "a report")
    phone.do(SendGoodbye(leg))
    await peer.next("BYE")
    await quiet(phone)


async def test_a_transfer_that_nobody_answers_is_given_up(phones: MakePhone, peer: RawPeer, other: RawPeer) -> None:
    phone = await phones(calls={"transfer_timeout_s": 5}).start()
    leg, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    peer.reply(await peer.next("NOTIFY"), "200 OK")
    invite = await other.next("INVITE")
    other.reply(invite, "180 Ringing")
    cancel = await other.next("CANCEL")
    other.reply(cancel, "200 OK")
    other.reply(invite, "487 Request Terminated")

    assert "5 s" in (await phone.next(ReferralRefused)).why
    await until(lambda: any("SIP/2.0 487" in one.body for one in peer.came), "the referrer hears of it")
    assert not phone.told(LegEnded, leg)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("nonsense", 400),
        ("<tel:+49123>", 400),
        ("<https://pbx.example>", 400),
        ("<sip:a@127.0.0.1:9;method=BYE>", 400),
        ("<sip:a@127.0.0.1:9?From=%3Csip%3Aboss%40x%3E>", 400),
        ("<sip:a@127.0.0.1:9?P-Asserted-Identity=%3Csip%3Aboss%40x%3E>", 400),
        ("<{own}>", 482),
        ("<sip:anybody@{place}>", 482),
    ],
)
async def test_a_transfer_that_makes_no_sense_is_refused(phone: Spoken, peer: RawPeer, target: str, code: int) -> None:
    leg, old = await taken(phone, peer)
    old.refer(target.format(own=phone.uri, place=phone.uri.partition("@")[2]))

    assert (await phone.next(ReferralRefused)).leg == leg
    assert await refused(peer) == code
    assert not phone.told(LegEnded)


async def test_a_transfer_of_a_ringing_call_is_refused(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    phone.call(peer.uri)
    invite = await peer.next("INVITE")
    peer.reply(invite, "180 Ringing")
    await until(lambda: phone.events, "it rings there")
    RawDialog.called(peer, invite).refer(f"<{other.uri}>")

    assert "not connected" in (await phone.next(ReferralRefused)).why
    assert await refused(peer) == 491


async def test_one_transfer_at_a_time(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    _, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    await peer.next("202 REFER")
    await other.next("INVITE")
    old.refer("<sip:third@127.0.0.1:9>")

    assert "under way" in (await phone.next(ReferralRefused)).why
    await peer.next("491 REFER")


async def test_a_call_is_not_moved_round_and_round(phone: Spoken, peer: RawPeer, other: RawPeer) -> None:
    _, old = await taken(phone, peer)
    here, there = peer, other
    for _ in range(5):
        old.refer(f"<{there.uri}>")
        invite = await there.next("INVITE")
        there.reply(invite, "200 OK", body=sdp())
        await there.next("ACK")
        await phone.next(PeerReplaced)
        here.reply(await here.next("BYE"), "200 OK")
        old, here, there = RawDialog.called(there, invite), there, here
    old.refer(f"<{there.uri}>")

    assert "5 times" in (await phone.next(ReferralRefused)).why
    await here.next("482 REFER")


async def test_settings_can_forbid_to_obey(phones: MakePhone, peer: RawPeer, other: RawPeer) -> None:
    phone = await phones(calls={"obey_refer": False}).start()
    leg, old = await taken(phone, peer)
    old.refer(f"<{other.uri}>")
    assert "settings" in (await phone.next(ReferralRefused)).why
    assert await refused(peer) == 603
    other.invite(phone.uri, f"Replaces: {old.replaces}")

    assert (await phone.next(ReferralRefused)).leg == leg
    await other.next("603 INVITE")


async def test_strangers_move_nothing(phones: MakePhone, peer: RawPeer) -> None:
    """The peer was called by us, but is a stranger all the same."""
    phone = await phones(sip={"bind": "0.0.0.0"}).start()  # noqa: S104 - loopback is a stranger to such a phone
    phone.call(peer.uri)
    invite = await peer.next("INVITE")
    peer.reply(invite, "200 OK", body=sdp())
    await phone.next(LegConnected)
    dialog = RawDialog.called(peer, invite)
    dialog.refer("<sip:x@127.0.0.1:9>")

    assert "not trusted" in (await phone.next(ReferralRefused)).why
    assert await refused(peer) == 403
