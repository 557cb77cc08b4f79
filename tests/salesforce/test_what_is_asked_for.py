"""What the contact centre configures, the agent clicks, settings want and testers provoke, as Salesforce sees it."""

from typing import Any

import pytest

from tests.e2e.calls import Call
from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
WITHOUT_WORK = ENDED[:-1]
LENGTH = """(url) => new Promise((done, fail) => {
    const player = new Audio(url);
    player.onloadedmetadata = () => done(player.duration);
    player.onerror = () => fail(player.error.message);
})"""


@pytest.mark.parametrize("is_allowed", [False, "false"])
async def test_an_agent_without_after_call_work_is_free_for_the_next_call_at_once(
    peers: Peers, salesforce: Lightning, base: str, is_allowed: bool | str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    await salesforce.page.reload()
    await salesforce.load(phone.url, {"userName": "agent", "isACWAllowed": is_allowed})
    await salesforce.hears("CONNECTOR_READY")
    await phone.talks("wait:200 bye")
    await salesforce.hears(*WITHOUT_WORK)

    await phone.rings("wait:200 cancel")

    await salesforce.hears("HANGUP")
    await salesforce.hears_nothing_more()


@pytest.mark.parametrize(
    ("contact", "dialled"),
    [
        ({"phoneNumber": "tel:+49-30-12345"}, "+493012345"),
        ({"phoneNumber": "(030) 12345"}, "+493012345"),
        ({"phoneNumber": "tel:+49-30-12345;ext=77"}, "+493012345"),
        ({"phoneNumber": "030 12345", "extension": "77"}, "+493012345"),
        ({"phoneNumber": "4711"}, "4711"),
    ],
)
async def test_click_to_dial(
    peers: Peers, salesforce: Lightning, base: str, contact: dict[str, str], dialled: str
) -> None:
    far = await peers.sipp("offered ring cancelled")
    where = far.uri.partition("@")[2]
    phone = await phone_at(peers, salesforce, base, dial={"country": "DE", "number": f"sip:{{number}}@{where}"})

    await salesforce.says("DIAL", contact=contact)
    (started,) = await salesforce.hears("CALL_STARTED")
    await salesforce.says("END_CALL", call=started["payload"])
    await salesforce.hears("HANGUP")

    (invite,) = far.received("INVITE")
    assert invite.start.split()[1] == f"sip:{dialled}@{where}"
    await far.done()
    await phone.salesforce.hears_nothing_more()


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
