"""What the contact centre configures, the agent clicks, settings want and testers provoke, as Salesforce sees it."""

from typing import Any

import pytest

from tests.e2e.calls import Call, rings
from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.page.lightning import Lightning
from tests.peers import Peers, RtpEnd, until
from tests.salesforce.phone import ENDED, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
WITHOUT_WORK = ENDED[:-1]
Click = tuple[dict[str, str], str, str]
"""A contact that is clicked, what is dialled for it, and the keys that are pressed then."""
LENGTH = """(url) => new Promise((done, fail) => {
    const player = new Audio(url);
    player.onloadedmetadata = () => done(player.duration);
    player.onerror = () => fail(player.error.message);
})"""


@pytest.mark.parametrize("is_allowed", [False, "false"])
async def test_an_agent_without_after_call_work_is_free_for_the_next_call_at_once(
    peers: Peers, salesforce: Lightning, base: str, is_allowed: bool | str
) -> None:
    phone = await phone_at(peers, salesforce, base, {"userName": "agent", "isACWAllowed": is_allowed})
    await phone.talks("wait:200 bye")
    await salesforce.hears(*WITHOUT_WORK)

    await phone.crashes()
    await phone.talks("wait:200 bye")
    await salesforce.hears(*WITHOUT_WORK)

    await phone.rings("wait:200 cancel")
    await salesforce.hears("HANGUP")
    await salesforce.hears_nothing_more()


GERMAN_CLICKS = (
    ({"phoneNumber": "tel:+49-30-12345"}, "+493012345", ""),
    ({"phoneNumber": "(030) 12345"}, "+493012345", ""),
    ({"phoneNumber": "tel:+49-30-12345;ext=77"}, "+493012345", "77"),
    ({"phoneNumber": "030 12345", "extension": "12#"}, "+493012345", "12#"),
    ({"phoneNumber": "4711"}, "4711", ""),
    ({"phoneNumber": "12345", "prefix": "00"}, "0012345", ""),
)
AMERICAN_CLICKS = (
    ({"phoneNumber": "(415) 555-2671"}, "+14155552671", ""),
    ({"phoneNumber": "tel:1-415-555-2671", "type": "PhoneNumber"}, "+14155552671", ""),
    ({"phoneNumber": "4155552671", "prefix": "9", "extension": "5"}, "94155552671", "5"),
    ({"phoneNumber": "4155552671", "type": "Agent", "id": "7"}, "4155552671", ""),
    ({"phoneNumber": "tel:+49-30-12345"}, "+493012345", ""),
    ({"phoneNumber": "4711"}, "4711", ""),
)


async def hears_keys(ear: RtpEnd, keys: str) -> None:
    """Wait until these keys, and no others, have arrived."""
    await until(lambda: ear.pressed() == keys, f"the keys {keys}")


@pytest.mark.parametrize(
    ("dial", "clicks"), [({"country": "DE"}, GERMAN_CLICKS), ({}, AMERICAN_CLICKS)], ids=["settings", "contact centre"]
)
async def test_click_to_dial(
    peers: Peers, salesforce: Lightning, base: str, dial: dict[str, str], clicks: tuple[Click, ...]
) -> None:
    ear = await peers.rtp(says_hz=900)
    far = await peers.sipp("offered ring answer bye_received", media_port=ear.port, calls=len(clicks))
    where = far.uri.partition("@")[2]
    number = f"sip:{{number}}@{where}"
    config = {"userName": "agent", "isACWAllowed": "false", "reqLongDistPrefix": "+1"}
    await phone_at(peers, salesforce, base, config, dial={"number": number, "agent": number, **dial})

    for contact, _, pressed in clicks:
        ear.forget()
        await salesforce.says("DIAL", contact=contact)
        started, _ = await salesforce.hears("CALL_STARTED", "CALL_CONNECTED")
        await hears_keys(ear, pressed)
        await salesforce.says("END_CALL", call=started["payload"])
        await salesforce.hears(*WITHOUT_WORK)

    await far.done()
    dialled = [invite.start.split()[1] for invite in far.received("INVITE")]
    assert dialled == [f"sip:{number}@{where}" for _, number, _ in clicks]
    await salesforce.hears_nothing_more()


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({"calls": {"start_muted": True}}, {"isMuted": True, "isRecordingPaused": False}),
        ({"recording": {"enabled": True, "start": "paused"}}, {"isMuted": False, "isRecordingPaused": True}),
    ],
)
async def test_calls_that_start_muted_or_with_recording_paused(
    peers: Peers, salesforce: Lightning, base: str, settings: dict[str, Any], shown: dict[str, bool]
) -> None:
    phone = await phone_at(peers, salesforce, base, **settings)
    call = await phone.rings("answered bye_received")

    await phone.asks("ACCEPT_CALL", call)

    (connected,) = await salesforce.hears("CALL_CONNECTED")
    assert shown.items() <= connected["payload"]["callInfo"].items()
    await salesforce.hears_nothing_more()


async def test_calls_that_start_held(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base, calls={"start_held": True})
    call = await phone.rings("answered reinvited:recvonly bye_received")

    await phone.asks("ACCEPT_CALL", call)

    _, held = await salesforce.hears("CALL_CONNECTED", "HOLD_TOGGLE")
    assert held["payload"]["isCustomerOnHold"] is True
    assert held["payload"]["calls"][0]["callInfo"]["isOnHold"] is True
    await salesforce.hears_nothing_more()


async def test_a_phone_that_belongs_to_another_user_says_so_and_does_nothing(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    bridge, connector = {"port": 0, "parents": [salesforce.origin]}, {"users": ["anna@example.com"]}
    engine = await peers.started(Engine(desk(peers, "engine", 440, bridge=bridge, connector=connector)))
    phone = Phone(engine, salesforce, peers, base)

    await salesforce.load(phone.url, {"userName": "eve@example.com"})
    (told,) = await salesforce.hears("ERROR")
    await salesforce.shows("belongs to somebody else than eve@example.com")
    call = await rings(engine, peers, "invite ringing wait:300 cancel")
    await call.far.done()
    await salesforce.hears_nothing_more()

    await salesforce.page.reload()
    await salesforce.load(phone.url, {"userName": "Anna@example.com"})
    await salesforce.hears("CONNECTOR_READY")
    assert told["payload"] == {"message": "CAN_NOT_LOG_IN"}
    assert (await engine.status())["page"]["userName"] == "Anna@example.com"
    await phone.rings("wait:300 cancel")


async def recorded(phone: Phone) -> Call:
    """A call that has been recorded and is over."""
    call = await phone.talks("wait:1500 bye")
    await phone.salesforce.hears(*ENDED)
    await phone.engine.event("RECORDING_SAVED")
    return call


async def test_a_recording_is_played_in_salesforces_page(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base, recording={"enabled": True})
    call = await recorded(phone)

    await salesforce.says("GET_SIGNED_RECORDING_URL", callId=call.id, recordingUrl="", vendorCallKey=call.id)

    (told,) = await salesforce.hears("SIGNED_RECORDING_URL")
    assert told["payload"]["success"] is True
    assert await salesforce.page.evaluate(LENGTH, told["payload"]["url"]) > 1


async def test_a_recording_that_is_not_there_has_no_address(peers: Peers, salesforce: Lightning, base: str) -> None:
    await phone_at(peers, salesforce, base, recording={"enabled": True})

    await salesforce.says("GET_SIGNED_RECORDING_URL", callId="nobody", recordingUrl="", vendorCallKey="")

    (told,) = await salesforce.hears("SIGNED_RECORDING_URL")
    assert told["payload"]["success"] is False


async def test_the_log_of_both_sides_is_downloaded_without_people(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    await phone.rings("wait:300 cancel", user="+4930123456", display="Anna Berg")
    await salesforce.hears("HANGUP")

    async with salesforce.page.expect_download() as downloading:
        await salesforce.says("DOWNLOAD_VENDOR_LOGS")
    log = (await (await downloading.value).path()).read_text()

    for side in ("CALL_STARTED", "softphone.engine"):
        assert side in log
    for person in ("30123456", "Anna"):
        assert person not in log


async def test_messages_go_between_components_and_scripts(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)

    await salesforce.says("MESSAGE", message={"say": ["hello", 1]})
    heard = await phone.engine.event("MESSAGE")
    await phone.engine.ctl("message", '{"say": "good day"}')

    (told,) = await salesforce.hears("MESSAGE")
    assert heard["payload"]["message"] == {"say": ["hello", 1]}
    assert told["payload"] == {"message": {"say": "good day"}}
    await salesforce.hears_nothing_more()


async def test_a_tester_makes_a_request_fail_once_in_words_of_their_own(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("bye_received")
    await phone.engine.ctl("simulate-error", "mute", "--label", "acme.muteFails")

    await phone.asks("MUTE", call)
    (told,) = await salesforce.hears("ERROR")
    await phone.asks("MUTE", call)

    assert told["payload"]["customError"]["labelName"] == "muteFails"
    assert told["payload"]["customError"]["namespace"] == "acme"
    await salesforce.hears("MUTE_TOGGLE")
