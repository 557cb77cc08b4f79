"""baresip, proven against sipp and against itself."""

import pytest

from tests.peers import Authority, Peers, until

pytestmark = pytest.mark.e2e


async def test_it_answers_sipp_and_both_hear_each_other(peers: Peers) -> None:
    phone = await peers.baresip(500)
    ear = await peers.rtp(says_hz=900)
    caller = await peers.sipp("invite answered wait:2000 bye", phone.uri, media_port=ear.port)

    await caller.done()

    assert ear.heard().hears(500)
    await phone.hears(900)


async def test_it_dials_presses_keys_and_hangs_up(peers: Peers) -> None:
    ear = await peers.rtp(says_hz=900)
    called = await peers.sipp("offered ring answer bye_received", media_port=ear.port)
    phone = await peers.baresip(500)

    await phone.ask("dial", called.uri)
    await phone.event("CALL_ESTABLISHED")
    await phone.hears(900)
    await phone.press("42#")
    await until(lambda: ear.pressed() == "42#", "the keys arrive")
    await phone.ask("hangup")

    await called.done()
    assert ear.heard().hears(500)


async def test_it_holds_and_resumes(peers: Peers) -> None:
    called = await peers.sipp("offered answer reinvited:recvonly reinvited:sendrecv bye_received")
    phone = await peers.baresip(500)

    await phone.ask("dial", called.uri)
    await phone.event("CALL_ESTABLISHED")
    await phone.ask("hold")
    await until(lambda: len(called.received("INVITE")) == 2, "the re-INVITE for the hold")
    assert "a=sendonly" in called.received("INVITE")[1].body or "a=inactive" in called.received("INVITE")[1].body
    await until(lambda: len(called.received("ACK")) == 2, "the hold is acknowledged")
    await phone.ask("resume")
    await until(lambda: len(called.received("ACK")) == 3, "the resume is acknowledged")
    await phone.ask("hangup")

    await called.done()


async def test_it_rings_until_it_is_told_to_answer(peers: Peers) -> None:
    phone = await peers.baresip(500, answers=False)
    caller = await peers.sipp("invite ringing answered bye_received", phone.uri)

    await phone.event("CALL_INCOMING")
    await phone.ask("accept")
    await phone.event("CALL_ESTABLISHED")
    await phone.ask("hangup")

    await caller.done()


async def test_two_of_them_talk_over_tls_with_srtp(peers: Peers) -> None:
    authority = Authority(peers.folder / "tls")
    certificate = authority.certificate("baresip").both
    secure = {"transport": "tls", "certificate": certificate, "ca_file": authority.ca}
    called = await peers.baresip(500, account="regint=0;mediaenc=srtp-mand", **secure)
    caller = await peers.baresip(900, account="regint=0;mediaenc=srtp-mand", **secure)

    await caller.ask("dial", called.uri)
    await caller.event("CALL_ESTABLISHED")

    await called.hears(900)
    await caller.hears(500)
