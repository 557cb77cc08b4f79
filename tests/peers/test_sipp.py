"""sipp's steps, proven between two instances of it."""

import pytest

from tests.peers import PeerFailed, Peers

pytestmark = pytest.mark.e2e


async def test_a_call_is_answered_and_ended_by_the_caller(peers: Peers) -> None:
    called = await peers.sipp("offered ring wait:100 answer bye_received")
    caller = await peers.sipp("invite ringing answered wait:200 bye", called.uri, headers=("X-Colour: green",))

    await caller.done()
    await called.done()

    (invite,) = called.received("INVITE")
    assert invite.header("x-colour") == "green"
    assert "PCMU" in invite.body
    assert [message.code for message in caller.messages if not message.was_sent] == [100, 180, 200, 200]


async def test_the_called_end_hangs_up(peers: Peers) -> None:
    called = await peers.sipp("offered ring answer wait:100 bye")
    caller = await peers.sipp("invite answered bye_received", called.uri)

    await caller.done()
    await called.done()


@pytest.mark.parametrize("code", ["403", "404", "486", "488", "503"])
async def test_a_call_is_refused(peers: Peers, code: str) -> None:
    called = await peers.sipp(f"offered refuse:{code}")
    caller = await peers.sipp(f"invite refused:{code}", called.uri)

    await caller.done()
    await called.done()


async def test_a_caller_gives_up(peers: Peers) -> None:
    called = await peers.sipp("offered ring cancelled")
    reason = {"cancel_headers": 'Reason: SIP;cause=200;text="Call completed elsewhere"'}
    caller = await peers.sipp("invite ringing wait:100 cancel", called.uri, values=reason)

    await caller.done()
    await called.done()

    assert "cause=200" in (called.received("CANCEL")[0].header("Reason") or "")


async def test_both_ends_can_hold_press_keys_and_resume(peers: Peers) -> None:
    called = await peers.sipp(
        "offered answer reinvited:recvonly reinvited:sendrecv info_received reinvite:inactive bye_received"
    )
    caller = await peers.sipp(
        "invite answered wait:50 reinvite:sendonly wait:50 reinvite:sendrecv info:5 reinvited:inactive wait:50 bye",
        called.uri,
    )

    await caller.done()
    await called.done()

    assert "Signal=5" in called.received("INFO")[0].body


async def test_a_redirection_names_the_new_target(peers: Peers) -> None:
    called = await peers.sipp("offered redirect", values={"contact": "sip:elsewhere@127.0.0.1:9"})
    caller = await peers.sipp("invite refused:302", called.uri)

    await caller.done()

    assert "elsewhere" in (caller.received("302")[0].header("Contact") or "")


async def test_an_unmet_step_fails_the_test(peers: Peers) -> None:
    called = await peers.sipp("offered refuse:486")
    caller = await peers.sipp("invite answered bye", called.uri)

    with pytest.raises(PeerFailed, match="486"):
        await caller.done()


@pytest.mark.parametrize(("codec", "payload_type"), [("PCMU", 0), ("PCMA", 8)])
async def test_two_rtp_ends_hear_each_other_and_read_keys(peers: Peers, codec: str, payload_type: int) -> None:
    caller_end = await peers.rtp(payload_type=payload_type, says_hz=500)
    called_end = await peers.rtp(payload_type=payload_type, says_hz=900)
    called = await peers.sipp("offered answer bye_received", media_port=called_end.port, codec=codec)
    caller = await peers.sipp("invite answered wait:2500 bye", called.uri, media_port=caller_end.port, codec=codec)
    caller_end.aim(called_end.port)
    caller_end.press("19*#")

    await caller.done()
    await called.done()

    assert called_end.heard().hears(500)
    assert caller_end.heard().hears(900)
    assert called_end.pressed() == "19*#"


async def test_sipp_streams_a_tone_by_itself(peers: Peers) -> None:
    file = peers.ulaw_tone(700)
    ear = await peers.rtp()
    called = await peers.sipp("offered answer bye_received", media_port=ear.port)
    caller = await peers.sipp("invite answered speak wait:2000 bye", called.uri, stream=f"{file},-1,0,PCMU/8000")

    await caller.done()

    assert ear.heard().hears(700)


async def test_peers_stay_on_loopback(peers: Peers) -> None:
    await peers.sipp("offered answer bye_received")

    assert peers.faces_outward() == []
