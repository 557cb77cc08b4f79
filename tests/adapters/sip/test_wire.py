"""What the real phone says on the wire, and how it takes what peers say there."""

import pytest

from softphone.core.messages.effects import FollowRedirect, SendAnswer, SendGoodbye, SendHold, SendRinging, SendTones
from softphone.core.messages.events import (
    DigitsFailed,
    HoldConfirmed,
    HoldRefused,
    Invited,
    LegConnected,
    LegEnded,
    LegRedirected,
    MediaChanged,
    ProvisionalReceived,
)
from softphone.core.values import CallId, CallType, EndReason, LegId
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.raw_peer import Message, RawPeer, sdp
from tests.adapters.sip.spoken import Spoken, endings

pytestmark = pytest.mark.e2e


async def answered(phone: Spoken, peer: RawPeer, *extra: str, body: str = "") -> tuple[LegId, Message]:
    """Let the phone call the peer, and the peer answer."""
    leg = phone.call(peer.uri)
    invite = await peer.next("INVITE")
    peer.reply(invite, "200 OK", *extra, body=body or sdp())
    await peer.next("ACK")
    await phone.next(LegConnected)
    return leg, invite


async def taken(phone: Spoken, peer: RawPeer) -> tuple[LegId, str, Message]:
    """Let the peer call the phone, and the phone answer."""
    invite = peer.invite(phone.uri)
    leg = (await phone.next(Invited)).leg
    phone.do(SendAnswer(leg))
    reply = await peer.next("200 INVITE")
    peer.again(invite, "ACK", reply)
    await phone.next(LegConnected)
    return leg, invite, reply


async def test_an_invite_offers_audio_alone_and_carries_our_key(phone: Spoken, peer: RawPeer) -> None:
    phone.call(peer.uri, key="call-7")
    invite = await peer.next("INVITE")

    assert invite.headers.first("X-Vendor-Call-Key") == "call-7"
    assert invite.body.count("m=") == 1
    assert "m=audio" in invite.body


async def test_a_trusted_invite_is_introduced_with_all_it_says(phone: Spoken, peer: RawPeer) -> None:
    peer.invite(
        phone.uri,
        'P-Asserted-Identity: "Ann Able" <sip:+491711234567@pbx.example>',
        "X-Vendor-Call-Key: vendor.key@1",
        "X-Call-Type: callback",
        "X-Queue-Name: Sales",
        "Diversion: <sip:4400@pbx.example>;reason=unconditional",
    )
    invited = await phone.next(Invited)

    assert invited.peer.name == "Ann Able"
    assert invited.peer.number == "+491711234567"
    assert invited.peer.is_asserted
    assert invited.tags.key == CallId("vendor.key@1")
    assert invited.tags.call_type is CallType.CALLBACK
    assert invited.tags.queue_name == "Sales"
    assert invited.tags.diverted_from == ("4400",)


async def test_a_cancelled_call_ends_with_what_the_cancel_said(phone: Spoken, peer: RawPeer) -> None:
    invite = peer.invite(phone.uri)
    leg = (await phone.next(Invited)).leg
    phone.do(SendRinging(leg))
    await peer.next("180 INVITE")
    peer.again(invite, "CANCEL", None, 'Reason: SIP;cause=200;text="Call completed elsewhere"')
    reply = await peer.next("487 INVITE")
    peer.again(invite, "ACK", reply)

    ended = await phone.next(LegEnded)
    assert (ended.code, ended.cause) == (487, EndReason.ANSWERED_ELSEWHERE)


async def test_an_abandoned_call_says_so(phone: Spoken, peer: RawPeer) -> None:
    invite = peer.invite(phone.uri)
    phone.do(SendRinging((await phone.next(Invited)).leg))
    await peer.next("180 INVITE")
    peer.again(invite, "CANCEL", None, "X-Call-Abandoned: true")

    assert (await phone.next(LegEnded)).cause is EndReason.ABANDONED


async def test_the_peer_hanging_up_is_not_a_lost_call(phone: Spoken, peer: RawPeer) -> None:
    leg, invite, reply = await taken(phone, peer)
    peer.again(invite, "BYE", reply)
    await peer.next("200 BYE")

    assert (await phone.next(LegEnded)).cause is None
    assert len(endings(phone, leg)) == 1


async def test_an_answer_that_nobody_acknowledges_is_not_a_call(phones: MakePhone, peer: RawPeer) -> None:
    phone = await phones().start()
    peer.invite(phone.uri)
    leg = (await phone.next(Invited)).leg
    phone.do(SendAnswer(leg))
    await peer.next("200 INVITE")
    phone.do(SendGoodbye(leg))
    await phone.next(LegEnded)

    assert not phone.told(LegConnected)


async def test_provisional_answers_tell_ringing_and_early_media(phone: Spoken, peer: RawPeer) -> None:
    phone.call(peer.uri)
    invite = await peer.next("INVITE")
    for _ in range(2):
        peer.reply(invite, "180 Ringing")
    peer.reply(invite, "183 Session Progress", body=sdp())

    ringing = await phone.next(ProvisionalReceived)
    early = await phone.next(ProvisionalReceived)
    assert (ringing.code, ringing.has_early_media) == (180, False)
    assert (early.code, early.has_early_media) == (183, True)
    assert len(phone.told(ProvisionalReceived)) == 2


@pytest.mark.parametrize("status", ["404 Not Found", "486 Busy Here", "503 Service Unavailable", "603 Decline"])
async def test_a_refusal_ends_the_call_with_its_code(phone: Spoken, peer: RawPeer, status: str) -> None:
    phone.call(peer.uri)
    peer.reply(await peer.next("INVITE"), status)

    ended = await phone.next(LegEnded)
    assert f"{ended.code} {ended.phrase}" == status
    assert ended.cause is (EndReason.DECLINED if ended.code == 603 else None)


async def test_a_redirect_names_its_target_in_full(phone: Spoken, peer: RawPeer) -> None:
    leg = phone.call(peer.uri)
    peer.reply(await peer.next("INVITE"), "302 Moved Temporarily", f"Contact: <{peer.uri};x=1>")

    assert await phone.next(LegRedirected) == LegRedirected(leg, f"{peer.uri};x=1")
    phone.do(FollowRedirect(leg, is_followed=True))
    assert (await peer.next("INVITE")).start.startswith(f"INVITE {peer.uri};x=1 ")


async def test_a_hold_is_confirmed_by_the_answer_and_not_before(phone: Spoken, peer: RawPeer) -> None:
    leg, _ = await answered(phone, peer)
    phone.do(SendHold(leg, is_held=True))
    invite = await peer.next("INVITE")

    assert "a=sendonly" in invite.body
    assert not phone.told(HoldConfirmed)
    peer.reply(invite, "200 OK", body=sdp(direction="recvonly"))
    assert (await phone.next(HoldConfirmed)).is_held
    assert not phone.told(MediaChanged)[-1].media.is_held_by_peer


async def test_a_refused_hold_is_told_with_its_reason(phone: Spoken, peer: RawPeer) -> None:
    leg, _ = await answered(phone, peer)
    phone.do(SendHold(leg, is_held=True))
    peer.reply(await peer.next("INVITE"), "488 Not Acceptable Here")

    assert await phone.next(HoldRefused) == HoldRefused(leg, 488, "Not Acceptable Here")


async def test_a_hold_that_meets_the_peers_own_is_tried_again(phone: Spoken, peer: RawPeer) -> None:
    leg, _, _ = await taken(phone, peer)
    phone.do(SendHold(leg, is_held=True))
    peer.reply(await peer.next("INVITE"), "491 Request Pending")

    peer.reply(await peer.next("INVITE"), "200 OK", body=sdp(direction="recvonly"))
    assert (await phone.next(HoldConfirmed)).is_held
    assert not phone.told(HoldRefused)


async def test_hold_and_resume_in_one_breath_happen_one_after_the_other(phone: Spoken, peer: RawPeer) -> None:
    leg, _ = await answered(phone, peer)
    phone.do(SendHold(leg, is_held=True))
    first = await peer.next("INVITE")
    peer.reply(first, "200 OK", body=sdp(direction="recvonly"))
    assert (await phone.next(HoldConfirmed)).is_held
    phone.do(SendHold(leg, is_held=False))
    second = await peer.next("INVITE")

    assert "a=sendrecv" in second.body
    peer.reply(second, "200 OK", body=sdp())
    assert not (await phone.next(HoldConfirmed)).is_held


@pytest.mark.parametrize("direction", ["sendonly", "inactive"])
async def test_a_peer_that_holds_us_is_noticed(phone: Spoken, peer: RawPeer, direction: str) -> None:
    await answered(phone, peer, body=sdp(direction=direction))

    assert phone.told(MediaChanged)[-1].media.is_held_by_peer


async def test_digits_go_by_info_where_no_events_were_negotiated(phone: Spoken, peer: RawPeer) -> None:
    leg, _ = await answered(phone, peer, body=sdp(has_events=False))
    assert phone.told(MediaChanged)[-1].media.digits_method == "info"
    phone.do(SendTones(leg, "7#"))

    for digit in "7#":
        request = await peer.next("INFO")
        assert f"Signal={digit}" in request.body.replace(" ", "")
        peer.reply(request, "200 OK")


async def test_digits_become_sound_where_info_is_refused(phone: Spoken, peer: RawPeer) -> None:
    leg, _ = await answered(phone, peer, body=sdp(has_events=False))
    phone.do(SendTones(leg, "7"))
    peer.reply(await peer.next("INFO"), "405 Method Not Allowed")

    await phone.next(MediaChanged, lambda event: event.media.digits_method == "inband")
    assert not phone.told(DigitsFailed)


async def test_digits_are_sound_at_once_where_the_peer_does_not_allow_info(phone: Spoken, peer: RawPeer) -> None:
    await answered(phone, peer, "Allow: INVITE, ACK, BYE, CANCEL", body=sdp(has_events=False))

    await phone.next(MediaChanged, lambda event: event.media.digits_method == "inband")


async def test_a_digit_that_the_peer_fails_to_take_is_told(phone: Spoken, peer: RawPeer) -> None:
    leg, _ = await answered(phone, peer, body=sdp(has_events=False))
    phone.do(SendTones(leg, "7"))
    peer.reply(await peer.next("INFO"), "500 Server Error")

    assert (await phone.next(DigitsFailed)).leg == leg
