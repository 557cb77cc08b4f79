"""Transfers that the phone asks for, as the wire sees them, and what it makes of the far end's reports."""

import pytest

from softphone.core.messages.effects import SendAttendedTransfer, SendGoodbye, SendTransfer
from softphone.core.messages.events import LegConnected, LegEnded, TransferAccepted, TransferEnded, TransferProgressed
from softphone.core.values import LegId
from tests.adapters.sip.raw_dialog import RawDialog
from tests.adapters.sip.raw_peer import Message, RawPeer, sdp
from tests.adapters.sip.spoken import Spoken
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e

TARGET = "sip:200@pbx.example"


async def called(phone: Spoken, peer: RawPeer, leg: str = "out") -> tuple[LegId, RawDialog]:
    """Let the phone call the peer, and the peer answer."""
    mine = phone.call(peer.uri, leg)
    invite = await peer.next("INVITE")
    peer.reply(invite, "200 OK", body=sdp())
    await peer.next("ACK")
    await phone.next(LegConnected)
    return mine, RawDialog.called(peer, invite)


async def asked(
    phone: Spoken, peer: RawPeer, answer: str = "202 Accepted", *extra: str
) -> tuple[LegId, RawDialog, Message]:
    """Let the phone ask the peer for a transfer, and the peer answer that."""
    leg, dialog = await called(phone, peer)
    phone.do(SendTransfer(leg, TARGET))
    refer = await peer.next("REFER")
    peer.reply(refer, answer, *extra)
    return leg, dialog, refer


async def test_a_transfer_names_its_target_and_who_asks(phone: Spoken, peer: RawPeer) -> None:
    leg, _, refer = await asked(phone, peer)

    assert refer.headers.first("refer-to") == f"<{TARGET}>"
    assert refer.headers.first("referred-by")
    assert await phone.next(TransferAccepted) == TransferAccepted(leg)


async def test_a_number_is_transferred_to_in_the_accounts_own_domain(phone: Spoken, peer: RawPeer) -> None:
    leg, _ = await called(phone, peer)
    phone.do(SendTransfer(leg, "200"))

    assert (await peer.next("REFER")).headers.first("refer-to").startswith("<sip:200@127.0.0.1")


async def test_progress_and_success_are_told_once_each(phone: Spoken, peer: RawPeer) -> None:
    leg, dialog, _ = await asked(phone, peer)
    for said in ("SIP/2.0 100 Trying", "SIP/2.0 180 Ringing\r\n", "SIP/2.0 180 Ringing"):
        dialog.notify(said)
        await peer.next("200 NOTIFY")
    dialog.notify("SIP/2.0 200 OK", "terminated;reason=noresource")

    assert await phone.next(TransferEnded) == TransferEnded(leg, 200, "OK")
    assert phone.told(TransferProgressed) == [
        TransferProgressed(leg, 100, "Trying"),
        TransferProgressed(leg, 180, "Ringing"),
    ]
    assert phone.told(TransferAccepted) == [TransferAccepted(leg)]


async def test_a_success_whose_subscription_is_left_open_is_one(phone: Spoken, peer: RawPeer) -> None:
    leg, dialog, _ = await asked(phone, peer)
    dialog.notify("SIP/2.0 200 OK")

    assert await phone.next(TransferEnded) == TransferEnded(leg, 200, "OK")
    assert (await peer.next("SUBSCRIBE")).headers.first("expires") == "0"


async def test_a_transfer_that_fails_there_leaves_the_call_as_it_was(phone: Spoken, peer: RawPeer) -> None:
    leg, dialog, _ = await asked(phone, peer)
    dialog.notify("SIP/2.0 486 Busy Here", "terminated;reason=noresource")

    assert await phone.next(TransferEnded) == TransferEnded(leg, 486, "Busy Here")
    assert not phone.told(LegEnded)
    phone.do(SendGoodbye(leg))
    await peer.next("BYE")


@pytest.mark.parametrize("code", ["405 Method Not Allowed", "603 Decline"])
async def test_a_refused_transfer_is_told_with_its_code(phone: Spoken, peer: RawPeer, code: str) -> None:
    leg, _, _ = await asked(phone, peer, code)

    number, _, phrase = code.partition(" ")
    assert await phone.next(TransferEnded) == TransferEnded(leg, int(number), phrase)
    assert not phone.told(TransferAccepted)


async def test_a_peer_that_wants_credentials_for_a_transfer_gets_none_of_a_stranger(
    phone: Spoken, peer: RawPeer
) -> None:
    challenge = 'WWW-Authenticate: Digest realm="elsewhere", nonce="abc", algorithm=MD5'
    leg, _, _ = await asked(phone, peer, "401 Unauthorized", challenge)

    ended = await phone.next(TransferEnded)
    assert (ended.leg, ended.code) == (leg, 401)


async def test_a_peer_that_promises_no_report_is_believed(phone: Spoken, peer: RawPeer) -> None:
    leg, _, _ = await asked(phone, peer, "202 Accepted", "Refer-Sub: false")

    assert (await phone.next(TransferEnded)).code == 200
    assert phone.told(TransferAccepted) == [TransferAccepted(leg)]


async def test_a_report_that_overtakes_the_acceptance_is_understood(phone: Spoken, peer: RawPeer) -> None:
    leg, dialog = await called(phone, peer)
    phone.do(SendTransfer(leg, TARGET))
    refer = await peer.next("REFER")
    dialog.notify("SIP/2.0 180 Ringing")
    assert await phone.next(TransferProgressed) == TransferProgressed(leg, 180, "Ringing")
    peer.reply(refer, "202 Accepted")
    dialog.notify("SIP/2.0 200 OK", "terminated")

    await phone.next(TransferEnded)
    assert phone.told(TransferAccepted) == [TransferAccepted(leg)]


@pytest.mark.parametrize(
    "said", ["", "nonsense", "SIP/2.0 999 What", "SIP/2.0 abc", "INVITE sip:a@b SIP/2.0", "\x00\xff" * 40]
)
async def test_reports_that_make_no_sense_say_nothing(phone: Spoken, peer: RawPeer, said: str) -> None:
    leg, dialog, _ = await asked(phone, peer)
    dialog.notify(said)
    dialog.notify("SIP/2.0 200 OK", event="message-summary")
    dialog.notify("SIP/2.0 181 Call Is Being Forwarded")

    assert (await phone.next(TransferProgressed)).code == 181
    dialog.notify(said, "terminated;reason=timeout")
    ended = await phone.next(TransferEnded)
    assert (ended.leg, ended.code) == (leg, 0)
    assert ended.phrase


async def test_a_call_that_ends_takes_its_transfer_with_it(phone: Spoken, peer: RawPeer) -> None:
    leg, dialog, _ = await asked(phone, peer)
    await phone.next(TransferAccepted)
    dialog.ask("BYE")

    assert (await phone.next(LegEnded)).leg == leg
    dialog.notify("SIP/2.0 200 OK", "terminated")
    await until(lambda: any(one.method == "NOTIFY" and one.code for one in peer.came), "the notice is answered")
    assert not phone.told(TransferEnded)


async def test_a_second_transfer_is_not_taken_for_the_first_one(phone: Spoken, peer: RawPeer) -> None:
    leg, dialog, first = await asked(phone, peer)
    await phone.next(TransferAccepted)
    phone.do(SendTransfer(leg, "sip:300@pbx.example"))
    second = await peer.next("REFER")
    peer.reply(second, "202 Accepted")
    await phone.next(TransferAccepted)
    dialog.notify("SIP/2.0 200 OK", "terminated", f"refer;id={first.headers.first('cseq').split()[0]}")
    dialog.notify("SIP/2.0 404 Not Found", "terminated", f"refer;id={second.headers.first('cseq').split()[0]}")

    assert (await phone.next(TransferEnded)).code == 404
    assert len(phone.told(TransferEnded)) == 1


async def test_an_attended_transfer_names_the_dialog_to_replace(phone: Spoken, peer: RawPeer) -> None:
    other = await RawPeer.open()
    first, _ = await called(phone, peer)
    second, dialog = await called(phone, other, "second")
    phone.do(SendAttendedTransfer(first, second))
    refer = await peer.next("REFER")

    wanted = refer.headers.first("refer-to")
    assert wanted.startswith(f"<{other.uri}?")
    assert dialog.call_id in wanted
    assert "to-tag%3Draw-here" in wanted
    await other.close()


@pytest.mark.parametrize(
    "effect",
    [SendTransfer(LegId("gone"), TARGET), SendAttendedTransfer(LegId("gone"), LegId("out"))],
)
async def test_a_transfer_of_a_leg_that_is_gone_is_answered(phone: Spoken, effect: SendTransfer) -> None:
    phone.do(effect)

    assert (await phone.next(TransferEnded)).code == 481


async def test_a_transfer_into_a_leg_that_is_gone_is_answered(phone: Spoken, peer: RawPeer) -> None:
    leg, _ = await called(phone, peer)
    phone.do(SendAttendedTransfer(leg, LegId("gone")))

    assert (await phone.next(TransferEnded)).code == 481


@pytest.mark.parametrize("target", ["sip:a@b\r\nX-Evil: 1", "sip:a b@c", "sip:a@b>", ""])
async def test_a_target_that_is_no_address_never_reaches_the_wire(phone: Spoken, peer: RawPeer, target: str) -> None:
    leg, _ = await called(phone, peer)
    phone.do(SendTransfer(leg, target))

    assert (await phone.next(TransferEnded)).code == 484
    assert not any(one.method == "REFER" for one in peer.came)
