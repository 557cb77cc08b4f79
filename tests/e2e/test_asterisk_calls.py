"""Calls through Asterisk: tones, hold, keys, refusals, early media, other phones, encryption."""

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ
from tests.e2e.engine import Engine
from tests.e2e.pbx import account, registered_at, secure_account
from tests.peers import Asterisk, Baresip, Peers, until
from tests.peers.asterisk import ANSWERED_HZ, HOLD_HZ, TONE_HZ

pytestmark = pytest.mark.e2e

CARD = "4711" + 3 * "0123456789"
"""More keys than PJSIP takes at once."""


async def at_desk(peers: Peers) -> tuple[Asterisk, Engine]:
    """Start Asterisk and an engine registered there as agent1."""
    pbx = await peers.asterisk()
    return pbx, await registered_at(peers, account(pbx))


async def customer_of(pbx: Asterisk, peers: Peers, **settings: object) -> Baresip:
    """Start a baresip registered as a customer."""
    phone = await peers.baresip(
        FAR_HZ,
        user="customer",
        domain=f"127.0.0.1:{pbx.ports.sip}",
        account="auth_user=customer;auth_pass=customer-password;regint=60",
        **settings,
    )
    await phone.registered()
    return phone


async def test_a_call_to_the_pbx_has_audio_both_ways(peers: Peers) -> None:
    pbx, engine = await at_desk(peers)

    await engine.ctl("dial", "9620")
    await engine.event("CALL_CONNECTED")
    await engine.hears(TONE_HZ)
    await until(lambda: any(sound.hears(DESK_HZ) for sound in pbx.heard_so_far()), "Asterisk hears us")
    await engine.ctl("hangup")

    await engine.event("HANGUP")
    assert (await pbx.heard()).hears(DESK_HZ)


async def test_a_customer_calls_the_desk_through_the_pbx(peers: Peers) -> None:
    pbx, engine = await at_desk(peers)
    customer = await customer_of(pbx, peers)

    await customer.ask("dial", pbx.uri("1001"))
    started = await engine.event("CALL_STARTED")
    assert started["payload"]["call"]["peer"]["name"] == "A Customer"
    await engine.ctl("answer")
    await customer.hears(DESK_HZ)
    await engine.hears(FAR_HZ)
    await customer.ask("hangup")

    assert (await engine.event("HANGUP"))["payload"]["ending"]["by"] == "remote"


async def test_the_desk_calls_a_customer_through_the_pbx(peers: Peers) -> None:
    pbx, engine = await at_desk(peers)
    customer = await customer_of(pbx, peers)

    await engine.ctl("dial", "2001")
    await engine.event("CALL_CONNECTED")
    await customer.hears(DESK_HZ)
    await engine.hears(FAR_HZ)
    await engine.ctl("hangup")

    await customer.event("CALL_CLOSED")


async def test_a_held_customer_hears_music_and_comes_back(peers: Peers) -> None:
    pbx, engine = await at_desk(peers)
    customer = await customer_of(pbx, peers)
    await customer.ask("dial", pbx.uri("1001"))
    await engine.event("CALL_STARTED")
    await engine.ctl("answer")
    await customer.hears(DESK_HZ)

    await engine.ctl("hold")
    await customer.hears(HOLD_HZ)
    before_s = customer.heard().heard_s(DESK_HZ)
    await engine.ctl("resume")
    await customer.hears(DESK_HZ, for_s=before_s + 1.0)
    await engine.ctl("hangup")

    await customer.event("CALL_CLOSED")


@pytest.mark.parametrize(("method", "card"), [("rfc4733", CARD), ("info", CARD), ("auto", "4711"), ("inband", CARD)])
async def test_keys_reach_the_pbx_all_of_them_and_in_order(peers: Peers, method: str, card: str) -> None:
    pbx = await peers.asterisk(inband_keys=method == "inband")
    engine = await registered_at(peers, account(pbx, dtmf=method), says_hz=None)

    await engine.ctl("dial", "9630")
    await engine.event("CALL_CONNECTED")
    await until(pbx.reads_keys, "Asterisk waits for keys")
    await engine.ctl("digits", card)
    await engine.ctl("digits", "#")

    keys = await pbx.ami.event("UserEvent", where=lambda event: event.get("UserEvent") == "Keys", within_s=20)
    assert keys["Keys"] == card


async def test_keys_of_the_pbx_are_heard(peers: Peers) -> None:
    _, engine = await at_desk(peers)

    await engine.ctl("dial", "9631")
    await engine.event("CALL_CONNECTED")
    heard = [(await engine.event("DIGIT_HEARD"))["payload"]["digit"] for _ in range(4)]
    await engine.ctl("hangup")

    assert heard == ["1", "5", "9", "#"]


@pytest.mark.parametrize("code", [403, 404, 480, 484, 486, 488, 500, 503])
async def test_refusals_arrive_with_their_code(peers: Peers, code: int) -> None:
    _, engine = await at_desk(peers)

    await engine.ctl("dial", f"9{code}")
    ending = (await engine.event("HANGUP"))["payload"]["ending"]

    assert ending["code"] == code
    assert (await engine.status())["calls"] == []


async def test_a_redirection_is_followed(peers: Peers) -> None:
    _, engine = await at_desk(peers)

    await engine.ctl("dial", "9302")
    await engine.event("CALL_REDIRECTED")
    await engine.event("CALL_CONNECTED")

    await engine.hears(TONE_HZ)


async def test_early_media_is_heard_before_the_answer(peers: Peers) -> None:
    _, engine = await at_desk(peers)

    await engine.ctl("dial", "9183")
    await engine.event("PROGRESS")
    await engine.hears(TONE_HZ)
    assert engine.events is not None
    assert "CALL_CONNECTED" not in engine.events.types()
    await engine.event("CALL_CONNECTED")

    await engine.hears(ANSWERED_HZ)


async def test_early_media_before_a_refusal_is_heard(peers: Peers) -> None:
    _, engine = await at_desk(peers)

    await engine.ctl("dial", "9184")
    await engine.hears(TONE_HZ)

    assert (await engine.event("HANGUP"))["payload"]["ending"]["reason"] == "busy"


async def test_a_ringing_call_is_cancelled(peers: Peers) -> None:
    pbx, engine = await at_desk(peers)

    await engine.ctl("dial", "9650")
    await engine.event("PROGRESS")
    await engine.ctl("hangup")
    assert (await engine.event("HANGUP"))["payload"]["ending"]["reason"] == "given_up"

    await pbx.ami.event("Hangup")
    assert "0 active channels" in await pbx.ami.command("core show channels")


async def test_the_pbx_hangs_up(peers: Peers) -> None:
    _, engine = await at_desk(peers)

    await engine.ctl("dial", "9640")
    await engine.event("CALL_CONNECTED")

    assert (await engine.event("HANGUP"))["payload"]["ending"]["by"] == "remote"


async def test_a_call_of_the_queue_carries_its_key(peers: Peers) -> None:
    pbx, engine = await at_desk(peers)

    caller = await peers.sipp(
        "invite ringing answered wait:300 bye",
        pbx.uri("1001"),
        headers=("X-Vendor-Call-Key: queue-7.42", "X-Voice-Call-Id: 0LQ7"),
        behind_pbx=True,
    )
    started = await engine.event("CALL_STARTED")
    await engine.ctl("answer")
    await caller.done()

    assert started["callId"] == "queue-7.42"
    assert started["payload"]["call"]["voiceCallId"] == "0LQ7"


async def test_an_encrypted_call_has_audio_both_ways(peers: Peers) -> None:
    pbx = await peers.asterisk()
    engine = await registered_at(peers, secure_account(pbx))

    await engine.ctl("dial", "9620")
    await engine.event("CALL_CONNECTED")
    await engine.hears(TONE_HZ)
    await until(lambda: any(sound.hears(DESK_HZ) for sound in pbx.heard_so_far()), "Asterisk hears us")

    assert (await engine.status())["calls"][0]["legs"][0]["media"]["encryption"]
    await engine.ctl("hangup")
    await engine.event("HANGUP")


async def test_an_encrypted_call_comes_in(peers: Peers) -> None:
    pbx = await peers.asterisk()
    engine = await registered_at(peers, secure_account(pbx))
    customer = await customer_of(pbx, peers)

    await customer.ask("dial", pbx.uri("1011"))
    await engine.event("CALL_STARTED")
    await engine.ctl("answer")
    await customer.hears(DESK_HZ)
    await engine.hears(FAR_HZ)

    assert (await engine.status())["calls"][0]["legs"][0]["media"]["encryption"]


async def test_a_signal_in_a_call_ends_it_at_the_pbx(peers: Peers) -> None:
    pbx, engine = await at_desk(peers)
    await engine.ctl("dial", "9620")
    await engine.event("CALL_CONNECTED")

    assert await engine.shut_down(within_s=5) == 0

    await pbx.ami.event("Hangup")
    assert "0 active channels" in await pbx.ami.command("core show channels")
