"""Asterisk, proven with baresip phones and sipp around it."""

import pytest

from tests.peers import Asterisk, Baresip, Peers, until
from tests.peers.asterisk import ANSWERED_HZ, HOLD_HZ, TONE_HZ

pytestmark = pytest.mark.e2e


async def phone_at(pbx: Asterisk, peers: Peers, user: str, says_hz: float, **settings: object) -> Baresip:
    """Start a baresip registered as this user."""
    account = f"auth_user={user};auth_pass={user}-password;regint=60"
    phone = await peers.baresip(says_hz, user=user, domain=f"127.0.0.1:{pbx.ports.sip}", account=account, **settings)
    await phone.registered()
    return phone


async def secure_phone_at(pbx: Asterisk, peers: Peers, user: str, says_hz: float) -> Baresip:
    """Start a baresip registered over TLS, with SRTP or nothing."""
    return await peers.baresip(
        says_hz,
        user=user,
        domain=f"127.0.0.1:{pbx.ports.tls}",
        account=f"auth_user={user};auth_pass={user}-password;regint=60;mediaenc=srtp-mand",
        transport="tls",
        ca_file=pbx.authority.ca,
    )


async def test_two_phones_talk_through_it(peers: Peers) -> None:
    pbx = await peers.asterisk()
    agent = await phone_at(pbx, peers, "agent1", 500)
    customer = await phone_at(pbx, peers, "customer", 900)

    await customer.ask("dial", pbx.uri("1001"))

    await agent.hears(900)
    await customer.hears(500)
    assert peers.faces_outward() == []


async def test_two_phones_talk_through_it_over_tls_with_srtp(peers: Peers) -> None:
    pbx = await peers.asterisk()
    one = await secure_phone_at(pbx, peers, "secure1", 500)
    two = await secure_phone_at(pbx, peers, "secure2", 900)
    await one.registered()
    await two.registered()

    await one.ask("dial", f"sip:1012@127.0.0.1:{pbx.ports.tls};transport=tls")

    await one.hears(900)
    await two.hears(500)
    channels = await pbx.ami.command("pjsip show channelstats")
    assert channels.count("secure") >= 2


async def test_a_wrong_password_is_refused(peers: Peers) -> None:
    pbx = await peers.asterisk()

    phone = await peers.baresip(
        500,
        user="agent1",
        domain=f"127.0.0.1:{pbx.ports.sip}",
        account="auth_user=agent1;auth_pass=wrong;regint=60",
    )

    await until(lambda: "401 Unauthorized (Test PBX)" in phone.process.output(), "the phone is refused")


async def test_it_echoes_plays_a_tone_and_records_what_it_hears(peers: Peers) -> None:
    pbx = await peers.asterisk()
    phone = await phone_at(pbx, peers, "agent1", 500)

    await phone.ask("dial", pbx.uri("9620"))
    await phone.hears(TONE_HZ)
    await until(lambda: any(sound.hears(500) for sound in pbx.heard_so_far()), "Asterisk hears the phone")
    await phone.ask("hangup")
    assert (await pbx.heard()).hears(500)

    await phone.ask("dial", pbx.uri("9600"))
    await phone.hears(500)


@pytest.mark.parametrize("code", [403, 404, 480, 484, 486, 488, 500, 503])
async def test_it_refuses_with_every_code(peers: Peers, code: int) -> None:
    pbx = await peers.asterisk()
    caller = await peers.sipp(f"invite refused:{code}", pbx.uri(f"9{code}"))

    await caller.done()


async def test_it_redirects(peers: Peers) -> None:
    pbx = await peers.asterisk()
    caller = await peers.sipp("invite refused:302", pbx.uri("9302"))

    await caller.done()

    assert "9620" in (caller.received("302")[0].header("Contact") or "")


async def test_it_gives_early_media_before_the_answer(peers: Peers) -> None:
    pbx = await peers.asterisk()
    ear = await peers.rtp(says_hz=500)
    caller = await peers.sipp(
        "invite early answered wait:1500 bye", pbx.uri("9183"), media_port=ear.port, behind_pbx=True
    )

    await caller.done()

    assert ear.heard().hears(TONE_HZ)
    assert ear.heard().hears(ANSWERED_HZ)


async def test_it_reads_keys_both_ways(peers: Peers) -> None:
    pbx = await peers.asterisk()
    ear = await peers.rtp(says_hz=500)
    by_info = await peers.sipp(
        "invite answered wait:500 info:4 info:2 info:# bye_received", pbx.uri("9630"), behind_pbx=True
    )
    await by_info.done()
    assert (await pbx.ami.event("UserEvent", where=lambda event: "Keys" in event))["Keys"] == "42"

    listener = await peers.sipp("invite answered wait:4000 bye", pbx.uri("9631"), media_port=ear.port, behind_pbx=True)
    await listener.done()
    assert ear.pressed() == "159#"


async def test_it_passes_the_headers_of_a_call_on(peers: Peers) -> None:
    pbx = await peers.asterisk()
    agent = await phone_at(pbx, peers, "agent1", 500)
    key = ("X-Vendor-Call-Key: K-1", "X-Call-Type: callback")
    caller = await peers.sipp("invite answered wait:200 bye", pbx.uri("1001"), headers=key, behind_pbx=True)

    await caller.done()

    assert "X-Vendor-Call-Key: K-1" in agent.process.output()


async def test_a_held_caller_hears_music(peers: Peers) -> None:
    pbx = await peers.asterisk()
    agent = await phone_at(pbx, peers, "agent1", 500)
    ear = await peers.rtp(says_hz=900)
    caller = await peers.sipp("invite answered bye_received", pbx.uri("1001"), media_port=ear.port, behind_pbx=True)

    await agent.event("CALL_ESTABLISHED")
    await agent.ask("hold")
    await until(lambda: ear.heard().hears(HOLD_HZ), "the held caller hears the music")
    await agent.ask("resume")
    await until(lambda: ear.heard().hears(500), "the caller hears the agent again")
    await agent.ask("hangup")

    await caller.done()


async def test_it_rings_a_phone_for_us_and_queues_callers(peers: Peers) -> None:
    pbx = await peers.asterisk()
    agent = await phone_at(pbx, peers, "agent1", 500)

    await pbx.call("agent1", "9620")
    await agent.hears(TONE_HZ)
    await agent.ask("hangup")

    ear = await peers.rtp(says_hz=900)
    queued = await peers.sipp("invite answered wait:3000 bye", pbx.uri("9800"), media_port=ear.port, behind_pbx=True)
    await queued.done()
    await pbx.ami.event("AgentConnect")
    assert ear.heard().hears(500)
