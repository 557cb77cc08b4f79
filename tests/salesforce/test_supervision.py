"""The ledger's supervision (S1 to S7) with the real engine and both majors of the base connector in a real browser."""

from typing import Any

import pytest

from tests.e2e.engine import Message
from tests.page.lightning import Lightning
from tests.peers import Peers, RtpEnd, Sipp, until
from tests.salesforce.phone import ENDED, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
CALL = {"callId": "call-1", "voiceCallId": "0LQ1", "callType": "Inbound", "from": "+4930123456"}


async def supervisor(
    peers: Peers, salesforce: Lightning, base: str = "", steps: str = "offered ring answer bye_received", **more: Any
) -> tuple[Phone, Sipp, RtpEnd]:
    """A supervisor's phone with its page, and a sipp that stands for the PBX."""
    ear = await peers.rtp(says_hz=900)
    pbx = await peers.sipp(steps, media_port=ear.port)
    recording = {"enabled": more.pop("records", False)}
    settings = {"is_supervisor": True, "way": "pbx", "target": pbx.uri, **more}
    return await phone_at(peers, salesforce, base, supervision=settings, recording=recording), pbx, ear


async def listens(phone: Phone) -> Message:
    """Salesforce asks, the phone rings, the supervisor picks up: S1 and S2."""
    await phone.salesforce.says("SUPERVISE_CALL", call=CALL)
    (started,) = await phone.salesforce.hears("SUPERVISOR_CALL_STARTED")
    await phone.engine.event("CALL_STARTED", callId="call-1")
    (call,) = (await phone.engine.status())["calls"]
    assert (call["phase"], call["mode"], started["payload"]["state"]) == ("ringing", "listen", "ringing")
    await phone.engine.ctl("answer")
    (connected,) = await phone.salesforce.hears("SUPERVISOR_CALL_CONNECTED")
    return connected


async def test_s1_s2_s5_asked_for_picked_up_and_left(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, pbx, _ = await supervisor(peers, salesforce, base)

    connected = await listens(phone)
    assert connected["payload"]["callId"] == "call-1"
    assert connected["payload"]["callAttributes"]["participantType"] == "Supervisor"
    assert pbx.received("INVITE")[0].header("X-Vendor-Call-Key") == "call-1"
    await salesforce.says("SUPERVISOR_DISCONNECT", call=CALL)
    (hangup,) = await salesforce.hears("SUPERVISOR_HANGUP")

    assert [call["callId"] for call in hangup["payload"]] == ["call-1"]
    await pbx.done()
    await salesforce.hears_nothing_more()


async def test_s1_by_setting_it_is_connected_at_once(peers: Peers, salesforce: Lightning, base: str) -> None:
    _, pbx, _ = await supervisor(peers, salesforce, base, pick_up="at_once")

    await salesforce.says("SUPERVISE_CALL", call=CALL)
    await salesforce.hears("SUPERVISOR_CALL_STARTED", "SUPERVISOR_CALL_CONNECTED")
    await salesforce.says("SUPERVISOR_DISCONNECT", call=CALL)
    await salesforce.hears("SUPERVISOR_HANGUP")

    await pbx.done()


async def test_s3_s4_s5_begun_and_barged_in_at_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, pbx, _ = await supervisor(peers, salesforce, base, records=True)

    await phone.engine.ctl("supervise", "call-1")
    await salesforce.hears("SUPERVISOR_CALL_STARTED", "SUPERVISOR_CALL_CONNECTED")
    await phone.engine.ctl("whisper")
    await phone.engine.ctl("barge")
    (barged,) = await salesforce.hears("SUPERVISOR_BARGED_IN")
    assert barged["payload"]["callAttributes"]["hasSupervisorBargedIn"] is True
    await phone.engine.ctl("mute")
    await phone.engine.ctl("hold")
    await phone.engine.ctl("record", "pause")
    await salesforce.hears("MUTE_TOGGLE", "HOLD_TOGGLE", "RECORDING_TOGGLE")
    await salesforce.says("RESUME_RECORDING", call=CALL)
    (recording,) = await salesforce.hears("RECORDING_TOGGLE")
    assert recording["payload"]["isRecordingPaused"] is False
    await phone.engine.ctl("unsupervise")
    await salesforce.hears("SUPERVISOR_HANGUP")

    await pbx.done()
    await salesforce.hears_nothing_more()


async def test_s4_s5_barged_in_by_request_and_ended_there(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, pbx, ear = await supervisor(peers, salesforce, base, "offered ring answer wait:4000 bye")

    await listens(phone)
    await salesforce.says("SUPERVISOR_BARGE_IN", call=CALL)
    await salesforce.hears("SUPERVISOR_BARGED_IN", "SUPERVISOR_HANGUP")

    assert ear.pressed() == "6"
    await pbx.done()
    await salesforce.hears_nothing_more()


async def test_s6_an_own_call_is_answered_meanwhile(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, pbx, _ = await supervisor(peers, salesforce, base)

    await listens(phone)
    call = await phone.rings("answered bye_received")
    await phone.asks("ACCEPT_CALL", call)
    hangup, connected = await salesforce.hears("SUPERVISOR_HANGUP", "CALL_CONNECTED")

    assert hangup["payload"][0]["callId"] == "call-1"
    assert connected["payload"]["callId"] == call.id
    await pbx.done()
    await phone.engine.ctl("hangup")
    await salesforce.hears(*ENDED)
    await salesforce.hears_nothing_more()


async def test_a_second_request_is_refused_and_the_first_supervision_is_still_known(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    """The base takes a failure for the end of any supervision, and would not end it when an own call is answered."""
    phone, pbx, _ = await supervisor(peers, salesforce, base)

    await listens(phone)
    await phone.engine.ctl("barge")
    await salesforce.hears("SUPERVISOR_BARGED_IN")
    await salesforce.says("SUPERVISE_CALL", call={**CALL, "callId": "call-2"})
    error, again, _ = await salesforce.hears("ERROR", "SUPERVISOR_CALL_CONNECTED", "SUPERVISOR_BARGED_IN")
    assert (error["payload"]["message"], again["payload"]["callId"]) == ("CAN_NOT_SUPERVISE_CALL", "call-1")
    call = await phone.rings("answered bye_received")
    await phone.asks("ACCEPT_CALL", call)
    hangup, _ = await salesforce.hears("SUPERVISOR_HANGUP", "CALL_CONNECTED")

    assert [one["callId"] for one in hangup["payload"]] == ["call-1"]
    await pbx.done()
    await phone.engine.ctl("hangup")
    await salesforce.hears(*ENDED)
    await salesforce.hears_nothing_more()


async def test_leaving_another_call_leaves_nothing_and_the_supervision_is_still_known(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    """With nothing to leave it succeeds, which the base takes for the end of any supervision as well."""
    phone, pbx, _ = await supervisor(peers, salesforce, base)

    await listens(phone)
    await salesforce.says("SUPERVISOR_DISCONNECT", call={**CALL, "callId": "call-2"})
    hangup, _ = await salesforce.hears("SUPERVISOR_HANGUP", "SUPERVISOR_CALL_CONNECTED")
    assert hangup["payload"] == []
    call = await phone.rings("answered bye_received")
    await phone.asks("ACCEPT_CALL", call)
    hangup, _ = await salesforce.hears("SUPERVISOR_HANGUP", "CALL_CONNECTED")

    assert [one["callId"] for one in hangup["payload"]] == ["call-1"]
    await pbx.done()


async def test_s6_an_own_call_is_picked_up_at_the_desk(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, pbx, _ = await supervisor(peers, salesforce, base)

    await listens(phone)
    call = await phone.rings("answered bye_received")
    await phone.engine.ctl("answer", call.id)
    await salesforce.hears("SUPERVISOR_HANGUP", "CALL_CONNECTED")

    await pbx.done()
    await phone.engine.ctl("hangup")
    await salesforce.hears(*ENDED)


async def test_s7_the_way_in_fails(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, pbx, _ = await supervisor(peers, salesforce, base, "offered refuse:403")

    await salesforce.says("SUPERVISE_CALL", call=CALL)
    await salesforce.hears("SUPERVISOR_CALL_STARTED")
    await phone.engine.ctl("answer", expect=1)
    error, hangup = await salesforce.hears("ERROR", "SUPERVISOR_HANGUP")

    assert "403" in error["payload"]["customError"]["message"]
    assert hangup["payload"][0]["reason"] == "error"
    await pbx.done()


async def test_s7_not_picked_up(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone, _, _ = await supervisor(peers, salesforce, base)

    await salesforce.says("SUPERVISE_CALL", call=CALL)
    await salesforce.hears("SUPERVISOR_CALL_STARTED")
    await phone.engine.ctl("decline")

    await salesforce.hears("SUPERVISOR_HANGUP")
    await salesforce.hears_nothing_more()


async def test_what_cannot_be_is_refused_and_nothing_fails_for_want_of_supervision(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    await supervisor(peers, salesforce, base)

    await salesforce.says("SUPERVISOR_BARGE_IN", call=CALL)
    (error,) = await salesforce.hears("ERROR")
    assert error["payload"]["message"] == "CAN_NOT_BARGE_IN_SUPERVISOR"
    await salesforce.says("SUPERVISOR_DISCONNECT", call=CALL)
    (hangup,) = await salesforce.hears("SUPERVISOR_HANGUP")

    assert hangup["payload"] == []


@pytest.mark.parametrize("barge", [False, True], ids=["listening", "barged in"])
async def test_a_reload_is_told_of_supervision_again(
    peers: Peers, salesforce: Lightning, base: str, *, barge: bool
) -> None:
    phone, pbx, _ = await supervisor(peers, salesforce, base)

    await listens(phone)
    if barge:
        await phone.engine.ctl("barge")
        await salesforce.hears("SUPERVISOR_BARGED_IN")
    await phone.opens()
    await salesforce.says("AGENT_AVAILABLE", isAvailable=True)
    await salesforce.hears("SUPERVISOR_CALL_CONNECTED", *["SUPERVISOR_BARGED_IN"] * barge)
    await phone.engine.ctl("unsupervise")

    await salesforce.hears("SUPERVISOR_HANGUP")
    await pbx.done()
    await salesforce.hears_nothing_more()


async def test_the_supervised_agent_is_told_who_has_barged_in(peers: Peers, salesforce: Lightning, base: str) -> None:
    hosting = {"way": "agent", "hosts": True, "supervisors": ["sip:3001@pbx"]}
    phone = await phone_at(peers, salesforce, base, supervision=hosting)
    call = await phone.talks("bye_received", headers=["X-Vendor-Call-Key: call-1"])
    ear = await peers.rtp(says_hz=660)
    identity = 'P-Asserted-Identity: "The Supervisor" <sip:3001@pbx>'
    boss = await peers.sipp(
        "invite answered bye_received",
        phone.engine.uri,
        media_port=ear.port,
        headers=[f"X-Vendor-Call-Key: {call.id}", "X-Call-Type: supervisor", identity],
    )
    await until(lambda: ear.heard().hears(900, 0.5, share=0.2), "the supervisor hears the customer")
    await salesforce.hears_nothing_more()
    ear.press("6")
    (barged,) = await salesforce.hears("CALL_BARGED_IN")

    assert barged["payload"]["callId"] == "call-1"
    assert barged["payload"]["supervisorName"] == "The Supervisor"
    assert barged["payload"]["isBargedIn"] is True
    await phone.engine.ctl("hangup")
    await salesforce.hears(*ENDED)
    await boss.done()
